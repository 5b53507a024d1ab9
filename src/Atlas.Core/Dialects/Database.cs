using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Dialects;

/// <summary>A live connection to one database, optionally bound to one schema. Not thread-safe.</summary>
/// <remarks>All members throw <see cref="DatabaseException"/> when the database refuses or fails.</remarks>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Gets the pure half.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Gets the URL as it may be shown: no password.</summary>
    public abstract string Label { get; }

    /// <summary>Gets the schema that the URL is bound to; null when the scope is the whole database.</summary>
    public abstract string? BoundSchema { get; }

    /// <summary>Gets how plans for this database write names.</summary>
    public Naming Naming => BoundSchema is null ? Naming.Qualified : Naming.Unqualified;

    /// <summary>Gets the server's major version, such as <c>15</c>.</summary>
    public abstract string EngineMajor { get; }

    /// <summary>Reads the catalogue at one moment, in a fixed number of round trips, inside the open transaction if
    /// there is one.</summary>
    /// <param name="schemas">The schemas to read; empty for the bound schema, or for all that aren't the
    /// system's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<Inspection> InspectAsync(Seq<string> schemas, CancellationToken cancellationToken);

    /// <summary>Gets whether it estimates how large its tables are.</summary>
    public virtual bool HasStatistics => false;

    /// <summary>Returns how large the tables are, as the database estimates it; one round trip, no locks.</summary>
    public virtual Task<TableStatistics> MeasureAsync(CancellationToken cancellationToken) =>
        Task.FromResult(TableStatistics.Unknown);

    /// <summary>Gets what refuses changes past the gate inside the database; null where it can't.</summary>
    public virtual DatabaseGuard? Guard => null;

    /// <summary>Returns who this database is, whatever URL led to it.</summary>
    public abstract Task<DatabaseIdentity> IdentifyAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lock under which one program at a time changes this database and scope; waits up to a
    /// time.</summary>
    /// <param name="name">What the lock is for; part of the key, with the identity and the scope.</param>
    /// <param name="holder">Who takes it, shown to whoever waits.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="waiting">Called once when it must wait, with who holds the lock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">The time is over; the message names the holder.</exception>
    public abstract Task<DatabaseLock> LockAsync(
        string name, string holder, TimeSpan timeout, Action<string> waiting, CancellationToken cancellationToken);

    /// <summary>Begins a transaction on this connection.</summary>
    public abstract Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Commits the open transaction; SQLite checks foreign keys first and throws when rows would
    /// dangle.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Rolls the open transaction back; does nothing when there is none or the connection is gone.</summary>
    public abstract Task RollbackAsync();

    /// <summary>Runs one statement, or a script of several where the database takes one.</summary>
    public abstract Task ExecuteAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Returns why this session can change nothing, as a full sentence with the remedy; null when it
    /// can. One round trip at most.</summary>
    public virtual Task<string?> ReadOnlyReasonAsync(CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Makes the session one that changes a database in use; before the first statement of a plan.</summary>
    public virtual Task PrepareAsync(WorkSession session, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns what the session's role may not do of what changes need, each as a full sentence; empty when
    /// all is allowed. One round trip at most.</summary>
    public virtual Task<Seq<string>> MissingPrivilegesAsync(Seq<Change> changes, CancellationToken cancellationToken) =>
        Task.FromResult<Seq<string>>([]);

    /// <summary>Runs one statement of a plan, with the patience for locks that fits it.</summary>
    public virtual Task RunAsync(string sql, CancellationToken cancellationToken) =>
        ExecuteAsync(sql, cancellationToken);

    /// <summary>Returns what must run before a statement since an earlier try of it failed halfway; null for
    /// nothing. One round trip at most.</summary>
    public virtual Task<Statement?> LeftoverAsync(string sql, CancellationToken cancellationToken) =>
        Task.FromResult<Statement?>(null);

    /// <summary>Returns what a statement would have to wait for although no lock stands in its way, such as old
    /// transactions; in words, empty for nothing.</summary>
    public virtual Task<Seq<string>> HoldersAsync(string sql, CancellationToken cancellationToken) =>
        Task.FromResult<Seq<string>>([]);

    /// <summary>Looks at the statement that runs on this connection now, from beside it. Never fails: nothing is known
    /// then.</summary>
    public virtual Task<StatementActivity> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult(StatementActivity.Unknown);

    /// <summary>Runs a query and returns its rows as text; a null stays null.</summary>
    /// <param name="sql">The query, with the database's own placeholders for arguments.</param>
    /// <param name="arguments">The arguments in order: strings, longs, doubles, bools or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<Seq<Seq<string?>>> QueryAsync(string sql, Seq<object?> arguments,
        CancellationToken cancellationToken);

    /// <summary>Runs one statement and returns what it returns, with the names of the columns.</summary>
    public abstract Task<ResultTable> ReadAsync(string sql, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>A lock on a database, given back when disposed.</summary>
public abstract class DatabaseLock : IAsyncDisposable
{
    /// <summary>Throws <see cref="FailureException"/> when the lock was lost meanwhile.</summary>
    public abstract Task EnsureHeldAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Who a database is: the same for every URL that leads to it.</summary>
/// <param name="Value">An opaque text, equal for equal databases and scopes, without credentials.</param>
/// <remarks>It reads <c>place#part</c>: PostgreSQL's database with the bound schema, or none for the whole of it;
/// SQLite's
/// real path with device and number of the file, or none where it isn't there.</remarks>
public readonly record struct DatabaseIdentity(string Value)
{
    /// <summary>Gets where the database is.</summary>
    public string Place => Mark < 0 ? Value : Value[..Mark];

    /// <summary>Gets what else it is known by; null for nothing.</summary>
    public string? Part => Mark < 0 ? null : Value[(Mark + 1)..];

    private bool IsFile => Value.StartsWith("sqlite:", StringComparison.Ordinal);

    private int Mark => IsFile ? Value.LastIndexOf('#') : Value.IndexOf('#');

    /// <summary>Returns whether two identities are about the same tables: one file, by its path or its number; or one
    /// database, and scopes that meet.</summary>
    public bool Meets(DatabaseIdentity other) => IsFile
        ? other.IsFile && (Place == other.Place || (Part is not null && Part == other.Part))
        : Place == other.Place && (Part is null || other.Part is null || Part == other.Part);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What was found in a database.</summary>
/// <param name="Realm">What this program manages.</param>
/// <param name="Unmanaged">What it doesn't: named, left alone, never in a fingerprint; sorted by kind and name.</param>
public sealed record Inspection(Realm Realm, Seq<UnmanagedObject> Unmanaged)
{
    /// <summary>Gets the schema that remembers an unfinished plan; null where nothing is unfinished.</summary>
    public string? ProgressSchema { get; init; }
}

/// <summary>An object that this program doesn't manage.</summary>
/// <param name="Kind">Its kind in the words of the database, in the singular, such as <c>view</c>.</param>
/// <param name="Name">Its name, qualified where there is a schema.</param>
/// <param name="DependsOn">The tables it depends on; a plan that drops or rebuilds one of them is refused.</param>
public sealed record UnmanagedObject(string Kind, string Name, Seq<ObjectName> DependsOn)
{
    /// <summary>Gets whether it is a clause of its table, which a rebuild would lose; dropping the table takes nothing
    /// else away.</summary>
    public bool IsPartOfTable { get; init; }
}
