using Atlas.Core.Dialects;
using Microsoft.Data.Sqlite;

namespace Atlas.Databases.Sqlite;

/// <summary>Where a SQLite database is, as its URL says.</summary>
/// <param name="Path">The absolute path, links resolved; for a database in memory its name.</param>
/// <param name="Label">The URL as it may be shown.</param>
internal sealed record SqliteAddress(string Path, string Label)
{
    /// <summary>Gets whether the database lives in memory and ends with its connection.</summary>
    public bool IsMemory { get; init; }

    /// <summary>Gets whether connections of this program share the database in memory by its name.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets whether nothing may be written.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets whether a file that isn't there is a mistake rather than an empty database.</summary>
    public bool MustExist { get; init; }

    /// <summary>Gets whether foreign keys are enforced outside of plans.</summary>
    public bool EnforcesForeignKeys { get; init; }

    /// <summary>Gets whether there is a file with this path now.</summary>
    public bool Exists => IsMemory || File.Exists(Path);

    /// <summary>Reads a URL; parameters that only other drivers know are left aside, as those drivers do.</summary>
    public static SqliteAddress From(Url url)
    {
        var path = url.HostAndPath.StartsWith("file:", StringComparison.Ordinal) ? url.HostAndPath["file:".Length..]
            : url.HostAndPath;
        var mode = url.Parameter("mode");
        if (mode is not (null or "memory" or "ro" or "rw" or "rwc"))
            throw new FailureException(
                $"The URL {url.Redacted} has the mode \"{mode}\", which SQLite doesn't know. Use memory, ro, rw or " +
                "rwc.");
        var isMemory = mode == "memory" || path == ":memory:";
        if (path.Length == 0 && !isMemory)
            throw new FailureException(
                $"The URL {url.Redacted} names no file. Write it as sqlite://app.db, or " +
                "sqlite:///absolute/path/app.db.");
        return new SqliteAddress(isMemory ? path : RealPath.Of(path), url.Redacted)
        {
            IsMemory = isMemory,
            IsShared = isMemory && url.Parameter("cache") == "shared",
            IsReadOnly = mode == "ro",
            MustExist = mode is "ro" or "rw",
            EnforcesForeignKeys = (url.Parameter("_fk") ?? url.Parameter("_foreign_keys"))?.ToLowerInvariant() is "1"
                or "true" or "on" or "yes",
        };
    }

    /// <summary>The private empty database that stands for a file that isn't there yet.</summary>
    public SqliteAddress AsEmpty() => this with { Path = ":memory:", IsMemory = true, IsShared = false };

    /// <summary>Makes a connection, not yet open.</summary>
    /// <param name="creates">Whether a file that isn't there is made.</param>
    public SqliteConnection Connection(bool creates) => new(new SqliteConnectionStringBuilder
    {
        DataSource = IsMemory && !IsShared ? ":memory:" : Path,
        Mode = IsShared ? SqliteOpenMode.Memory
            : IsMemory || (creates && !MustExist) ? SqliteOpenMode.ReadWriteCreate
            : IsReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
        Cache = IsShared ? SqliteCacheMode.Shared : SqliteCacheMode.Default,
        ForeignKeys = EnforcesForeignKeys,
        Pooling = false,
        DefaultTimeout = 10,
    }.ToString());
}
