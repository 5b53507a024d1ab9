namespace Atlas.Core.Dialects;

/// <summary>The world failed or the request can't be carried out: shown to the user as it is, without a
/// stack.</summary>
/// <param name="message">Full sentences with the remedy; never a secret.</param>
public class FailureException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A request is refused because a precondition doesn't hold; shown with the prefix <c>Abort:</c>.</summary>
public sealed class AbortException(string message) : FailureException(message);

/// <summary>A database refused or failed; the message is the database's own text, without values of rows.</summary>
/// <param name="message">The database's message.</param>
/// <param name="sql">The statement; null when none was running.</param>
public sealed class DatabaseException(string message, string? sql = null, Exception? inner = null)
    : FailureException(message, inner)
{
    /// <summary>Gets the statement that failed; null when none was running.</summary>
    public string? Sql => sql;

    /// <summary>Gets whether it lost a wait for a lock, so that the same may go well a moment later.</summary>
    public bool IsLockLost { get; init; }
}
