namespace Atlas.Core.Migrations;

/// <summary>What a dialect's SQL looks like to the statement splitter.</summary>
public sealed record SplitOptions
{
    /// <summary>Gets whether <c>$tag$ … $tag$</c> quotes text (PostgreSQL).</summary>
    public bool DollarQuotes { get; init; }

    /// <summary>Gets whether <c>BEGIN ATOMIC … END</c> is one statement (PostgreSQL).</summary>
    public bool BeginAtomic { get; init; }

    /// <summary>Gets whether <c>BEGIN … END</c> in a CREATE statement is part of it (SQLite triggers, MySQL).</summary>
    public bool BeginEnd { get; init; }

    /// <summary>Gets whether <c>E'…'</c> has backslash escapes (PostgreSQL).</summary>
    public bool EscapeStrings { get; init; }

    /// <summary>Gets whether every quoted text has backslash escapes (MySQL).</summary>
    public bool BackslashEscapes { get; init; }

    /// <summary>Gets whether <c>#</c> begins a comment (MySQL).</summary>
    public bool HashComments { get; init; }

    /// <summary>Gets whether <c>[name]</c> quotes an identifier (SQLite).</summary>
    public bool BracketIdentifiers { get; init; }

    /// <summary>Gets whether block comments nest (PostgreSQL).</summary>
    public bool NestedComments { get; init; }
}
