using Atlas.Core.Model;

namespace Atlas.Core.Filters;

/// <summary>The patterns of a filter, as long as the scope isn't known.</summary>
/// <param name="Include">What is managed; empty for everything.</param>
/// <param name="Exclude">What isn't, even when it is included.</param>
public sealed record FilterPatterns(Seq<string> Include, Seq<string> Exclude)
{
    /// <summary>The patterns that leave nothing out.</summary>
    public static readonly FilterPatterns None = new([], []);

    /// <summary>Returns the filter at a scope.</summary>
    /// <param name="isSchemaScope">Whether the URL is bound to one schema.</param>
    /// <exception cref="Dialects.FailureException">A pattern is malformed or too deep.</exception>
    public Filter At(bool isSchemaScope) => new(Include, Exclude, isSchemaScope);
}
