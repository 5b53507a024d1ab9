using System.Globalization;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Servers;

/// <summary>The PostgreSQL servers whose programs are on this machine.</summary>
/// <param name="host">The door to files and programs.</param>
internal sealed class InstalledServers(Host host)
{
    // Where Debian's, Red Hat's and Homebrew's packages put the programs of a major version.
    private static readonly string[] Folders =
        ["/usr/lib/postgresql/{0}/bin", "/usr/pgsql-{0}/bin", "/opt/homebrew/opt/postgresql@{0}/bin",
            "/usr/local/opt/postgresql@{0}/bin"];

    private static readonly int[] Majors = [.. Enumerable.Range(Connecting.Connections.OldestMajor, 20)];

    /// <summary>Returns the folder of the programs of a major version, or of the newest; null when there is
    /// none.</summary>
    public async Task<string?> FindAsync(int? major, CancellationToken cancellationToken)
    {
        var majors = major is { } wanted ? [wanted] : Majors.Reverse().ToArray();
        if (majors.SelectMany(m => Folders.Select(f => string.Format(CultureInfo.InvariantCulture, f, m)))
            .FirstOrDefault(IsServer) is { } packaged) return packaged;
        foreach (var folder in (host.Variable("PATH") ?? "").Split(':').Where(IsServer))
        {
            var version = await host.RunAsync([$"{folder}/postgres", "--version"], "/", cancellationToken);
            if (major is null || version.Output.Contains($" {major.Value.ToString(CultureInfo.InvariantCulture)}.",
                StringComparison.Ordinal)) return folder;
        }

        return null;
    }

    /// <summary>Returns the major versions that packages installed, oldest first.</summary>
    public Seq<int> Known() => [.. Majors.Where(m => Folders.Any(
        f => IsServer(string.Format(CultureInfo.InvariantCulture, f, m))))];

    private bool IsServer(string folder) =>
        folder.Length > 0 && host.FileExists($"{folder}/initdb") && host.FileExists($"{folder}/postgres");
}
