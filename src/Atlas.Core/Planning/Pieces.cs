using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Cuts a change in pieces that together do the same, so that others can come in between.</summary>
internal static class Pieces
{
    /// <summary>Returns the pieces in order; the step alone when it can't be cut.</summary>
    /// <param name="step">The step.</param>
    /// <param name="made">What the steps of its circle make: foreign keys that wait for it come later.</param>
    /// <param name="destroyed">What the steps of its circle destroy: foreign keys that hang on it go first.</param>
    public static IReadOnlyList<Step> Of(Step step, IReadOnlySet<Thing> made, IReadOnlySet<Thing> destroyed) =>
        step.Change switch
        {
            AddTable add => Cut(step, add, made),
            DropTable drop => Cut(step, drop, destroyed),
            DropSchema drop => Cut(step, drop, destroyed),
            ModifyTable modify => Cut(step, modify),
            ModifyObject { To: View or MaterializedView or Routine or Aggregate or Trigger or Policy } modify =>
            [
                step with { Change = new DropObject(modify.Schema, modify.From), Rank = Rank.DroppedDefinitions },
                step with { Change = new AddObject(modify.Schema, modify.To with { Grants = modify.From.Grants }), Piece = step.Piece + 1 },
            ],
            _ => [step],
        };

    private static IReadOnlyList<Step> Cut(Step step, AddTable add, IReadOnlySet<Thing> made)
    {
        var (early, later, keys) = WithoutKeys(add.Schema, add.Table, made);
        if (keys.IsEmpty) return [step];
        var deferred = new ModifyTable(add.Schema, early, later, keys.Select(k => new AddForeignKey(k))
            .ToSeq<TableChange>());
        return [step with
            { Change = add with { Table = early } }, new(deferred, Rank.Deferred, step.Index, step.Piece + 1)];
    }

    private static IReadOnlyList<Step> Cut(Step step, DropTable drop, IReadOnlySet<Thing> destroyed)
    {
        var (early, _, keys) = WithoutKeys(drop.Schema, drop.Table, destroyed);
        if (keys.IsEmpty) return [step];
        return
        [
            new(Loosened(drop.Schema, drop.Table, early, keys), Rank.Tables, step.Index, step.Piece),
            step with { Change = drop with { Table = early }, Piece = step.Piece + 1 },
        ];
    }

    private static IReadOnlyList<Step> Cut(Step step, DropSchema drop, IReadOnlySet<Thing> destroyed)
    {
        var pieces = new List<Step>();
        var tables = new List<Table>();
        foreach (var table in drop.Schema.Tables)
        {
            // What the schema itself destroys needs no loosening: it goes in one statement.
            var (early, _, keys) = WithoutKeys(
                drop.Schema.Name, table, destroyed, k => k.References.Schema != drop.Schema.Name);
            tables.Add(early);
            if (keys.IsEmpty) continue;
            var loosened = Loosened(drop.Schema.Name, table, early, keys);
            pieces.Add(new(loosened, Rank.Tables, step.Index, step.Piece + pieces.Count));
        }

        if (pieces.Count > 0)
        {
            var rest = new DropSchema(drop.Schema with { Tables = [.. tables] });
            return [.. pieces, step with { Change = rest, Piece = step.Piece + pieces.Count }];
        }

        // Two schemas whose tables use one another's enums: the tables go first.
        return
        [
            .. drop.Schema.Tables.Select((t, i) =>
                new Step(new DropTable(drop.Schema.Name, t), Rank.DroppedTables, step.Index, step.Piece + i)),
            step with
            {
                Change = new DropSchema(drop.Schema with { Tables = [] }),
                Piece = step.Piece + drop.Schema.Tables.Count,
            },
        ];
    }

    private static ModifyTable Loosened(string schema, Table from, Table to, Seq<ForeignKey> keys) =>
        new(schema, from, to, keys.Select(k => new DropForeignKey(k)).ToSeq<TableChange>());

    private static IReadOnlyList<Step> Cut(Step step, ModifyTable modify)
    {
        var pieces = new List<Step>();
        var table = modify.From;
        foreach (var stage in modify.Changes.SelectMany(Apart).GroupBy(Stage).OrderBy(g => g.Key))
        {
            var changes = stage.ToSeq();
            var after = Interpreter.Apply(changes, table);
            var piece = new ModifyTable(modify.Schema, table, after, changes);
            pieces.Add(step with { Change = piece, Piece = step.Piece + pieces.Count });
            table = after;
        }

        return pieces;
    }

    private static IEnumerable<TableChange> Apart(TableChange change) => change switch
    {
        ModifyForeignKey c when KeyChanges.IsReplaced(c.From, c.To) => [new DropForeignKey(c.From), new AddForeignKey(c.To)],
        ModifyIndex c when KeyChanges.IsReplaced(c.From, c.To) => [new DropIndex(c.From), new AddIndex(c.To)],
        _ => [change],
    };

    private static int Stage(TableChange change) => change switch
    {
        RenameColumn or RenameIndex => 0,
        DropForeignKey => 1,
        DropIndex or DropCheck => 2,
        AddIndex or AddCheck => 4,
        AddForeignKey => 5,
        _ => 3,
    };

    private static (Table Early, Table Later, Seq<ForeignKey> Keys) WithoutKeys(
        string schema, Table table, IReadOnlySet<Thing> circle, Func<ForeignKey, bool>? condition = null)
    {
        var self = new ObjectName(schema, table.Name);
        var keys = table.ForeignKeys
            .Where(k => k.References != self && condition?.Invoke(k) != false && Demands.Things(k)
                .Any(circle.Contains)).ToSeq();
        return (table with { ForeignKeys = table.ForeignKeys.Where(k => !keys.Contains(k)).ToSeq() }, table, keys);
    }
}
