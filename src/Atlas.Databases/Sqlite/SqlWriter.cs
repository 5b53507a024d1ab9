using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using static Atlas.Databases.Sqlite.Vocabulary;

namespace Atlas.Databases.Sqlite;

/// <summary>Writes changes as SQL.</summary>
internal static class SqlWriter
{
    private static readonly Statement ForeignKeysOff = new("PRAGMA foreign_keys = off",
        "disable the enforcement of foreign-keys constraints");
    private static readonly Statement ForeignKeysOn = new("PRAGMA foreign_keys = on",
        "enable back the enforcement of foreign-keys constraints");

    public static Seq<Statement> Write(Change change, WriteContext context) => change switch
    {
        AddTable add => [TableText.Create(add.Table), .. add.Table.Indexes.Select(i => CreateIndex(add.Table.Name, i))],
        DropTable drop => WithoutForeignKeys([DropTable(drop.Table)]),
        RenameTable rename => Rename(rename, context),
        ModifyTable modify when InPlace.Handles(modify) => InPlace.Write(modify),
        ModifyTable modify => WithoutForeignKeys(
            ObjectText.Around(new(modify.Schema, modify.To.Name), Rebuild.Write(modify, context), context)),
        AddObject add => [ObjectText.Create(add.Object)],
        DropObject drop => [ObjectText.Drop(drop.Object)],
        RenameObject rename => [ObjectText.Drop(rename.Object), ObjectText.Create(rename.Object with { Name = rename.To })],
        AddSchema or DropSchema or SetSchemaComment or AddEnum or DropEnum or ModifyEnum or ModifyObject =>
            throw new UnreachableException("The rules refuse it."),
        _ => throw new UnreachableException(),
    };

    /// <summary>Returns whether a rename must write the table anew: a name that inspection made goes with the table's
    /// name.</summary>
    public static bool RebuildsRenamed(Table table) => DefaultNames.MayBeMade(table);

    public static Statement CreateIndex(string table, Index index) =>
        new($"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(table)} ({string.Join(", ", index.Parts.Select(Part))})"
            + (index.Predicate is { } predicate ? $" WHERE {predicate}" : ""), $"create index \"{index.Name}\" to table: \"{table}\"");

    public static Statement DropIndex(string table, string index) =>
        new($"DROP INDEX {Quote(index)}", $"drop index \"{index}\" from table: \"{table}\"");

    private static Statement DropTable(Table table) =>
        new($"DROP TABLE {Quote(table.Name)}",
            $"drop \"{table.Name}\" table")
        { Hazards = [Hazards.TableLost(table.Name)] };

    private static Seq<Statement> Rename(RenameTable rename, WriteContext context)
    {
        var statement = new Statement(
            $"ALTER TABLE {Quote(rename.From)} RENAME TO {Quote(rename.To)}",
            $"rename \"{rename.From}\" table to \"{rename.To}\"");
        var from = context.Current.Table(new ObjectName(rename.Schema, rename.From));
        if (from is null || !RebuildsRenamed(from)) return [statement];
        var to = Renamed(from, new ObjectName(rename.Schema, rename.To));
        var rebuilt = Rebuild.Write(new ModifyTable(rename.Schema, to, to, []), context);
        return WithoutForeignKeys(
            ObjectText.Around(new(rename.Schema, rename.From), [statement, .. rebuilt], context));
    }

    private static Table Renamed(Table table, ObjectName name) => table with
    {
        Name = name.Name,
        ForeignKeys = [.. table.ForeignKeys.Select(k => k.References == name with { Name = table.Name }
            ? k with { References = name } : k)],
    };

    private static Seq<Statement> WithoutForeignKeys(Seq<Statement> statements) =>
        [ForeignKeysOff, .. statements, ForeignKeysOn];

    private static string Part(IndexPart part) =>
        (part.Column is { } column ? Quote(column) : $"({part.Expression})") + (part.IsDescending ? " DESC" : "");
}
