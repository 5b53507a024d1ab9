namespace Atlas.Core.Dialects;

/// <summary>How a session that changes a database in use presents itself and how patient it is.</summary>
/// <param name="Name">What the database's own views show it as, such as <c>atlas/01J…</c>.</param>
public sealed record WorkSession(string Name)
{
    /// <summary>How long a statement waits for a lock where nobody says it: while it waits, all that come after it
    /// wait too.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Gets how long a statement waits for a lock; null for <see cref="DefaultLockTimeout"/>, unless the URL
    /// or the role says something else.</summary>
    public TimeSpan? LockTimeout { get; init; }

    /// <summary>Gets how often what lost a wait for a lock is tried; at least 1.</summary>
    public int Tries { get; init; } = 10;

    /// <summary>Gets the role that the statements run as, which then owns what they make; null for the one that
    /// logged in.</summary>
    public string? Role { get; init; }
}
