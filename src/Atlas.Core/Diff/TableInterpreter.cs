using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Applies one table change to one table; a part of what <see cref="Interpreter"/> defines.</summary>
internal static class TableInterpreter
{
    public static Table Apply(TableChange change, Table table) => change switch
    {
        AddColumn c => Add(table, c.Column),
        DropColumn c => table with { Columns = table.Columns.Remove(c.Column, x => x.Name == c.Column.Name) },
        ModifyColumn c => table with { Columns = table.Columns.Replace(c.From, c.To, x => x.Name == c.From.Name) },
        RenameColumn c => Rename(table, c.From, c.To),
        SetPrimaryKey c => table with { PrimaryKey = c.To },
        AddIndex c => Add(table, c.Index),
        DropIndex c => table with { Indexes = table.Indexes.Remove(c.Index, x => x.Name == c.Index.Name) },
        ModifyIndex c => table with { Indexes = table.Indexes.Replace(c.From, c.To, x => x.Name == c.From.Name) },
        RenameIndex c => Rename(table, c),
        AddForeignKey c => table with { ForeignKeys = table.ForeignKeys.Insert(c.ForeignKey, InOrder) },
        DropForeignKey c =>
            table with { ForeignKeys = table.ForeignKeys.Remove(c.ForeignKey, Named(c.ForeignKey.Name)) },
        ModifyForeignKey c => table with { ForeignKeys = table.ForeignKeys.Replace(c.From, c.To, Named(c.From.Name)) },
        AddCheck c => table with { Checks = table.Checks.Insert(c.Check, InOrder) },
        DropCheck c => table with { Checks = table.Checks.Remove(c.Check, x => IsSame(x, c.Check)) },
        ModifyCheck c => table with { Checks = table.Checks.Replace(c.From, c.To, x => IsSame(x, c.From)) },
        SetTableComment c => table with { Comment = c.To },
        SetPartition c => table with { Partition = c.To },
        SetPartitioning c => table with { Partitioning = c.To },
        SetTableOptions c => table with { Options = c.To },
        SetTableStorage c => table with { IsStrict = c.IsStrict, IsWithoutRowId = c.IsWithoutRowId },
        _ => throw new UnreachableException($"{change.GetType().Name} has no meaning."),
    };

    private static Func<ForeignKey, bool> Named(string name) => key => key.Name == name;

    private static int InOrder(ForeignKey left, ForeignKey right) => string.CompareOrdinal(left.Name, right.Name);

    private static int InOrder(Index left, Index right) => string.CompareOrdinal(left.Name, right.Name);

    private static int InOrder(Check left, Check right) =>
        string.CompareOrdinal(left.Name, right.Name) is var order and not 0
        ? order
        : string.CompareOrdinal(left.Expression, right.Expression);

    private static bool IsSame(Check left, Check right) =>
        left.Name == right.Name && (left.Name is not null || left.Expression == right.Expression);

    private static Table Add(Table table, Column column) => table.Column(column.Name) is null
        ? table with { Columns = [.. table.Columns, column] }
        : throw new UnreachableException($"The column {column.Name} is there already.");

    private static Table Add(Table table, Index index) => table.Index(index.Name) is null
        ? table with { Indexes = table.Indexes.Insert(index, InOrder) }
        : throw new UnreachableException($"The index {index.Name} is there already.");

    private static Table Rename(Table table, RenameIndex change)
    {
        var index = table.Index(change.From) ?? throw new UnreachableException($"The index {change.From} isn't there.");
        var options = table.Options.ReplicaIndex == change.From
            ? table.Options with { ReplicaIndex = change.To }
            : table.Options;
        return Add(
            table with { Indexes = table.Indexes.Remove(index, _ => false), Options = options },
            index with { Name = change.To });
    }

    // What a database does by itself: keys and indexes follow, and so do the expressions that it stores parsed.
    private static Table Rename(Table table, string from, string to)
    {
        var column = table.Column(from) ?? throw new UnreachableException($"The column {from} isn't there.");
        if (table.Column(to) is not null) throw new UnreachableException($"The column {to} is there already.");
        return Follow(
            table with { Columns = table.Columns.Replace(column, column with { Name = to }, _ => false) }, from, to);
    }

    /// <summary>Returns the table with all that names a column, its own or inherited, led to the new name.</summary>
    public static Table Follow(Table table, string from, string to)
    {
        return table with
        {
            Columns = table.Columns
                .Select(c => c.Generated is { } generated
                    ? c with
                    {
                        Generated = generated with
                        { Expression = Names.RenamedIn(generated.Expression, from, to) }
                    }
                    : c).ToSeq(),
            PrimaryKey = table.PrimaryKey is { } key
                ? key with
                {
                    Columns = Names.Renamed(key.Columns, from, to),
                    Include = Names.Renamed(key.Include, from, to)
                }
                : null,
            Indexes = table.Indexes.Select(i => Renamed(i, from, to)).ToSeq(),
            ForeignKeys = table.ForeignKeys.Select(k => k with
            {
                Columns = Names.Renamed(k.Columns, from, to),
                OnDeleteColumns = Names.Renamed(k.OnDeleteColumns, from, to),
            }).ToSeq(),
            Checks = [.. table.Checks.Select(c => c with { Expression = Names.RenamedIn(c.Expression, from, to) })
                .OrderBy(c => c, Comparer<Check>.Create(InOrder))],
        };
    }

    private static Index Renamed(Index index, string from, string to) => index with
    {
        Include = Names.Renamed(index.Include, from, to),
        Predicate = index.Predicate is { } predicate ? Names.RenamedIn(predicate, from, to) : null,
        Parts = index.Parts.Select(p => p with
        {
            Column = p.Column == from ? to : p.Column,
            Expression = p.Expression is { } expression ? Names.RenamedIn(expression, from, to) : null,
        }).ToSeq(),
    };
}
