namespace Atlas.Core.Model;

/// <summary>What a role may do with an object (PostgreSQL).</summary>
/// <param name="Role">The role's name; empty for everybody.</param>
/// <param name="Privilege">The privilege in SQL's word, such as SELECT; <see cref="None"/> where everybody lost what they
/// have by default.</param>
/// <param name="Column">The column that it is about; null for the whole object.</param>
/// <param name="IsGrantable">Whether the role may pass it on.</param>
public sealed record Grant(string Role, string Privilege, string? Column, bool IsGrantable) : IComparable<Grant>
{
    /// <summary>Nothing at all.</summary>
    public const string None = "NONE";

    /// <summary>Compares with what is taken away first, then by role, privilege and column.</summary>
    public int CompareTo(Grant? other) => other is null
        ? 1
        : (Privilege != None).CompareTo(other.Privilege != None) is var order and not 0 ? order
        : string.CompareOrdinal(ToString(), other.ToString());
}
