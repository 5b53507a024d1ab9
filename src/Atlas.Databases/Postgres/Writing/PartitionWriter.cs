using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes the clauses about partitions.</summary>
internal static class PartitionWriter
{
    /// <summary>Returns what follows the columns of a partitioned table.</summary>
    public static string By(Partitioning spread) =>
        $" PARTITION BY {spread.Method} ({string.Join(", ", spread.Parts.Select(Part))})";

    /// <summary>Returns which rows a partition takes.</summary>
    public static string Rows(PartitionRows? rows) => rows switch
    {
        null => "DEFAULT",
        RangeRows r => $"FOR VALUES FROM ({string.Join(", ", r.From)}) TO ({string.Join(", ", r.To)})",
        ListRows l => $"FOR VALUES IN ({string.Join(", ", l.Values)})",
        HashRows h => "FOR VALUES WITH (MODULUS " + ColumnWriter.Number(h.Modulus)
            + ", REMAINDER " + ColumnWriter.Number(h.Remainder) + ")",
        _ => throw new UnreachableException($"{rows.GetType().Name} has no clause."),
    };

    private static string Part(IndexPart part) =>
        (part.Column is { } column ? Quoting.Name(column) : $"({part.Expression})")
        + (part.Collation is { } collation ? $" COLLATE {Names.Collation(collation)}" : "")
        + (part.OperatorClass is { } operators ? $" {operators}" : "");
}
