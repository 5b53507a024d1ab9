using System.Data.Common;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite;

/// <summary>Opens SQLite databases: files, and databases in memory.</summary>
/// <remarks>
/// <c>sqlite://path/to.db</c> is relative to the working folder, <c>sqlite:///path/to.db</c> absolute, and
/// <c>?mode=memory</c> private to
/// the connection unless <c>cache=shared</c> stands there too.
/// </remarks>
public sealed class SqliteDriver : Driver
{
    private static readonly SqliteDialect Pure = new();

    /// <summary>Makes the driver, with the library that it brings along.</summary>
    public SqliteDriver() => SQLitePCL.Batteries_V2.Init();

    /// <inheritdoc/>
    public override Dialect Dialect => Pure;

    /// <inheritdoc/>
    public override Seq<string> Schemes => ["sqlite", "sqlite3"];

    /// <inheritdoc/>
    public override async Task<Database> OpenAsync(Url url, CancellationToken cancellationToken) =>
        await SqliteDatabase.OpenAsync(Pure, SqliteAddress.From(url), null, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<Database> OpenScratchAsync(Url? dev, Seq<DatabaseIdentity> targets,
        CancellationToken cancellationToken) =>
        await ScratchAsync(dev, targets, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<ScratchTemplate> PrepareScratchAsync(
        Url? dev, Seq<DatabaseIdentity> targets, Func<Database, CancellationToken, Task> prepare,
        CancellationToken cancellationToken)
    {
        var scratch = await ScratchAsync(dev, targets, cancellationToken).ConfigureAwait(false);
        try
        {
            await prepare(scratch, cancellationToken).ConfigureAwait(false);
            return new PreparedDatabase(scratch);
        }
        catch
        {
            await scratch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override DbDataSource CreateDataSource(Url url) => new SqliteDataSource(SqliteAddress.From(url));

    private static Task<SqliteDatabase> ScratchAsync(
        Url? dev, Seq<DatabaseIdentity> targets, CancellationToken cancellationToken) =>
        Scratch.OpenAsync(Pure, SqliteAddress.From(dev ?? Url.Parse("sqlite://dev?mode=memory")), targets,
            cancellationToken);
}
