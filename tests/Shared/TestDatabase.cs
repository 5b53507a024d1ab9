namespace Atlas.Tests.Shared;

/// <summary>A real database of a test, reached by clients that are not ours.</summary>
public abstract class TestDatabase
{
    /// <summary>The URL for the program, with the whole database as its scope.</summary>
    public abstract string Url { get; }

    /// <summary>The URL for the program, bound to the default schema.</summary>
    public abstract string SchemaUrl { get; }

    /// <summary>What differs between two runs: texts of the name or address, and what a golden file shows for them.</summary>
    public abstract IEnumerable<(string Text, string Shown)> Volatile(string word);

    /// <summary>Runs SQL and returns its rows as lines, columns separated by <c>|</c>, null as nothing.</summary>
    public abstract Task<string> RunAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Remembers the state for <see cref="ChangesSince"/>.</summary>
    public abstract object Mark();

    /// <summary>Lists what was changed, or may have been, since a mark; empty: nothing was.</summary>
    public abstract IReadOnlyList<string> ChangesSince(object mark);

    /// <summary>Describes every object by name, so that two databases are equal when their texts are.</summary>
    public abstract Task<IReadOnlyDictionary<string, string>> DumpAsync(CancellationToken cancellationToken);
}
