using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Says that an object of the desired realm is an existing one under a new name.</summary>
/// <param name="Kind">What is renamed.</param>
/// <param name="Table">The table under its new name; for a table the object itself.</param>
/// <param name="From">The old name.</param>
/// <param name="To">The new name; for a table the same as in <paramref name="Table"/>.</param>
public sealed record Rename(RenameKind Kind, ObjectName Table, string From, string To)
{
    /// <summary>Gets what the object is, where it is neither a table nor a part of one.</summary>
    public ObjectKind Object { get; init; }
}

/// <summary>What can be renamed.</summary>
public enum RenameKind
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>A column.</summary>
    Column,

    /// <summary>An index or unique constraint.</summary>
    Index,

    /// <summary>Another object; <see cref="Rename.Object"/> says of which kind.</summary>
    Object,
}
