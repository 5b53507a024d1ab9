namespace Atlas.Core.Model;

/// <summary>A policy of row security, in the schema of its table (PostgreSQL).</summary>
/// <param name="Name">The name, unique for its table.</param>
/// <param name="Table">The table.</param>
public sealed record Policy(string Name, string Table) : RealmObject(Name)
{
    /// <summary>Everybody.</summary>
    public const string Public = "PUBLIC";

    /// <summary>Gets whether it takes rows away from what others permit; else it permits rows.</summary>
    public bool IsRestrictive { get; init; }

    /// <summary>Gets the command that it is for: SELECT, INSERT, UPDATE or DELETE; null for all.</summary>
    public string? Command { get; init; }

    /// <summary>Gets the roles that it is for, sorted; <see cref="Public"/> for everybody. Not empty.</summary>
    public Seq<string> Roles { get; init; } = [Public];

    /// <summary>Gets the condition for rows that are there; null for none.</summary>
    public string? Using { get; init; }

    /// <summary>Gets the condition for rows that are written; null for none of its own.</summary>
    public string? Check { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Policy;

    /// <inheritdoc/>
    public override string? Relation => Table;

    /// <inheritdoc/>
    public override string Detail => Table;
}
