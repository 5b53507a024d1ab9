using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Atlas.Core.Model;

namespace Atlas.Registry.Webhooks;

/// <summary>Sends deliveries to the origins that the operator of the server allowed, and to no other. Redirects aren't
/// followed, and nothing of an answer but its status is kept.</summary>
/// <param name="allowed">The origins: scheme, host and port.</param>
public sealed class WebhookSender(Seq<string> allowed) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <summary>Sends a body.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="secret">What it is signed with.</param>
    /// <param name="id">The delivery's id.</param>
    /// <param name="now">The registry's clock.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why it didn't arrive, one sentence; null when it did.</returns>
    public async Task<string?> SendAsync(
        Uri address, string secret, string id, DateTimeOffset now, byte[] body, CancellationToken cancellationToken)
    {
        var origin = WebhookAddress.Origin(address);
        if (!allowed.Contains(origin))
            return $"The operator allows no deliveries to {origin}: the server was not started with --webhook-to {origin}.";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            return WebhookAddress.IsSyslog(address)
                ? await LogAsync(address, id, now, body, deadline.Token)
                : await PostAsync(address, secret, id, now, body, deadline.Token);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException
            or System.Security.Authentication.AuthenticationException)
        {
            return $"{origin} can't be reached.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{origin} didn't answer within {Timeout.TotalSeconds:0} s.";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<string?> PostAsync(
        Uri address, string secret, string id, DateTimeOffset now, byte[] body, CancellationToken cancellationToken)
    {
        var time = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.UserAgent.ParseAdd("Atlas-Webhook");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", DeliveryBody.Sign(secret, id, time, body));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return answer.IsSuccessStatusCode ? null : $"It answered with HTTP status {(int)answer.StatusCode}.";
    }

    /// <summary>One message of RFC 5424 with its length before it (RFC 6587). Nobody answers on such a connection, so it
    /// counts as delivered once the system has taken it.</summary>
    private static async Task<string?> LogAsync(
        Uri address, string id, DateTimeOffset now, byte[] body, CancellationToken cancellationToken)
    {
        const int LogAuditNotice = (13 * 8) + 5;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"<{LogAuditNotice}>1 {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {Dns.GetHostName()} atlas - {id} - ");
        byte[] message = [.. Encoding.ASCII.GetBytes(head), .. body];
        byte[] framed = [.. Encoding.ASCII.GetBytes($"{message.Length} "), .. message];
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, cancellationToken);
        await using Stream plain = connection.GetStream();
        if (address.Scheme == "syslog+tcp")
        {
            await plain.WriteAsync(framed, cancellationToken);
            return null;
        }

        await using var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellationToken);
        await secure.WriteAsync(framed, cancellationToken);
        return null;
    }
}
