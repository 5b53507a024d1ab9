using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds new tables whose order of columns wastes at least eight bytes a row on padding (manual, pg_type,
/// typlen and typalign).</summary>
internal sealed class WastefulAlignment : Analyzer
{
    private const int Worthwhile = 8;

    public override Rule Rule { get; } = new("PG110", Family.Alignment, "The order of columns wastes space");

    public override bool ChecksSchemas => true;

    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let add = step.Change as AddTable
        where add is not null
        let columns = add.Table.Columns.Where(c => c.Generated is not { IsStored: false }).ToList()
        let best = columns.OrderByDescending(c => Alignment(c.Type)).ThenBy(c => Length(c.Type) is null).ToList()
        let saved = Padded(columns) - Padded(best)
        where saved >= Worthwhile
        select Rule.At(step.At(add.Table.Name, "TABLE"),
                $"The order of the columns of table \"{add.Table.Name}\" wastes {saved} bytes in every row.")
            .Suggest($"Declare the columns in this order: {string.Join(", ", best.Select(c => c.Name))}");

    /// <summary>How long a row is up to its last column of a fixed length, each column where its type may
    /// begin.</summary>
    private static int Padded(IEnumerable<Column> columns)
    {
        var at = 0;
        foreach (var column in columns)
        {
            // A short value of varying length needs no alignment; how long it is nobody knows.
            if (Length(column.Type) is not { } length) continue;
            var alignment = Alignment(column.Type);
            at = (at + alignment - 1) / alignment * alignment + length;
        }

        return (at + 7) / 8 * 8;
    }

    private static int? Length(ColumnType type) => PostgresTypes.Stored(type) switch
    {
        EnumReference => 4,
        BuiltInType { Word: var word } => word switch
        {
            "boolean" => 1,
            "smallint" => 2,
            "integer" or "real" or "date" or "oid" => 4,
            "bigint" or "double_precision" or "timestamp" or "timestamptz" or "time" or "money" or "macaddr8" => 8,
            "macaddr" => 6,
            "timetz" => 12,
            "uuid" or "interval" => 16,
            _ => null,
        },
        _ => null,
    };

    private static int Alignment(ColumnType type) => PostgresTypes.Stored(type) switch
    {
        EnumReference => 4,
        BuiltInType { Word: "bigint" or "double_precision" or "timestamp" or "timestamptz" or "time" or "timetz" or "money"
            or "interval" } => 8,
        BuiltInType { Word: "integer" or "real" or "date" or "oid" or "macaddr" or "macaddr8" } => 4,
        BuiltInType { Word: "smallint" } => 2,
        _ => 1,
    };
}
