namespace Atlas.Core.Lint;

/// <summary>What names of one kind of object must look like.</summary>
/// <param name="Kind">The kind as its block is called: <c>schema</c>, <c>table</c>, <c>column</c>, <c>index</c>,
/// <c>foreign_key</c> or <c>check</c>.</param>
/// <param name="Match">What a name must match.</param>
/// <param name="Message">What to say about one that doesn't; null for words of our own.</param>
public sealed record NamingConvention(string Kind, NamePattern Match, string? Message);
