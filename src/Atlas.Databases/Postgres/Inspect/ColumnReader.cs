using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes columns of rows of <c>columns.sql</c>.</summary>
internal static class ColumnReader
{
    public static Column Read(CatalogRows rows, ObjectName table, Report report)
    {
        var name = rows.Text();
        var type = Type(rows.Text(), rows.Letter(), rows.Text(), rows.Text(), rows.Flag());
        var isNullable = !rows.Flag();
        var expression = rows.TextOrNull();
        var generated = rows.Letter();
        var identity = rows.Letter();
        var column = new Column(name, type, isNullable) { Collation = rows.TextOrNull(), Comment = rows.TextOrNull() };
        var sequence = rows.TextOrNull();
        var sequenceName = rows.TextOrNull() is { } given && given != ConstraintNames.Sequence(table.Name, name)
            ? given : null;
        var (kind, isDefault, hasType) = (rows.Letter(), rows.FlagOrFalse(), rows.FlagOrFalse());
        var options = Options(rows);
        foreach (var property in (string[])["column storage", "column compression", "column statistics target",
            "column options"])
        {
            if (rows.Flag()) report(property, $"{table}.{name}", []);
        }

        if (generated != ' ') return column with { Generated = new Generated(expression ?? "", generated == 's') };
        if (identity != ' ' && options is not null)
        {
            return column with
            {
                Identity = options.ToIdentity(identity == 'a', type),
                SequenceName = new(sequenceName),
            };
        }

        if (sequence is not null && options is not null && kind == 'a')
        {
            if (isDefault && !isNullable && Serial(type) is { } serial && IsNextValue(expression))
            {
                if (!hasType || options != Sequences.Serial(type))
                    report("sequence options", $"{sequence} of {table}.{name}", []);
                return column with { Type = serial, SequenceName = new(sequenceName) };
            }

            report("sequence", $"{sequence} of {table}.{name}", [table]);
        }

        return column with { Default = expression is null ? null : Defaults.Read(expression, type) };
    }

    private static ColumnType Type(string text, char kind, string name, string schema, bool isArray) =>
        (kind, schema) switch
        {
            ('e', _) => isArray ? new ArrayType(new EnumReference(new ObjectName(schema, name)))
                : new EnumReference(new ObjectName(schema, name)),
            (_, "pg_catalog") => PostgresTypes.FromSql(text),
            (_, "public") when name == "hstore" =>
                isArray ? new ArrayType(new BuiltInType(name, [])) : new BuiltInType(name, []),
            _ => PostgresTypes.Foreign(text),
        };

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
