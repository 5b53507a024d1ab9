using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Sqlite.Sql;
using static Atlas.Databases.Sqlite.Vocabulary;

namespace Atlas.Databases.Sqlite;

/// <summary>Changes of a table that SQLite's ALTER TABLE can make (sqlite.org/lang_altertable.html).</summary>
internal static class InPlace
{
    public static bool Handles(ModifyTable modify)
    {
        var renames = modify.Changes.OfType<RenameColumn>().ToList();
        return modify.Changes.All(c => Handles(c, modify))
            && (renames.Count == 0 || !DefaultNames.MayBeMade(modify.From))
            && CanRename(modify)
            && !modify.Changes.OfType<AddColumn>().Any(a => IsTaken(modify.From, a.Column.Name));
    }

    /// <summary>Indexes go first and come last, so that no column is dropped from under one; the last column can't be
    /// dropped.</summary>
    public static Seq<Statement> Write(ModifyTable modify)
    {
        var table = modify.To.Name;
        return
        [
            .. modify.Changes.SelectMany(c => DroppedIndex(c) is { } index ? [SqlWriter.DropIndex(table, index)] : Array.Empty<Statement>()),
            .. modify.Changes.OfType<RenameColumn>().Select(r => Rename(table, r)),
            .. modify.Changes.OfType<AddColumn>().Select(a => Add(table, a.Column)),
            .. modify.Changes.OfType<DropColumn>().Select(d => Drop(table, d.Column.Name)),
            .. modify.Changes.SelectMany(c => CreatedIndex(c, modify) is { } index ? [Create(modify, index)] : Array.Empty<Statement>()),
        ];
    }

    /// <summary>Returns whether no new name of a column is the name of another one before the changes.</summary>
    public static bool CanRename(ModifyTable modify) =>
        !modify.Changes.OfType<RenameColumn>().Any(r => IsTaken(modify.From, r.To));

    /// <summary>SQLite quotes the new name in all expressions when it is quoted here, so that a plain one
    /// isn't.</summary>
    public static Statement Rename(string table, RenameColumn rename) =>
        new($"ALTER TABLE {Quote(table)} RENAME COLUMN {Quote(rename.From)} TO " +
            $"{(Keywords.IsPlain(rename.To) ? rename.To : Quote(rename.To))}",
            $"rename a column from \"{rename.From}\" to \"{rename.To}\"");

    private static bool Handles(TableChange change, ModifyTable modify) => change switch
    {
        AddIndex or RenameColumn => true,
        DropIndex drop => !DefaultNames.MayBeConstraint(modify.From, drop.Index),
        ModifyIndex index => !DefaultNames.MayBeConstraint(modify.From, index.From),
        RenameIndex rename =>
            modify.From.Index(rename.From) is { } index && !DefaultNames.MayBeConstraint(modify.From, index),
        AddColumn add => CanAdd(add.Column),
        DropColumn drop => CanDrop(drop.Column, modify),
        _ => false,
    };

    private static bool CanAdd(Column column) =>
        column is { IsAutoIncrement: false, Generated: null or { IsStored: false } }
        && SqliteDefaults.IsConstant(column.Default)
        && (column.IsNullable || (column.Generated is null && !SqliteDefaults.IsNull(column.Default)));

    private static bool CanDrop(Column column, ModifyTable modify)
    {
        var (from, to) = (modify.From, modify.To);
        return from.PrimaryKey?.Columns.Contains(column.Name) != true
            && !from.ForeignKeys.Any(k => k.Columns.Contains(column.Name)
                || (k.References.Name == from.Name && k.ReferencedColumns.Contains(column.Name)))
            && !from.Checks.Any(c => ExpressionText.Mentions(c.Expression, column.Name))
            && !from.Columns.Any(c => c.Generated is { } g && c.Name != column.Name && ExpressionText.Mentions(g.Expression, column.Name))
            && !from.Indexes.Any(i => DefaultNames.MayBeConstraint(from, i)
                && i.Parts.Any(p => p.Column == column.Name))
            && !modify.Changes.OfType<RenameColumn>().Any(r => r.To == column.Name)
            && to.Columns.Any(c => c.Generated is null);
    }

    private static bool IsTaken(Table table, string column) =>
        table.Columns.Any(c => c.Name.Equals(column, StringComparison.OrdinalIgnoreCase));

    private static string? DroppedIndex(TableChange change) => change switch
    {
        DropIndex drop => drop.Index.Name,
        ModifyIndex modify => modify.From.Name,
        RenameIndex rename => rename.From,
        _ => null,
    };

    private static Index? CreatedIndex(TableChange change, ModifyTable modify) => change switch
    {
        AddIndex add => add.Index,
        ModifyIndex index => index.To,
        RenameIndex rename => modify.To.Index(rename.To) ?? throw new UnreachableException(),
        _ => null,
    };

    private static Statement Create(ModifyTable modify, Index index) =>
        SqlWriter.CreateIndex(modify.To.Name, index) with
        {
            Hazards = Hazards.OfNewIndex(modify, index),
        };

    private static Statement Add(string table, Column column) =>
        new($"ALTER TABLE {Quote(table)} ADD COLUMN {TableText.Column(column)}",
            $"add column \"{column.Name}\" to table: \"{table}\"");

    private static Statement Drop(string table, string column) =>
        new($"ALTER TABLE {Quote(table)} DROP COLUMN {Quote(column)}",
            $"drop column \"{column}\" from table: \"{table}\"")
        {
            Hazards = [Hazards.ColumnLost(table, column), Hazards.Rewritten(table)],
        };
}
