using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>How large the tables of a database are, as the database itself estimates it.</summary>
/// <param name="Tables">What is known, by table; a table that isn't there is unknown.</param>
public sealed record TableStatistics(Seq<KeyValuePair<ObjectName, TableSize>> Tables)
{
    /// <summary>Nothing is known.</summary>
    public static readonly TableStatistics Unknown = new([]);

    /// <summary>Returns the size of a table; null when it is unknown.</summary>
    public TableSize? Of(ObjectName table) =>
        Tables.Where(t => t.Key == table).Select(t => t.Value).FirstOrDefault();
}

/// <summary>The size of a table.</summary>
/// <param name="Rows">The estimated number of rows.</param>
/// <param name="Bytes">What the table takes with its indexes.</param>
public sealed record TableSize(long Rows, long Bytes);
