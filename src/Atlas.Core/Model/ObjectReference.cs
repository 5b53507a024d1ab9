namespace Atlas.Core.Model;

/// <summary>What names one object of a realm.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">What tells it from its namesakes: the types of a routine's arguments, the table of a trigger;
/// empty otherwise.</param>
public readonly record struct ObjectReference(ObjectKind Kind, ObjectName Name, string Detail = "")
    : IComparable<ObjectReference>
{
    /// <summary>Compares by kind, then by name, then by what tells namesakes apart, by code point.</summary>
    public int CompareTo(ObjectReference other) =>
        Kind.CompareTo(other.Kind) is var kind and not 0 ? kind
        : Name.CompareTo(other.Name) is var name and not 0 ? name
        : string.CompareOrdinal(Detail, other.Detail);
}
