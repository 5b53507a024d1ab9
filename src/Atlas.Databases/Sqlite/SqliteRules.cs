using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite;

/// <summary>What SQLite can't do, said before it is tried.</summary>
internal static class SqliteRules
{
    private const string OneSchema =
        "SQLite has one schema, \"main\", which can be neither created nor dropped. Declare `schema \"main\" {}` only.";

    public static string? Refusal(Change change) => change switch
    {
        AddSchema add => $"Schema \"{add.Schema.Name}\" can't be created: {OneSchema}",
        DropSchema drop => $"Schema \"{drop.Schema.Name}\" can't be dropped: {OneSchema}",
        SetSchemaComment set =>
            $"The comment of schema \"{set.Schema}\" can't be changed: SQLite stores no comments. Remove it.",
        AddEnum add => Enums(add.Enum.Name),
        DropEnum drop => Enums(drop.Enum.Name),
        ModifyEnum modify => Enums(modify.To.Name),
        AddTable add => Refusal(add.Schema, add.Table),
        ModifyTable modify => Refusal(modify.Schema, modify.To),
        RenameTable rename => Name(rename.To),
        DropTable => null,
        AddObject add => Refusal(add.Object),
        ModifyObject modify => Refusal(modify.To),
        RenameObject rename => Refusal(rename.Object),
        DropObject => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Refusal(string schema, Table table)
    {
        if (schema != "main") return $"Table \"{table.Name}\" can't be in schema \"{schema}\": {OneSchema}";
        if (Name(table.Name) is { } name) return name;
        var problem = Shape(table) ?? table.Columns.Select(c => Column(table, c)).FirstOrDefault(p => p is not null)
            ?? Key(table) ?? table.Indexes.Select(Index).FirstOrDefault(p => p is not null)
            ?? (table.Checks.Any(c => c.IsNoInherit)
                ? "SQLite has no inheritance, so no check can be `no_inherit`. Remove the attribute." : null)
            ?? table.ForeignKeys.Where(k => k.References.Schema != "main")
                .Select(k => $"foreign key \"{k.Name}\" names schema \"{k.References.Schema}\". {OneSchema}")
                    .FirstOrDefault();
        return problem is null ? null : $"Table \"{table.Name}\" can't be made: {problem}";
    }

    private static string? Refusal(RealmObject item) => item switch
    {
        View { CheckOption: null, IsInvoker: false, IsBarrier: false } or Trigger { Body: not null } => null,
        View => $"View \"{item.Name}\" has options that SQLite doesn't know. Remove them.",
        Trigger => $"Trigger \"{item.Name}\" calls a function, and SQLite has none. Give it a body.",
        _ => $"The {item.Kind.Title()} \"{item.Name}\" can't be made: SQLite has none. Remove it.",
    };

    private static string Enums(string name) =>
        $"Enum \"{name}\" can't be made: SQLite has no enums. Use a text column with a check, such as `check {{ expr " +
            "= \"state IN ('a', 'b')\" }}`.";

    private static string? Name(string table) => table.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)
        ? $"Table \"{table}\" can't be made: names that begin with \"sqlite_\" belong to SQLite. Choose another name."
        : null;

    private static string? Shape(Table table)
    {
        if (table.Columns.All(c => c.Generated is not null)) return "it needs a column that isn't generated. Add one.";
        var twin = table.Columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        if (twin is not null)
            return $"column \"{twin.Key}\" is there twice; upper and lower case don't count. Rename one.";
        return table is { IsWithoutRowId: true, PrimaryKey: null }
            ? "WITHOUT ROWID needs a primary key. Add one, or remove without_rowid." : null;
    }

    private static string? Column(Table table, Column column) => column switch
    {
        { Type: EnumReference type } =>
            $"column \"{column.Name}\" has the enum \"{type.Name.Name}\", and SQLite has no enums. Use text with a " +
                "check.",
        { Type: ArrayType } =>
            $"column \"{column.Name}\" is an array, and SQLite has none. Use json, or a table of its own.",
        { Identity: not null } =>
            $"column \"{column.Name}\" has an identity, and SQLite has none. Use `auto_increment = true` on the " +
                "integer primary key.",
        { Generated: not null, Default: not null } =>
            $"column \"{column.Name}\" is generated and has a default. Remove one of them.",
        _ when table.IsStrict && !SqliteTypes.IsStrict(column.Type) =>
            $"column \"{column.Name}\" is of type {SqliteTypes.ToSql(column.Type)}, and a strict table takes int, " +
                "integer, real, text, blob and any only. "
            + "Change the type, or remove strict.",
        { IsAutoIncrement: true }
            when !SqliteTypes.IsRowId(column.Type) || table.IsWithoutRowId
                || table.PrimaryKey?.Columns != [column.Name] =>
            $"column \"{column.Name}\" can't have auto_increment: that is for the only column of the primary key, of " +
                "type integer, "
            + "in a table that isn't without_rowid.",
        _ => null,
    };

    private static string? Key(Table table) =>
        table.PrimaryKey?.Columns.Where(c => table.Column(c)?.Generated is not null)
            .Select(c => $"column \"{c}\" is generated and can't be in the primary key. Use a unique index.")
                .FirstOrDefault()
        ?? (table.PrimaryKey is { Include.IsEmpty: false }
            ? "its primary key includes further columns, which SQLite doesn't know. Remove `include`."
            : null);

    private static string? Index(Index index) => index switch
    {
        { Method: { } method } =>
            $"index \"{index.Name}\" is of type {method}, and SQLite has b-trees only. Remove `type`.",
        { Include.IsEmpty: false } =>
            $"index \"{index.Name}\" includes further columns, which SQLite doesn't know. Remove `include`.",
        { NullsDistinct: false } =>
            $"index \"{index.Name}\" has nulls_distinct = false, which SQLite doesn't know. Index an expression such " +
                "as ifnull(…) instead.",
        _ when index.Parts.Any(p => p.OperatorClass is not null) =>
            $"index \"{index.Name}\" names an operator class, which SQLite doesn't know. Remove `ops`.",
        _ when index.Parts.Any(p => p.NullsFirst is not null) =>
            $"index \"{index.Name}\" says where nulls come, which SQLite can't choose. Remove it.",
        _ => null,
    };
}
