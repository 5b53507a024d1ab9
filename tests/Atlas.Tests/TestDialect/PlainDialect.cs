using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Tests.TestDialect;

/// <summary>A dialect of no database: plain standard SQL, one statement for each step, every name quoted.</summary>
public sealed class PlainDialect : Dialect
{
    public bool AllowsForward { get; init; }

    /// <summary>What it refuses, and why.</summary>
    public Func<Change, string?> Refuses { get; init; } = _ => null;

    public override string Name => "plain";

    public override string DefaultSchema => "main";

    public override bool HasTransactionalDdl => true;

    public override bool AllowsForwardReferences => AllowsForward;

    public override bool KeepsExpressionText => true;

    public override SplitOptions SplitOptions => new() { DollarQuotes = true, NestedComments = true };

    public override Seq<string> TypeWords => ["bigint", "boolean", "decimal", "int", "text", "varchar"];

    public override ColumnType? TypeFromWord(string word, Seq<int> arguments, out string? problem)
    {
        problem = TypeWords.Contains(word) ? null : $"There is no type {word}.";
        return problem is null ? new BuiltInType(word, arguments) : null;
    }

    public override ColumnType TypeFromSql(string sql) => TypeWords.Contains(sql) ? new BuiltInType(sql, []) : new RawType(sql);

    public override string TypeToSql(ColumnType type, Naming naming) => type switch
    {
        BuiltInType t => t.Arguments.IsEmpty ? t.Word : $"{t.Word}({string.Join(", ", t.Arguments)})",
        EnumReference t => Qualified(t.Name, naming),
        ArrayType t => $"{TypeToSql(t.Element, naming)}[]",
        RawType t => t.Sql,
        _ => throw new UnreachableException(),
    };

    public override Realm Canonicalize(Realm realm) => realm;

    public override string? Refusal(Change change) => Refuses(change);

    public override string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";

    public override Seq<Statement> Write(Change change, WriteContext context)
    {
        return change switch
        {
            AddSchema c => [new($"CREATE SCHEMA {Quote(c.Schema.Name)}", $"create schema \"{c.Schema.Name}\"")],
            DropSchema c => [new($"DROP SCHEMA {Quote(c.Schema.Name)} CASCADE", $"drop schema \"{c.Schema.Name}\"")],
            SetSchemaComment c => [new($"COMMENT ON SCHEMA {Quote(c.Schema)} IS {Text(c.To)}", $"comment schema \"{c.Schema}\"")],
            AddEnum c => [new($"CREATE TYPE {In(c.Schema, c.Enum.Name)} AS ENUM ({string.Join(", ", c.Enum.Values.Select(Text))})", $"create enum \"{c.Enum.Name}\"")],
            DropEnum c => [new($"DROP TYPE {In(c.Schema, c.Enum.Name)}", $"drop enum \"{c.Enum.Name}\"")],
            ModifyEnum c => [new($"ALTER TYPE {In(c.Schema, c.To.Name)}", $"modify enum \"{c.To.Name}\"")],
            AddTable c => [new($"CREATE TABLE {In(c.Schema, c.Table.Name)} (\n  {string.Join(",\n  ", Lines(c.Table))}\n)", $"create \"{c.Table.Name}\" table")],
            DropTable c =>
            [
                new($"DROP TABLE {In(c.Schema, c.Table.Name)}", $"drop \"{c.Table.Name}\" table")
                {
                    Hazards = [new(HazardKind.DataLoss, $"Table \"{c.Table.Name}\" is dropped with its rows.")],
                },
            ],
            RenameTable c => [new($"ALTER TABLE {In(c.Schema, c.From)} RENAME TO {Quote(c.To)}", $"rename \"{c.From}\" table to \"{c.To}\"")],
            ModifyTable c => c.Changes.Select(s => new Statement($"ALTER TABLE {In(c.Schema, c.From.Name)} {s.GetType().Name}", $"modify \"{c.From.Name}\" table")).ToSeq(),
            AddObject c => [new($"CREATE {c.Object.Kind} {In(c.Schema, c.Object.Name)}", $"create \"{c.Object.Name}\"")],
            DropObject c => [new($"DROP {c.Object.Kind} {In(c.Schema, c.Object.Name)}", $"drop \"{c.Object.Name}\"")],
            ModifyObject c => [new($"ALTER {c.To.Kind} {In(c.Schema, c.To.Name)}", $"modify \"{c.To.Name}\"")],
            RenameObject c => [new($"ALTER {c.Object.Kind} {In(c.Schema, c.Object.Name)} RENAME", $"rename \"{c.Object.Name}\"")],
            _ => throw new UnreachableException(),
        };

        string In(string schema, string name) => Qualified(new(schema, name), context.Naming);

        IEnumerable<string> Lines(Table table) =>
        [
            .. table.Columns.Select(c => $"{Quote(c.Name)} {TypeToSql(c.Type, context.Naming)}{(c.IsNullable ? "" : " NOT NULL")}"),
            .. table.ForeignKeys.Select(k => $"CONSTRAINT {Quote(k.Name)} FOREIGN KEY REFERENCES {In(k.References.Schema, k.References.Name)}"),
        ];
    }

    private static string Text(string? text) => text is null ? "NULL" : $"'{text.Replace("'", "''")}'";

    private string Qualified(ObjectName name, Naming naming) =>
        naming == Naming.Qualified ? $"{Quote(name.Schema)}.{Quote(name.Name)}" : Quote(name.Name);
}
