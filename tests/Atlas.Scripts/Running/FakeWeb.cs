using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Atlas.Scripts.Running;

/// <summary>A web server on loopback whose answers a script writes down, and which remembers what it was asked.</summary>
public sealed class FakeWeb : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly StringBuilder _requests = new();
    private readonly List<Answer> _answers;
    private readonly Task _serving;

    /// <summary>Starts a server.</summary>
    /// <param name="answers">Lines <c>== METHOD PATH [STATUS]</c>, each followed by what is answered.</param>
    public FakeWeb(string answers)
    {
        _answers = [.. answers.Split("\n== ").Select(text => text.TrimStart('=', ' ', '\n')).Where(text => text.Length > 0).Select(Parse)];
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The server's address, without a slash at its end.</summary>
    public string Address { get; }

    /// <summary>What was asked so far: a line for each request, the tokens it carried, and its body.</summary>
    public string Requests
    {
        get { lock (_requests) return _requests.ToString(); }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var tokens = string.Concat(new[] { "Authorization", "PRIVATE-TOKEN", "webhook-id", "webhook-signature" }
            .Where(name => request.Headers[name] is not null).Select(name => $" [{name}: {request.Headers[name]}]"));
        lock (_requests)
            _requests.Append($"{request.HttpMethod} {request.RawUrl}{tokens}\n{(body.Length > 0 ? body + "\n" : "")}");

        var path = request.RawUrl?.Split('?')[0];
        var answer = _answers.Find(a => a.Method == request.HttpMethod && a.Path == path)
            ?? new(request.HttpMethod, path ?? "", 404, """{"message":"Not Found"}""");
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
        context.Response.Close();
    }

    private static Answer Parse(string text)
    {
        var end = text.IndexOf('\n');
        var head = (end < 0 ? text : text[..end]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(head[0], head[1], head.Length > 2 ? int.Parse(head[2]) : 200, end < 0 ? "" : text[(end + 1)..].Trim());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Answer(string Method, string Path, int Status, string Body);
}
