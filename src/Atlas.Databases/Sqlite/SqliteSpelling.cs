using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite;

/// <summary>Spells a realm as inspection would after the realm was applied: what SQLite can't store is left
/// out.</summary>
internal static class SqliteSpelling
{
    public static Realm Canonical(Realm realm, string schema) => realm with
    {
        Schemas = [.. (realm.Schemas.IsEmpty ? realm.With(new Schema(schema)) : realm).Schemas.Select(Canonical)],
    };

    private static Schema Canonical(Schema schema) => schema with
    {
        Comment = null,
        Tables = [.. schema.Tables.Select(Canonical).OrderBy(t => t.Name, StringComparer.Ordinal)],
        Objects = [.. schema.Objects.Select(Canonical)],
    };

    private static RealmObject Canonical(RealmObject item) => item switch
    {
        View view => view with { Comment = null, Columns = [], Definition = Whole(view.Definition) },
        Trigger { Body: { } body } trigger => trigger with
        {
            Comment = null,
            Body = Whole(body),
            When = trigger.When is { } condition ? ExpressionText.Canonical(condition) : null,
        },
        _ => item,
    };

    private static string Whole(string statement) => statement.Trim().TrimEnd(';').TrimEnd();

    public static Table Canonical(Table table) => table with
    {
        Comment = null,
        Columns = [.. table.Columns.Select(c => Canonical(c, table))],
        // The language has no place for the name of a SQLite key, and SQLite no use for it.
        PrimaryKey = table.PrimaryKey is null ? null : table.PrimaryKey with { Name = null, Comment = null },
        ForeignKeys = [.. table.ForeignKeys.Select(k => k with { Comment = null })
            .OrderBy(k => k.Name, StringComparer.Ordinal)],
        Indexes = [.. table.Indexes.Select(i => Canonical(i, table)).OrderBy(i => i.Name, StringComparer.Ordinal)],
        Checks =
        [
            .. table.Checks.Select(c => c with { Comment = null, Expression = ExpressionText.Canonical(c.Expression) })
                .Distinct()
                .OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Expression, StringComparer.Ordinal),
        ],
    };

    private static Column Canonical(Column column, Table table)
    {
        var type = column.Type is RawType raw ? SqliteTypes.FromSql(raw.Sql) : column.Type;
        return column with
        {
            Type = type,
            IsNullable = column.IsNullable && !IsNeverNull(column, type, table),
            Default = column.Default is { } value ? SqliteDefaults.Canonical(value, type) : null,
            Generated = column.Generated is { } generated
                ? generated with { Expression = ExpressionText.Canonical(generated.Expression) }
                : null,
            Collation = Collation(column.Collation),
            Comment = null,
        };
    }

    /// <summary>Key columns of these tables are NOT NULL whether it is written or not; a row id may be given as NULL
    /// elsewhere.</summary>
    private static bool IsNeverNull(Column column, ColumnType type, Table table) =>
        table.PrimaryKey is { } key && key.Columns.Contains(column.Name)
        && (table.IsWithoutRowId || (table.IsStrict && !(key.Columns.Count == 1 && SqliteTypes.IsRowId(type))));

    private static Index Canonical(Index index, Table table) => index with
    {
        IsConstraint = false,
        Comment = null,
        Method = index.Method is { } method && method.Equals("BTREE", StringComparison.OrdinalIgnoreCase) ? null
            : index.Method,
        Predicate = index.Predicate is { } predicate ? ExpressionText.Canonical(predicate) : null,
        Parts = [.. index.Parts.Select(p => Canonical(p, table))],
    };

    /// <summary>A column with a collation of its own is an expression, and an expression that is only a column is the
    /// column.</summary>
    private static IndexPart Canonical(IndexPart part, Table table)
    {
        var text = part.Expression is { } expression ? ExpressionText.Canonical(expression) : null;
        if (part is { Column: { } column, Collation: { } collation }) text = Collated(column, collation);
        if (text is null) return part;
        return Lexer.Read(text) switch
        {
            [{ IsName: true } name] when Named(table, name) is { } only =>
                part with { Column = only.Name, Expression = null, Collation = null },
            [{ IsName: true } name, { } word, { IsName: true } order] when word.Is("COLLATE")
                && Named(table, name) is { } only =>
                Collation(order.Value) == Collation(only.Collation)
                    ? part with { Column = only.Name, Expression = null, Collation = null }
                    : part with
                    {
                        Column = null,
                        Collation = null,
                        Expression = Collated(only.Name, Collation(order.Value) ?? "BINARY")
                    },
            _ => part with { Column = null, Collation = null, Expression = text },
        };
    }

    private static string Collated(string column, string collation) =>
        $"{ExpressionText.Quoted(column)} COLLATE {collation}";

    private static Column? Named(Table table, Token name) =>
        table.Columns.FirstOrDefault(c => c.Name.Equals(name.Value, StringComparison.OrdinalIgnoreCase));

    private static string? Collation(string? name) => name?.ToUpperInvariant() switch
    {
        null or "BINARY" => null,
        "NOCASE" => "NOCASE",
        "RTRIM" => "RTRIM",
        _ => name,
    };
}
