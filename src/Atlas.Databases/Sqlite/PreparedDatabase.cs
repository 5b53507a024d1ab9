using Atlas.Core.Dialects;

namespace Atlas.Databases.Sqlite;

/// <summary>A prepared database, and copies of it in memory.</summary>
internal sealed class PreparedDatabase(SqliteDatabase prepared) : ScratchTemplate
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <inheritdoc/>
    public override bool AllowsSeveral => true;

    /// <inheritdoc/>
    public override async Task<Database> CopyAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await prepared.CopyAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _one.Dispose();
        return prepared.DisposeAsync();
    }
}
