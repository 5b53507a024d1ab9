using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes columns of rows of <c>columns.sql</c>.</summary>
internal static class ColumnReader
{
    /// <param name="rows">The rows.</param>
    /// <param name="table">The table.</param>
    /// <param name="types">The types by their oids.</param>
    /// <param name="hidden">Takes the sequence of a serial column, which is no object of its own.</param>
    /// <param name="report">Takes what the model doesn't hold.</param>
    public static Column Read(
        CatalogRows rows, ObjectName table, TypeCatalog types, Action<uint> hidden, Report report)
    {
        var name = rows.Text();
        var type = types.Of(rows.Oid(), rows.Text());
        var isNullable = !rows.Flag();
        var expression = rows.TextOrNull();
        var generated = rows.Letter();
        var identity = rows.Letter();
        var column = new Column(name, type, isNullable) { Collation = rows.TextOrNull(), Comment = rows.TextOrNull() };
        var sequence = rows.OidOrNull();
        var sequenceName = rows.TextOrNull() is { } given && given != ConstraintNames.Sequence(table.Name, name)
            ? given : null;
        var (kind, isDefault, hasType) = (rows.Letter(), rows.FlagOrFalse(), rows.FlagOrFalse());
        var options = Options(rows);
        column = column with
        {
            Storage = rows.Letter() switch { 'p' => "PLAIN", 'e' => "EXTERNAL", 'x' => "EXTENDED", 'm' => "MAIN", _ => null },
            Compression = rows.Letter() switch { 'p' => "pglz", 'l' => "lz4", _ => null },
            StatisticsTarget = rows.IntegerOrNull(),
        };
        if (rows.Flag()) report("column options", $"{table}.{name}", []);

        if (generated != ' ') return column with { Generated = new Generated(expression ?? "", generated == 's') };
        if (identity != ' ' && options is not null)
        {
            return column with
            {
                Identity = options.ToIdentity(identity == 'a', type),
                SequenceName = new(sequenceName),
            };
        }

        if (sequence is { } id && options is not null && kind == 'a')
        {
            // One that counts otherwise is a sequence of its own.
            if (isDefault && !isNullable && hasType && options == Sequences.Serial(type)
                && Serial(type) is { } serial && IsNextValue(expression))
            {
                hidden(id);
                return column with { Type = serial, SequenceName = new(sequenceName) };
            }
        }

        return column with { Default = expression is null ? null : Defaults.Read(expression, type) };
    }

    private static ColumnType? Serial(ColumnType type) => type is BuiltInType { Word: var word }
        ? word switch
        {
            "smallint" => new BuiltInType("smallserial", []),
            "integer" => new BuiltInType("serial", []),
            "bigint" => new BuiltInType("bigserial", []),
            _ => null,
        }
        : null;

    // A default such as nextval(…) + 1 depends on the sequence too.
    private static bool IsNextValue(string? expression) =>
        expression is not null && expression.StartsWith("nextval('", StringComparison.Ordinal)
        && expression.EndsWith("'::regclass)", StringComparison.Ordinal);

    private static Sequences? Options(CatalogRows rows)
    {
        var (start, increment, minimum, maximum, cache) =
            (rows.NumberOrNull(), rows.NumberOrNull(), rows.NumberOrNull(), rows.NumberOrNull(), rows.NumberOrNull());
        var isCycle = rows.FlagOrFalse();
        return start is { } first && increment is { } step && minimum is { } low && maximum is { } high
            && cache is { } many
            ? new Sequences(first, step, low, high, many, isCycle)
            : null;
    }
}
