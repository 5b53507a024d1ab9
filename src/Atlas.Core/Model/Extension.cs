namespace Atlas.Core.Model;

/// <summary>An extension of the database, which lies in no schema itself (PostgreSQL). What it brings belongs to it and is
/// in no realm.</summary>
/// <param name="Name">The name.</param>
public sealed record Extension(string Name) : RealmObject(Name)
{
    /// <summary>Gets the schema that its objects lie in; null where nobody asks for one.</summary>
    public string? Schema { get; init; }

    /// <summary>Gets the version; null where nobody asks for one.</summary>
    public string? Version { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Extension;
}
