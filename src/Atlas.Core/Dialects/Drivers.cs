using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>The databases that can be opened, by the scheme of their URLs.</summary>
/// <param name="all">The drivers in the order a reader wants.</param>
public sealed class Drivers(Seq<Driver> all)
{
    /// <summary>The schemes of databases that Atlas knows and this program doesn't yet.</summary>
    private static readonly string[] NotYet =
        ["mysql", "mariadb", "maria", "mysql+unix", "sqlserver", "clickhouse", "redshift", "oracle", "snowflake",
            "spanner", "databricks", "libsql", "crdb", "tidb"];

    /// <summary>Gets the drivers in the order a reader wants.</summary>
    public Seq<Driver> All => all;

    /// <summary>Returns whether a scheme is that of a database.</summary>
    public bool IsDatabase(string scheme) => all.Any(d => d.Schemes.Contains(scheme));

    /// <summary>Returns the driver of a URL.</summary>
    /// <exception cref="FailureException">No driver has the scheme; the message says which there are.</exception>
    public Driver For(Url url) => all.FirstOrDefault(d => d.Schemes.Contains(url.Scheme)
        || d.DevSchemes.Contains(KindOf(url))) ?? throw url.Scheme switch
    {
        _ when KindOf(url) is "docker+sqlite" => new FailureException(
            $"SQLite needs no container ({url.Redacted}): its dev database is sqlite://dev?mode=memory, and the default."),
        _ when KindOf(url).StartsWith("docker", StringComparison.Ordinal) => new FailureException(
            $"Dev databases of the kind {url.Redacted} are not supported yet. Known are docker://postgres/16/dev, " +
                "docker://postgis/latest/dev, docker://pgvector/pg17/dev and docker+postgres://organisation/image:tag/dev."),
        _ when NotYet.Contains(url.Scheme) =>
            new FailureException(
            $"Databases of the kind \"{url.Scheme}\" are not supported yet. Supported: {Known()}."),
        _ => new FailureException(
            $"There is no database driver for the scheme \"{url.Scheme}\". Supported: {Known()}."),
    };

    /// <summary>Returns the scheme of a URL; of <c>docker://postgres/16</c>, where the host says what it is,
    /// <c>docker+postgres</c>.</summary>
    public static string KindOf(Url url) => url.Scheme == "docker" ? $"docker+{url.Host}" : url.Scheme;

    /// <summary>Returns the driver of a dialect's name, or null.</summary>
    public Driver? Named(string dialect) => all.FirstOrDefault(d => d.Dialect.Name == dialect);

    /// <summary>Opens a database; see <see cref="Driver.OpenAsync"/>.</summary>
    public Task<Database> OpenAsync(Url url, CancellationToken cancellationToken) =>
        For(url).OpenAsync(url, cancellationToken);

    private string Known() => string.Join(", ", all.Select(d => d.Schemes[0] + "://"));
}
