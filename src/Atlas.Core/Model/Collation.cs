namespace Atlas.Core.Model;

/// <summary>An order of texts (PostgreSQL).</summary>
/// <param name="Name">The name.</param>
/// <param name="Provider">Whose rules it follows: libc, icu or builtin.</param>
public sealed record Collation(string Name, string Provider) : RealmObject(Name)
{
    /// <summary>Gets the locale's name; null where order and classes are given apart.</summary>
    public string? Locale { get; init; }

    /// <summary>Gets the locale that orders; null where there is one locale for all.</summary>
    public string? Order { get; init; }

    /// <summary>Gets the locale that classifies characters; null where there is one locale for all.</summary>
    public string? Classes { get; init; }

    /// <summary>Gets further rules of icu; null for none.</summary>
    public string? Rules { get; init; }

    /// <summary>Gets whether texts of other bytes are equal.</summary>
    public bool IsNondeterministic { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Collation;
}
