using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Connecting;
using Npgsql;

namespace Atlas.Databases.Postgres.Servers;

/// <summary>Starts the dev servers that <c>docker://</c> URLs ask for: a container, else a private server of programs that
/// are installed. Each is started once for a run, and gone when this is disposed or the program is killed.</summary>
/// <param name="host">The door to programs.</param>
public sealed class DevServers(Host host) : IAsyncDisposable
{
    private static readonly string[] ContainerPrograms = ["docker", "podman"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<DevImage, Url> started = [];
    private readonly List<ServingProgram> programs = [];

    /// <summary>Returns the URL of a server as a <c>docker://</c> URL asks for; any other URL as it is.</summary>
    /// <exception cref="FailureException">There is neither a container program that works nor a server of that version;
    /// the message names both remedies.</exception>
    public async Task<Url> ResolveAsync(Url dev, CancellationToken cancellationToken)
    {
        if (!DevImage.IsOf(dev)) return dev;
        var image = DevImage.Of(dev);
        var key = image with { Schema = null };
        if (!started.TryGetValue(key, out var server))
        {
            server = await StartAsync(dev, image, cancellationToken);
            await WaitAsync(server, image, cancellationToken);
            started[key] = server;
        }

        return image.Schema is null ? server
            : Url.Parse($"{server.Raw}&search_path={Uri.EscapeDataString(image.Schema)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs) await program.DisposeAsync();
    }

    private async Task<Url> StartAsync(Url dev, DevImage image, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var program in ContainerPrograms)
        {
            if (await WhyNotAsync(program, cancellationToken) is not { } reason)
                return await ContainerAsync(program, image, cancellationToken);
            reasons.Add(reason);
        }

        var installed = new InstalledServers(host);
        if (await installed.FindAsync(image.Major, cancellationToken) is { } folder)
            return await PrivateAsync(folder, cancellationToken);
        var version = image.Major is { } major ? $"PostgreSQL {major.ToString(CultureInfo.InvariantCulture)}" : "PostgreSQL";
        var others = installed.Known() is { IsEmpty: false } known
            ? $" Installed is {string.Join(", ", known)}: docker://postgres/{known[^1]}/dev would use it." : "";
        throw new FailureException(
            $"The dev database {dev.Redacted} needs Docker or Podman, or the programs of {version} on this machine; there " +
                $"is neither ({string.Join("; ", reasons)}). Start or install Docker or Podman; or install the server's " +
                $"programs (Debian: postgresql-{image.Major?.ToString(CultureInfo.InvariantCulture) ?? "17"}), of which a " +
                $"private server is started; or give the URL of an empty database as dev.{others}");
    }

    /// <summary>Returns why a program can't start containers; null when it can.</summary>
    private async Task<string?> WhyNotAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            // With a client alone this fails: it asks the daemon, too.
            var asked = await host.RunAsync([program, "version"], "/", cancellationToken);
            return asked.ExitCode == 0 ? null : $"{program}: {FirstLine(asked.Error)}";
        }
        catch (FailureException)
        {
            return $"{program} isn't there";
        }
    }

    private async Task<Url> ContainerAsync(string program, DevImage image, CancellationToken cancellationToken)
    {
        if ((await host.RunAsync([program, "image", "inspect", image.Name], "/", cancellationToken)).ExitCode != 0)
            host.Warn($"The image {image.Name} isn't on this machine yet; {program} fetches it.");
        var password = host.NewUuid().ToString("N");
        var port = await ServeAsync("container", [program, image.Name], password, cancellationToken);
        return Url.Parse($"postgres://postgres:{password}@127.0.0.1:{port}/postgres?sslmode=disable");
    }

    private async Task<Url> PrivateAsync(string folder, CancellationToken cancellationToken)
    {
        var socket = await ServeAsync("private", [folder], "", cancellationToken);
        return Url.Parse($"postgres://postgres@/postgres?host={Uri.EscapeDataString(socket)}");
    }

    private async Task<string> ServeAsync(string script, Seq<string> arguments, string input,
        CancellationToken cancellationToken)
    {
        var program = await host.ServeAsync(["sh", "-c", Script(script), $"atlas-{script}", .. arguments], input,
            cancellationToken);
        programs.Add(program);
        return program.FirstLine;
    }

    /// <summary>Waits until the server lets clients in, and runs the baseline.</summary>
    private async Task WaitAsync(Url server, DevImage image, CancellationToken cancellationToken)
    {
        var settings = ConnectionSettings.Of(server);
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            try
            {
                await using var connection = await Connections.OpenAsync(settings.Builder, settings.Address, cancellationToken);
                await using var database = new PostgresDatabase(connection, settings, image.Name);
                if (image.Baseline is { } baseline) await BaselineAsync(database, baseline, cancellationToken);
                return;
            }
            catch (FailureException problem) when (problem is not DatabaseException
                && problem.InnerException is NpgsqlException && waited.Elapsed < Patience)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private static async Task BaselineAsync(PostgresDatabase database, string sql, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(sql, cancellationToken);
        var found = (await database.InspectAsync([], cancellationToken)).Realm;
        if (found.Schemas.SelectMany(s => s.Tables.Select(t => $"table \"{s.Name}.{t.Name}\"")
            .Concat(s.Objects.Select(o => $"{o.Kind.Title()} \"{s.Name}.{o.Name}\""))).FirstOrDefault() is { } made)
            throw new FailureException(
                $"The baseline of a docker block may make extensions and roles, and this one makes {made}, which dev " +
                    "databases wouldn't have. Put it into the desired state, or leave it out.");
    }

    private static string Script(string name)
    {
        using var stream = typeof(DevServers).Assembly.GetManifestResourceStream($"Postgres/Servers/{name}.sh")
            ?? throw new System.Diagnostics.UnreachableException($"The script {name} isn't embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string FirstLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first.Trim() : "it says nothing";
}
