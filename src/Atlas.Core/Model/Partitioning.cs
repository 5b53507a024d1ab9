namespace Atlas.Core.Model;

/// <summary>How a table's rows are spread over its partitions (PostgreSQL).</summary>
/// <param name="Method">RANGE, LIST or HASH.</param>
/// <param name="Parts">What the place of a row is computed from; not empty.</param>
public sealed record Partitioning(string Method, Seq<IndexPart> Parts)
{
    /// <summary>Gets "exact" where a declaration wants no partitions but those that it declares; null where others
    /// are left alone. No database knows it, so it is no difference.</summary>
    public Aside<string> Partitions { get; init; }
}

/// <summary>Which rows of another table a partition holds; its columns are those of the other table.</summary>
/// <param name="Parent">The table that it is a partition of.</param>
/// <param name="Rows">Which rows; null for all that no other partition takes.</param>
public sealed record Partition(ObjectName Parent, PartitionRows? Rows);

/// <summary>Which rows a partition holds; the kinds are a closed family.</summary>
public abstract record PartitionRows
{
    private protected PartitionRows() { }
}

/// <summary>Rows from one key on and before another.</summary>
/// <param name="From">The first key as SQL, one value for each part, or MINVALUE.</param>
/// <param name="To">The key behind the last one, or MAXVALUE.</param>
public sealed record RangeRows(Seq<string> From, Seq<string> To) : PartitionRows;

/// <summary>Rows with one of some keys.</summary>
/// <param name="Values">The keys as SQL.</param>
public sealed record ListRows(Seq<string> Values) : PartitionRows;

/// <summary>Rows whose hash leaves a remainder.</summary>
public sealed record HashRows(long Modulus, long Remainder) : PartitionRows;
