using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Atlas.Tests.Shared;

/// <summary>A private PostgreSQL: a temporary folder, a free loopback port, no durability, an unprivileged user.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int _databases;
    private readonly string _folder = Directory.CreateTempSubdirectory("atlas-pg-").FullName;

    /// <summary>The loopback port.</summary>
    public int Port { get; private set; }

    /// <summary>The folder of the Unix socket.</summary>
    public string SocketFolder => _folder;

    /// <summary>The server's log, which holds every statement.</summary>
    public string LogPath => Path.Combine(_folder, "log");

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Returns a URL for a database.</summary>
    public string Url(string database, string query = "", string user = "postgres") =>
        $"postgres://{user}@127.0.0.1:{Port}/{database}{(query == "" ? "" : "?" + query)}";

    /// <summary>Creates an empty database with a name of its own, and returns the name.</summary>
    public string CreateDatabase()
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        Run("postgres", $"CREATE DATABASE \"{name}\" TEMPLATE template0");
        return name;
    }

    /// <summary>Runs SQL with the database's own client.</summary>
    public string Run(string database, string sql) =>
        Program($"{Binaries}/psql", sql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", _folder, "-p", $"{Port}", "-U", "postgres", "-d", database);

    /// <summary>Dumps a database's schema, one object after the other, sorted; column lines as a set.</summary>
    public string Dump(string database)
    {
        var dump = Program($"{Binaries}/pg_dump", "", "--schema-only", "--no-owner", "--restrict-key=atlas", "-h", _folder, "-p", $"{Port}", "-U", "postgres", database);
        var objects = dump.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(o => !o.Split('\n').All(l => l.StartsWith("--") || l == ""))
            .Select(o => string.Join('\n', o.Split('\n').Where(l => !l.StartsWith("--"))))
            .Select(o => o.Contains("CREATE TABLE ") ? string.Join('\n', o.Split('\n').Select(l => l.TrimEnd(',')).Order(StringComparer.Ordinal)) : o);
        return string.Join("\n\n", objects.Order(StringComparer.Ordinal));
    }

    /// <summary>Starts the server.</summary>
    public async ValueTask InitializeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        if (IsRoot) Program("chown", "", "nobody", _folder);
        Program($"{Binaries}/initdb", "", "-D", DataFolder, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        Port = FreePort();
        Program(
            $"{Binaries}/pg_ctl", "", "start", "-w", "-t", "50", "-s", "-D", DataFolder, "-l", LogPath, "-o",
            $"-c listen_addresses=127.0.0.1 -p {Port} -k {_folder} -c fsync=off -c full_page_writes=off -c log_statement=all -c max_connections=40");
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync();
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public ValueTask DisposeAsync()
    {
        Stop();
        return default;
    }

    private void Stop()
    {
        var pidFile = Path.Combine(DataFolder, "postmaster.pid");
        if (File.Exists(pidFile)) Program($"{Binaries}/pg_ctl", "", "stop", "-w", "-t", "30", "-s", "-m", "immediate", "-D", DataFolder);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    // PostgreSQL refuses to run as root.
    private static string Program(string program, string input, params string[] arguments)
    {
        var isDropped = IsRoot && program.StartsWith(Binaries);
        var start = new ProcessStartInfo(isDropped ? "runuser" : program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in (string[])[.. isDropped ? ["-u", "nobody", "--", program] : Array.Empty<string>(), .. arguments])
            start.ArgumentList.Add(argument);

        // A server would keep the pipes open, and reading them to their end would never end.
        var isServer = arguments is ["start", ..];
        if (isServer) (start.RedirectStandardOutput, start.RedirectStandardError) = (false, false);
        using var process = Process.Start(start)!;
        var error = isServer ? Task.FromResult("see the log") : process.StandardError.ReadToEndAsync();
        var output = isServer ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} didn't end within {Patience}.");
        }

        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
