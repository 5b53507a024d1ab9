namespace Atlas.Core.Model;

/// <summary>An enum type of a schema (PostgreSQL).</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Values">The values in their sort order; not empty.</param>
public sealed record EnumType(string Name, Seq<string> Values)
{
    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }
}
