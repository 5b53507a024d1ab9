using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes COMMENT ON; a null takes the comment away.</summary>
internal static class CommentWriter
{
    public static Statement Schema(string schema, string? text) =>
        Write($"SCHEMA {Quoting.Name(schema)}", text, $"set comment to schema: \"{schema}\"");

    public static Statement Enum(string qualified, string name, string? text) =>
        Write($"TYPE {qualified}", text, $"set comment to enum type: \"{name}\"");

    public static Statement Table(string qualified, string name, string? text) =>
        Write($"TABLE {qualified}", text, $"set comment to table: \"{name}\"");

    public static Statement Column(string qualified, string table, string column, string? text) =>
        Write($"COLUMN {qualified}.{Quoting.Name(column)}", text,
            $"set comment to column: \"{column}\" on table: \"{table}\"");

    public static Statement Constraint(string qualified, string table, string name, string? text) =>
        Write($"CONSTRAINT {Quoting.Name(name)} ON {qualified}", text,
            $"set comment to constraint: \"{name}\" on table: \"{table}\"");

    public static Statement Index(string qualified, string table, string name, string? text) =>
        Write($"INDEX {qualified}", text, $"set comment to index: \"{name}\" on table: \"{table}\"");

    /// <summary>Returns the statements for all comments of a new table.</summary>
    public static IEnumerable<Statement> All(string schema, Table table, Names names)
    {
        var qualified = names.Of(schema, table.Name);
        if (table.Comment is { } own) yield return Table(qualified, table.Name, own);
        foreach (var column in table.Columns)
        {
            if (column.Comment is { } text) yield return Column(qualified, table.Name, column.Name, text);
        }

        if (table.PrimaryKey is { Comment: { } key } primary)
            yield return Constraint(qualified, table.Name, ConstraintWriter.Name(table.Name, primary), key);
        foreach (var check in table.Checks)
        {
            if (check is { Comment: { } text, Name: { } name })
                yield return Constraint(qualified, table.Name, name, text);
        }

        foreach (var foreignKey in table.ForeignKeys)
        {
            if (foreignKey.Comment is { } text) yield return Constraint(qualified, table.Name, foreignKey.Name, text);
        }

        foreach (var index in table.Indexes)
        {
            if (index.Comment is not null) yield return Index(schema, table.Name, index, names);
        }
    }

    /// <summary>Returns the statement for the comment of an index, or of the constraint that it backs.</summary>
    public static Statement Index(string schema, string table, Index index, Names names) => index.IsConstraint
        ? Constraint(names.Of(schema, table), table, index.Name, index.Comment)
        : Index(names.Of(schema, index.Name), table, index.Name, index.Comment);

    /// <summary>Returns the statement for the comment of anything.</summary>
    public static Statement Write(string target, string? text, string comment) =>
        new($"COMMENT ON {target} IS {(text is null ? "NULL" : Quoting.Text(text))}", comment);
}
