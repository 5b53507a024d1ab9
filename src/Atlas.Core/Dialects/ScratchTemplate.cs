namespace Atlas.Core.Dialects;

/// <summary>An empty database that was prepared, and from which any number of equal ones are made.</summary>
public abstract class ScratchTemplate : IAsyncDisposable
{
    /// <summary>Gets whether several may be in use at a time.</summary>
    public abstract bool AllowsSeveral { get; }

    /// <summary>Makes a database that is as the prepared one was, and is gone when disposed.</summary>
    public abstract Task<Database> CopyAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Prepares each database anew, where databases can't be copied.</summary>
/// <param name="open">Opens an empty database.</param>
/// <param name="prepare">Prepares it.</param>
internal sealed class RebuiltTemplate(
    Func<CancellationToken, Task<Database>> open, Func<Database, CancellationToken, Task> prepare) : ScratchTemplate
{
    /// <inheritdoc/>
    public override bool AllowsSeveral => false;

    /// <inheritdoc/>
    public override async Task<Database> CopyAsync(CancellationToken cancellationToken)
    {
        var database = await open(cancellationToken);
        try
        {
            await prepare(database, cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
