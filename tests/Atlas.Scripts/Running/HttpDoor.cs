using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>A registry server for one script, with a home, a database and a token of its own.</summary>
public static class HttpDoor
{
    /// <summary>The script's name for the server, and for the database behind whichever door.</summary>
    public const string Name = "registry";

    /// <summary>Starts <c>atlas serve</c> and sets ATLAS_CLOUD_URL and ATLAS_TOKEN; the server is the process "registry".</summary>
    public static async Task OpenAsync(ScriptRun run)
    {
        var environment = new Dictionary<string, string>(run.Variables) { ["ATLAS_HOME"] = run.Folder("server-home") };
        var folder = run.Folder("server");
        var database = run.Case.Database == "postgres"
            ? (await run.DatabaseAsync(Name)).Url
            : $"sqlite://{Path.Combine(folder, Name + ".db")}";
        var token = await OnceAsync("serve", "token", "create", "--db", database);
        var address = $"127.0.0.1:{FreePort()}";
        run.Background[Name] = await Launched.StartAsync(
            [run.Program, "serve", "--listen", address, "--db", database], folder, environment, input: "");
        await ListensAsync(run, address);

        (run.Variables["REGISTRY_DB"], run.Variables["REGISTRY_ADDRESS"]) = (database, address);
        run.Variables["ATLAS_CLOUD_URL"] = $"http://{address}";
        run.Variables["ATLAS_TOKEN"] = token.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim()
            ?? throw new ScriptException("`atlas serve token create` printed no token.");

        async Task<string> OnceAsync(params string[] arguments)
        {
            await using var process = await Launched.StartAsync([run.Program, .. arguments], folder, environment, input: "");
            var ended = await process.WaitAsync(ScriptRun.Limit, run.CancellationToken);
            return ended.Exit == 0
                ? ended.Output
                : throw new ScriptException($"`atlas {string.Join(' ', arguments)}` exited with {ended.Exit}.\n{ended.Error}");
        }
    }

    private static async Task ListensAsync(ScriptRun run, string address)
    {
        var server = run.Background[Name];
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < ScriptRun.Limit && !server.HasExited;)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPEndPoint.Parse(address), run.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, run.CancellationToken);
            }
        }
        throw new ScriptException($"The registry doesn't listen on {address}.\n{server.Output}{server.Error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
