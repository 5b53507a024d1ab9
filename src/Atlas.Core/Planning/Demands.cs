using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>What a change asks of those around it.</summary>
internal sealed partial class Demands
{
    private readonly HashSet<Thing> makes = [];
    private readonly HashSet<Thing> needs = [];
    private readonly HashSet<Thing> leaves = [];
    private readonly HashSet<Thing> destroys = [];
    private readonly HashSet<Thing> softNeeds = [];
    private readonly HashSet<Thing> softLeaves = [];
    private readonly HashSet<Thing> guessedNeeds = [];
    private readonly HashSet<Thing> guessedLeaves = [];

    private Demands() { }

    /// <summary>Gets what is there, or in its new form, after the change.</summary>
    public IReadOnlySet<Thing> Makes => makes;

    /// <summary>Gets what must be made first, if a change makes it.</summary>
    public IReadOnlySet<Thing> Needs => needs;

    /// <summary>Gets what must be made first for foreign keys.</summary>
    public IReadOnlySet<Thing> ForeignNeeds => softNeeds;

    /// <summary>Gets what the change stops using, so that it can go afterwards.</summary>
    public IReadOnlySet<Thing> Leaves => leaves;

    /// <summary>Gets what the change's foreign keys stop using.</summary>
    public IReadOnlySet<Thing> ForeignLeaves => softLeaves;

    /// <summary>Gets what should be made first, as far as texts tell.</summary>
    public IReadOnlySet<Thing> GuessedNeeds => guessedNeeds;

    /// <summary>Gets what the change stops using, as far as texts tell.</summary>
    public IReadOnlySet<Thing> GuessedLeaves => guessedLeaves;

    /// <summary>Gets what is gone, or no longer in its old form, after the change.</summary>
    public IReadOnlySet<Thing> Destroys => destroys;

    public static Demands Of(Change change)
    {
        var demands = new Demands();
        demands.Read(change);
        return demands;
    }

    private void Read(Change change)
    {
        switch (change)
        {
            case AddSchema c:
                makes.Add(Thing.Schema(c.Schema.Name));
                break;
            case SetSchemaComment c:
                needs.Add(Thing.Schema(c.Schema));
                break;
            case DropSchema c:
                destroys.Add(Thing.Schema(c.Schema.Name));
                destroys.UnionWith(c.Schema.Enums.Select(e => Thing.Enum(new(c.Schema.Name, e.Name))));
                foreach (var table in c.Schema.Tables) Drop(c.Schema.Name, table);
                break;
            case AddEnum c:
                needs.Add(Thing.Schema(c.Schema));
                Take(c.Schema, c.Enum.Name);
                makes.Add(Thing.Enum(new(c.Schema, c.Enum.Name)));
                break;
            case ModifyEnum c:
                makes.Add(Thing.Enum(new(c.Schema, c.To.Name)));
                break;
            case DropEnum c:
                leaves.Add(Thing.Schema(c.Schema));
                Free(c.Schema, c.Enum.Name);
                destroys.Add(Thing.Enum(new(c.Schema, c.Enum.Name)));
                break;
            case AddTable c:
                Add(c.Schema, c.Table);
                break;
            case DropTable c:
                leaves.Add(Thing.Schema(c.Schema));
                Drop(c.Schema, c.Table);
                break;
            case RenameTable c:
                Free(c.Schema, c.From);
                Take(c.Schema, c.To);
                makes.Add(Thing.Table(new(c.Schema, c.To)));
                break;
            case AddObject c:
                Add(c.Schema, c.Object);
                break;
            case DropObject c:
                Drop(c.Schema, c.Object);
                break;
            case ModifyObject c:
                Modify(c.Schema, c.From, c.To);
                break;
            case RenameObject c:
                Rename(c.Schema, c.Object, c.To);
                break;
            case ModifyTable c:
                var name = new ObjectName(c.Schema, c.From.Name);
                needs.Add(Thing.Table(name));
                leaves.Add(Thing.Table(name));
                makes.Add(Thing.Shape(name));
                destroys.Add(Thing.Shape(name));
                foreach (var step in c.Changes) Read(name, step);
                Inherit(c);
                break;
            default:
                throw new UnreachableException($"{change.GetType().Name} has no place in an order.");
        }
    }

    private void Add(string schema, Table table)
    {
        needs.Add(Thing.Schema(schema));
        Take(schema, table.Name);
        foreach (var index in table.Indexes) Take(schema, index.Name);
        foreach (var column in table.Columns) needs.UnionWith(Types(column.Type));
        foreach (var key in table.ForeignKeys) softNeeds.UnionWith(Things(key));
        if (table.Partition is { } partition) needs.Add(Thing.Table(partition.Parent));
        needs.UnionWith(table.Options.Inherits.Select(Thing.Table));
        Mention(guessedNeeds, Mentions.Of(table));
        makes.Add(Thing.Mention(table.Name, isTable: true));
        makes.Add(Thing.Table(new(schema, table.Name)));
    }

    private void Drop(string schema, Table table)
    {
        Free(schema, table.Name);
        foreach (var index in table.Indexes) Free(schema, index.Name);
        foreach (var column in table.Columns) leaves.UnionWith(Types(column.Type));
        foreach (var key in table.ForeignKeys) softLeaves.UnionWith(Things(key));
        if (table.Partition is { } partition) leaves.Add(Thing.Table(partition.Parent));
        leaves.UnionWith(table.Options.Inherits.Select(Thing.Table));
        Mention(guessedLeaves, Mentions.Of(table));
        destroys.Add(Thing.Mention(table.Name, isTable: true));
        destroys.Add(Thing.Table(new(schema, table.Name)));
    }

    // What is over a parent's columns waits for them, and goes before them.
    private void Inherit(ModifyTable change)
    {
        var parents = change.From.Options.Inherits.Concat(change.From.Partition is { } partition ? [partition.Parent] : [])
            .ToList();
        if (parents.Count == 0) return;
        var (before, after) = (Columns(change.From).ToHashSet(), Columns(change.To).ToHashSet());
        foreach (var parent in parents)
        {
            leaves.UnionWith(before.Except(after).Select(c => Thing.Column(parent, c)));
            needs.UnionWith(after.Except(before).Select(c => Thing.Column(parent, c)));
        }
    }

    private static IEnumerable<string> Columns(Table table) =>
    [
        .. table.Indexes.SelectMany(i => i.Parts.Select(p => p.Column).OfType<string>().Concat(i.Include)),
        .. table.ForeignKeys.SelectMany(k => k.Columns),
        .. table.PrimaryKey?.Columns ?? [],
    ];

    private void Read(ObjectName table, TableChange step)
    {
        switch (step)
        {
            case AddColumn c:
                needs.UnionWith(Types(c.Column.Type));
                Mention(guessedNeeds, Mentions.Of(c.Column));
                makes.Add(Thing.Column(table, c.Column.Name));
                break;
            case DropColumn c:
                leaves.UnionWith(Types(c.Column.Type));
                Mention(guessedLeaves, Mentions.Of(c.Column));
                destroys.Add(Thing.Column(table, c.Column.Name));
                break;
            case ModifyColumn c:
                needs.UnionWith(Types(c.To.Type));
                leaves.UnionWith(Types(c.From.Type).Except(Types(c.To.Type)));
                Exchange(Mentions.Of(c.From), Mentions.Of(c.To));
                destroys.Add(Thing.Column(table, c.From.Name));
                makes.Add(Thing.Column(table, c.To.Name));
                break;
            case RenameColumn c:
                makes.Add(Thing.Column(table, c.To));
                break;
            case SetPrimaryKey c:
                if (c is { From: { } before, To: { } after } && !KeyChanges.IsReplaced(before, after)) break;
                if (c.From is { } from) destroys.Add(Thing.Key(table, from.Columns));
                if (c.To is { } to) makes.Add(Thing.Key(table, to.Columns));
                break;
            case AddIndex c:
                Take(table.Schema, c.Index.Name);
                makes.UnionWith(Keys(table, c.Index));
                Mention(guessedNeeds, Mentions.Of(c.Index));
                break;
            case DropIndex c:
                Free(table.Schema, c.Index.Name);
                destroys.UnionWith(Keys(table, c.Index));
                Mention(guessedLeaves, Mentions.Of(c.Index));
                break;
            case ModifyIndex c when !KeyChanges.IsReplaced(c.From, c.To):
                break;
            case ModifyIndex c:
                destroys.UnionWith(Keys(table, c.From));
                makes.UnionWith(Keys(table, c.To));
                Exchange(Mentions.Of(c.From), Mentions.Of(c.To));
                break;
            case RenameIndex c:
                Free(table.Schema, c.From);
                Take(table.Schema, c.To);
                break;
            case AddForeignKey c:
                softNeeds.UnionWith(Things(c.ForeignKey));
                break;
            case DropForeignKey c:
                softLeaves.UnionWith(Things(c.ForeignKey));
                break;
            case ModifyForeignKey c when !KeyChanges.IsReplaced(c.From, c.To):
                break;
            case ModifyForeignKey c:
                softLeaves.UnionWith(Things(c.From));
                softNeeds.UnionWith(Things(c.To));
                break;
            case AddCheck c:
                Mention(guessedNeeds, Mentions.Of(c.Check));
                break;
            case DropCheck c:
                Mention(guessedLeaves, Mentions.Of(c.Check));
                break;
            case ModifyCheck c:
                Exchange(Mentions.Of(c.From), Mentions.Of(c.To));
                break;
            case SetPartition c:
                if (c.From is { } old) leaves.Add(Thing.Table(old.Parent));
                if (c.To is { } parent) needs.Add(Thing.Table(parent.Parent));
                break;
            case SetTableComment or SetTableStorage or SetTableOptions or SetPartitioning:
                break;
            default:
                throw new UnreachableException($"{step.GetType().Name} has no place in an order.");
        }
    }

    // A name is free for others when its holder is gone: the holder leaves the place, and who takes it destroys the
    // emptiness.
    private void Free(string schema, string name) => leaves.Add(Thing.Place(schema, name));

    private void Take(string schema, string name) => destroys.Add(Thing.Place(schema, name));

    /// <summary>Returns what a foreign key hangs on.</summary>
    public static IEnumerable<Thing> Things(ForeignKey key) =>
    [
        Thing.Table(key.References),
        Thing.Key(key.References, key.ReferencedColumns),
        .. key.ReferencedColumns.Select(c => Thing.Column(key.References, c)),
    ];

    private static IEnumerable<Thing> Keys(ObjectName table, Index index) =>
        index.IsUnique && index.Predicate is null && index.Parts.All(p => p.Column is not null)
            ? [Thing.Key(table, index.Parts.Select(p => p.Column ?? ""))]
            : [];
}
