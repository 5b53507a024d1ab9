using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes CREATE INDEX and DROP INDEX.</summary>
internal static class IndexWriter
{
    /// <param name="schema">The table's schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">The index; not a constraint's.</param>
    /// <param name="names">How names are written.</param>
    /// <param name="isConcurrent">Whether writers go on while it is built; then no transaction may be open.</param>
    public static Statement Create(string schema, string table, Index index, Names names, bool isConcurrent = false)
    {
        var sql = $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {(isConcurrent ? "CONCURRENTLY " : "")}{Quoting.Name(index.Name)} "
            + $"ON {names.Of(schema, table)} {(index.Method is { } method ? $"USING " +
                $"{Quoting.Name(method.ToLowerInvariant())} " : "")}"
            + $"({string.Join(", ", index.Parts.Select(Part))})"
            + ConstraintWriter.Include(index.Include)
            + (index.NullsDistinct ? "" : " NULLS NOT DISTINCT")
            + ParameterWriter.With(index.Parameters)
            + (index.Predicate is { } predicate ? $" WHERE {predicate}" : "");
        return new Statement(sql,
            $"create index \"{index.Name}\" to table: \"{table}\"")
        { IsOutsideTransaction = isConcurrent };
    }

    /// <summary>Returns whether an index or constraint becomes the other one only by being dropped and built: the settings
    /// of a partitioned table's can't be altered, and a BRIN index keeps the ranges that it was built with.</summary>
    public static bool IsReplaced(Index before, Index after, Table table) => KeyChanges.IsReplaced(before, after)
        || (before.Parameters != after.Parameters && (table.Partitioning is not null || Pages(before) != Pages(after)));

    private static string? Pages(Index index) => index.Parameters.FirstOrDefault(p => p.Name == "pages_per_range")?.Value;

    public static Statement Drop(string schema, string table, Index index, Names names, bool isConcurrent) =>
        new($"DROP INDEX {(isConcurrent ? "CONCURRENTLY " : "")}{names.Of(schema, index.Name)}",
            $"drop index \"{index.Name}\" from table: \"{table}\"")
        {
            IsOutsideTransaction = isConcurrent,
        };

    /// <summary>Returns a part of a key.</summary>
    public static string Part(IndexPart part) =>
        (part.Column is { } column ? Quoting.Name(column) : $"({part.Expression})")
        + (part.Collation is { } collation ? $" COLLATE {Names.Collation(collation)}" : "")
        + (part.OperatorClass is { } operators ? $" {operators}" : "")
        + (part.IsDescending ? " DESC" : "")
        + part.NullsFirst switch { true => " NULLS FIRST", false => " NULLS LAST", null => "" };
}
