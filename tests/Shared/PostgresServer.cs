using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Atlas.Tests.Shared;

/// <summary>
/// A private PostgreSQL server: its own folder, a free loopback port, an unprivileged user, every statement in a log.
/// It ends with <see cref="DisposeAsync"/>, and also when the test process dies.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Stands before each log entry: database and application, so that entries can be told apart.</summary>
    private const string LogPrefix = "\u0001%d\u0002%a\u0003";

    private readonly Process _guard;
    private readonly string _folder;
    private int _databases;
    private bool? _dumpHasKey;
    private bool? _dumpIsOlder;

    private PostgresServer(Process guard, string folder, int port, string programs)
    {
        (_guard, _folder, Port, Programs) = (guard, folder, port, programs);
        Log = new StatementLog(Path.Combine(folder, "log"));
    }

    public int Port { get; }

    /// <summary>The folder of the Unix socket.</summary>
    public string Folder => _folder;

    /// <summary>The folder of psql and pg_dump, which may be older than the server.</summary>
    public string Programs { get; }

    public StatementLog Log { get; }

    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        var programs = FindPrograms("psql");
        var own = System.Environment.GetEnvironmentVariable("ATLAS_POSTGRES") is { Length: > 0 } given ? given : FindPrograms("initdb");
        var folder = Directory.CreateTempSubdirectory("atlas-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        var port = FreePort();
        string[] drop = [];
        if (System.Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync(["chown", "nobody:nogroup", folder], null, cancellationToken);
            drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"];
        }
        await Tool.RunAsync(
            [.. drop, $"{own}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            null, cancellationToken);

        // The shell holds our end of its standard input: when we are gone, even by SIGKILL, it stops the server.
        var guard = Process.Start(new ProcessStartInfo("bash", [
            "-c", """log=$1; shift; "$@" >>"$log" 2>&1 </dev/null & server=$!; cat >/dev/null; kill -INT "$server"; wait "$server" """,
            "bash", Path.Combine(folder, "log"), .. drop, $"{own}/postgres", "-D", data, "-p", $"{port}", "-k", folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
            "-c", "autovacuum=off", "-c", "max_connections=200", "-c", "log_statement=all", "-c", $"log_line_prefix={LogPrefix}", "-c", "timezone=UTC",
        ])
        { RedirectStandardInput = true }) ?? throw new InvalidOperationException("bash did not start.");
        var server = new PostgresServer(guard, folder, port, programs);
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database whose name begins with the given word.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string word, CancellationToken cancellationToken)
    {
        var name = $"{word.ToLowerInvariant()}_{Interlocked.Increment(ref _databases)}";
        await PsqlAsync("postgres", $"CREATE DATABASE \"{name}\"", cancellationToken);
        return new PostgresDatabase(this, name);
    }

    /// <summary>Runs SQL with psql and returns its unaligned output, without headings.</summary>
    public Task<string> PsqlAsync(string database, string sql, CancellationToken cancellationToken) =>
        Tool.RunAsync(
            [$"{Programs}/psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1",
             $"host=127.0.0.1 port={Port} user=postgres dbname={database} application_name={StatementLog.OwnApplication}"],
            sql, cancellationToken);

    /// <summary>Whether pg_dump draws a random word for each dump unless it is given one, as later minor versions do.</summary>
    public async Task<bool> DumpHasKeyAsync(CancellationToken cancellationToken) =>
        _dumpHasKey ??= (await Tool.RunAsync([$"{Programs}/pg_dump", "--help"], null, cancellationToken)).Contains("--restrict-key");

    /// <summary>Whether pg_dump is of an older major version than the server, which it then refuses.</summary>
    public async Task<bool> DumpIsOlderAsync(CancellationToken cancellationToken) =>
        _dumpIsOlder ??= Major((await Tool.RunAsync([$"{Programs}/pg_dump", "--version"], null, cancellationToken)).Split(' ')[2])
            < Major(await PsqlAsync("postgres", "SHOW server_version", cancellationToken));

    private static int Major(string version) => int.Parse(version.TakeWhile(char.IsAsciiDigit).ToArray());

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _guard.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _guard.Kill(entireProcessTree: true);
        }
        _guard.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        for (var until = Stopwatch.StartNew(); ;)
        {
            try
            {
                await PsqlAsync("postgres", "SELECT 1", cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (until.Elapsed < TimeSpan.FromSeconds(60) && !_guard.HasExited)
            {
                await Task.Delay(100, cancellationToken);
            }
            catch (InvalidOperationException error)
            {
                throw new InvalidOperationException($"The private PostgreSQL server isn't ready: {error.Message}\n{Log.ReadAll()}");
            }
        }
    }

    private static string FindPrograms(string program)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var path = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return versions
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .OrderByDescending(folder => int.Parse(Path.GetFileName(folder)))
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, program)))
            ?? throw new InvalidOperationException("PostgreSQL isn't installed here; `make test` as root installs it.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
