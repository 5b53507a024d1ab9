namespace Atlas.Core.Model;

/// <summary>A sequence of its own (PostgreSQL); those of identity and serial columns belong to their columns.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values: smallint, integer or bigint.</param>
/// <param name="Options">What isn't the default of the type and direction.</param>
public sealed record Sequence(string Name, ColumnType Type, SequenceOptions Options) : RealmObject(Name)
{
    /// <summary>Gets the column with which it goes; null for none.</summary>
    public ColumnName? Owner { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Sequence;
}

/// <summary>What a sequence does; null is the default of its type and direction.</summary>
public sealed record SequenceOptions
{
    /// <summary>Gets the first value; null for the end that it begins at.</summary>
    public long? Start { get; init; }

    /// <summary>Gets the step; null for 1.</summary>
    public long? Increment { get; init; }

    /// <summary>Gets the smallest value; null for the default.</summary>
    public long? Minimum { get; init; }

    /// <summary>Gets the largest value; null for the default.</summary>
    public long? Maximum { get; init; }

    /// <summary>Gets how many values a session takes at once; null for 1.</summary>
    public long? Cache { get; init; }

    /// <summary>Gets whether it starts again at its end.</summary>
    public bool IsCycle { get; init; }
}

/// <summary>The name of a column with its table.</summary>
public readonly record struct ColumnName(ObjectName Table, string Column);
