using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>The part about objects besides tables and enums.</summary>
internal sealed partial class Demands
{
    private void Add(string schema, RealmObject item)
    {
        if (schema.Length > 0) needs.Add(Thing.Schema(schema));
        foreach (var name in Places(item)) Take(schema, name);
        needs.UnionWith(Uses(schema, item));
        guessedNeeds.UnionWith(Guesses(schema, item));
        makes.Add(Thing.Of(item.In(schema)));
        makes.Add(Thing.Mention(item.Name, isTable: false));
    }

    private void Drop(string schema, RealmObject item)
    {
        leaves.Add(Thing.Schema(schema));
        foreach (var name in Places(item)) Free(schema, name);
        leaves.UnionWith(Uses(schema, item));
        guessedLeaves.UnionWith(Guesses(schema, item));
        destroys.Add(Thing.Of(item.In(schema)));
        destroys.Add(Thing.Mention(item.Name, isTable: false));
    }

    private void Modify(string schema, RealmObject from, RealmObject to)
    {
        var (before, after) = (Uses(schema, from).ToHashSet(), Uses(schema, to).ToHashSet());
        needs.UnionWith(after);
        needs.Add(Thing.Of(from.In(schema)));
        leaves.UnionWith(before.Except(after));
        leaves.Add(Thing.Of(from.In(schema)));
        guessedNeeds.UnionWith(Guesses(schema, to));
        guessedLeaves.UnionWith(Guesses(schema, from).Except(Guesses(schema, to)));
        makes.Add(Thing.Of(to.In(schema)));
        makes.Add(Thing.Mention(to.Name, isTable: false));
    }

    private void Rename(string schema, RealmObject item, string to)
    {
        if (Places(item).Any())
        {
            Free(schema, item.Name);
            Take(schema, to);
        }

        makes.Add(Thing.Of((item with { Name = to }).In(schema)));
        makes.Add(Thing.Mention(to, isTable: false));
    }

    private void Exchange(HashSet<string> from, HashSet<string> to)
    {
        Mention(guessedLeaves, from.Except(to));
        Mention(guessedNeeds, to);
    }

    private static void Mention(HashSet<Thing> things, IEnumerable<string> names) =>
        things.UnionWith(names.Select(n => Thing.Mention(n, isTable: false)));

    // Routines and triggers have names of their own; types and relations share theirs.
    private static IEnumerable<string> Places(RealmObject item) => item switch
    {
        MaterializedView view => view.Indexes.Select(i => i.Name).Append(view.Name),
        Sequence or View or Domain or Composite or RangeType => [item.Name],
        _ => [],
    };

    /// <summary>Returns what an object can't be without, and the columns that it may be about.</summary>
    private static IEnumerable<Thing> Uses(string schema, RealmObject item)
    {
        var self = item.In(schema);
        var names = Mentions.Of(item);
        return
        [
            .. item.DependsOn.Where(d => d != self).Select(Thing.Of),
            .. item.DependsOn.Where(d => d.Kind == ObjectKind.Table)
                .SelectMany(d => names.Select(n => Thing.Column(d.Name, n))),
            .. TypesOf(item).SelectMany(Types),
            .. Named(schema, item),
        ];
    }

    private static IEnumerable<Thing> Guesses(string schema, RealmObject item) =>
    [
        .. Mentions.Of(item).SelectMany(n => new[] { Thing.Mention(n, isTable: false), Thing.Mention(n, isTable: true) }),
        .. item.DependsOn.Where(d => d.Kind == ObjectKind.Table).Select(d => Thing.Shape(d.Name)),
    ];

    private static IEnumerable<Thing> Named(string schema, RealmObject item) => item switch
    {
        Sequence { Owner: { } owner } => [Thing.Table(owner.Table), Thing.Column(owner.Table, owner.Column)],
        Extension { Schema: { } home } => [Thing.Schema(home)],
        Policy policy => [Thing.Table(new(schema, policy.Table))],
        Trigger trigger =>
        [
            Thing.Table(new(schema, trigger.Table)),
            Thing.Of(new(ObjectKind.View, new(schema, trigger.Table))),
            .. trigger.Function is { } function
                ? [Thing.Of(new(ObjectKind.Function, function))]
                : Array.Empty<Thing>(),
            .. trigger.From is { } other ? [Thing.Table(other)] : Array.Empty<Thing>(),
            .. trigger.UpdateOf.Select(c => Thing.Column(new(schema, trigger.Table), c)),
        ],
        _ => [],
    };

    private static IEnumerable<ColumnType> TypesOf(RealmObject item) => item switch
    {
        Domain o => [o.Type],
        Composite o => o.Fields.Select(f => f.Type),
        RangeType o => [o.Subtype],
        Routine o =>
        [
            .. o.Arguments.Select(a => a.Type),
            .. o.ReturnTable.Select(f => f.Type),
            .. o.Returns is { } type ? [type] : Array.Empty<ColumnType>(),
        ],
        Aggregate o => o.Arguments.Select(a => a.Type).Append(o.StateType),
        _ => [],
    };

    private static IEnumerable<Thing> Types(ColumnType type) => type switch
    {
        EnumReference reference => [Thing.Enum(reference.Name)],
        TypeReference reference => [Thing.Of(new(reference.Kind, reference.Name))],
        ArrayType array => Types(array.Element),
        _ => [],
    };
}
