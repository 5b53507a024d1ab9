using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Orders changes by what depends on what, and has the dialect write them.</summary>
public static class Planner
{
    /// <summary>Makes the plan; throws <see cref="FailureException"/> with every change that the dialect
    /// refuses.</summary>
    /// <param name="current">The realm it starts at.</param>
    /// <param name="desired">The realm it arrives at.</param>
    /// <param name="changes">What <see cref="Differ"/> found between them.</param>
    /// <param name="dialect">The dialect that writes the SQL.</param>
    /// <param name="naming">How names are written.</param>
    /// <param name="policy">The project's wishes.</param>
    /// <param name="filters">The filters in force, part of the fingerprints.</param>
    /// <returns>
    /// A plan whose <see cref="Plan.To"/> is the fingerprint of what the changes lead to: that of
    /// <paramref name="desired"/>,
    /// unless a policy left changes out.
    /// </returns>
    public static Plan Plan(
        Realm current, Realm desired, Seq<Change> changes, Dialect dialect, Naming naming, DiffPolicy policy,
        Seq<string> filters)
    {
        var whole = Recreations.In(changes, current, dialect).SelectMany(Loose).ToSeq();
        var ordered = Settled(ChangeOrder.Of(whole, dialect.AllowsForwardReferences), current);
        Refuse(ordered.Select(dialect.Refusal).OfType<string>().Distinct().ToList());

        var realm = current;
        var statements = new List<Statement>();
        for (var i = 0; i < ordered.Count; i++)
        {
            var written = dialect.Write(ordered[i], new WriteContext(naming, realm, desired, policy));
            foreach (var statement in written) statements.Add(statement with { Change = i });
            realm = Interpreter.Apply(ordered[i], realm);
        }

        var isSchemaScope = naming == Naming.Unqualified;
        return new Plan(
            Fingerprints.Of(current, isSchemaScope, filters), Fingerprints.Of(realm, isSchemaScope, filters),
            ordered, [.. statements]);
    }

    // A sequence and the table that it goes with need one another, and a schema's objects go one by one.
    private static IEnumerable<Change> Loose(Change change) => change switch
    {
        AddObject { Object: Sequence { Owner: not null } owned } c =>
        [
            c with { Object = owned with { Owner = null } },
            new ModifyObject(c.Schema, owned with { Owner = null }, owned),
        ],
        DropObject { Object: Sequence { Owner: not null } owned } c =>
        [
            new ModifyObject(c.Schema, owned, owned with { Owner = null }),
            c with { Object = owned with { Owner = null } },
        ],
        DropSchema { Schema: { Objects.IsEmpty: false } schema } =>
        [
            .. schema.Objects.SelectMany(o => Loose(new DropObject(schema.Name, o))),
            .. schema.Tables.Select(t => new DropTable(schema.Name, t)),
            .. schema.Enums.Select(e => new DropEnum(schema.Name, e)),
            new DropSchema(schema with { Objects = [], Tables = [], Enums = [] }),
        ],
        _ => [change],
    };

    // What the differ saw of a table may have been changed by what now comes before.
    private static Seq<Change> Settled(Seq<Change> changes, Realm realm)
    {
        var result = new List<Change>();
        foreach (var change in changes)
        {
            result.Add(change switch
            {
                ModifyTable c when realm.Table(new(c.Schema, c.From.Name)) is { } t =>
                    c with { From = t, To = Interpreter.Apply(c.Changes, t) },
                DropTable c when realm.Table(new(c.Schema, c.Table.Name)) is { } t => c with { Table = t },
                DropObject c when realm.Object(c.Object.In(c.Schema)) is { } o => c with { Object = o },
                ModifyObject c when realm.Object(c.From.In(c.Schema)) is { } o => c with { From = o },
                DropSchema c when realm.Schema(c.Schema.Name) is { } s => new DropSchema(s),
                _ => change,
            });
            realm = Interpreter.Apply(result[^1], realm);
        }

        return [.. result];
    }

    private static void Refuse(List<string> refusals)
    {
        if (refusals is [var only]) throw new FailureException(only);
        if (refusals.Count == 0) return;
        var list = string.Join('\n', refusals.Select(r => $"  - {r}"));
        throw new FailureException($"{refusals.Count} changes can't be made:\n{list}");
    }
}
