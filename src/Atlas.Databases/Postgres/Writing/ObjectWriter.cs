using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes the changes of objects besides tables and enums; the kinds differ in how they are created and
/// altered only.</summary>
internal static class ObjectWriter
{
    public static IEnumerable<Statement> Add(AddObject change, Names names) =>
    [
        new Statement(Create(change.Schema, change.Object, names), $"create {Shown(change.Object)}"),
        .. change.Object is MaterializedView view
            ? view.Indexes.Select(i => IndexWriter.Create(change.Schema, view.Name, i, names))
            : [],
        .. change.Object is Trigger { State: not null } trigger
            ? [new Statement(TriggerWriter.State(change.Schema, trigger, names), $"modify {Shown(trigger)}")]
            : Array.Empty<Statement>(),
        .. Comments(change.Schema, null, change.Object, names),
        .. change.Object.Grants.Select(g => Grant(change.Schema, change.Object, g, names)),
    ];

    private static Statement Grant(string schema, RealmObject item, Grant grant, Names names)
    {
        var on = item is Routine { Kind: ObjectKind.Procedure } ? "PROCEDURE " : item.Kind.IsRoutine() ? "FUNCTION " : "";
        var target = on + Target(schema, item, names);
        var role = grant.Role.Length == 0 ? "PUBLIC" : Quoting.Name(grant.Role);
        var column = grant.Column is { } name ? $" ({Quoting.Name(name)})" : "";
        return new Statement(
            grant.Privilege == Core.Model.Grant.None
                ? $"REVOKE ALL ON {target} FROM PUBLIC"
                : $"GRANT {grant.Privilege}{column} ON {target} TO {role}{(grant.IsGrantable ? " WITH GRANT OPTION" : "")}",
            $"give back the rights on {Shown(item)}");
    }

    public static Statement Drop(DropObject change, Names names) => new(
        $"DROP {Word(change.Object)} {Target(change.Schema, change.Object, names)}", $"drop {Shown(change.Object)}");

    public static IEnumerable<Statement> Rename(RenameObject change, Names names)
    {
        yield return new Statement(
            $"ALTER {Word(change.Object)} {Target(change.Schema, change.Object, names)} RENAME TO {Quoting.Name(change.To)}",
            $"rename {change.Object.Kind.Title()} from \"{change.Object.Name}\" to \"{change.To}\"");

        // The server doesn't take a multirange along that it named after the range itself.
        if (change.Object is RangeType { Multirange: null } range)
        {
            var (from, to) = (TypeWriter.Multirange(range.Name), TypeWriter.Multirange(change.To));
            yield return new Statement(
                $"ALTER TYPE {names.Of(change.Schema, from)} RENAME TO {Quoting.Name(to)}",
                $"rename multirange type from \"{from}\" to \"{to}\"");
        }
    }

    /// <summary>Writes what alters an object where it stands.</summary>
    public static IEnumerable<Statement> Modify(ModifyObject change, Names names)
    {
        var (schema, name) = (change.Schema, names.Of(change.Schema, change.To.Name));
        List<string> statements = (change.From, change.To) switch
        {
            var (before, after) when Bare(before) == Bare(after) => [],
            (Sequence from, Sequence to) => SequenceWriter.Alter(name, from, to, names).ToList(),
            (Domain from, Domain to) => TypeWriter.Alter(name, from, to).ToList(),
            (Composite from, Composite to) => TypeWriter.Alter(name, from, to, names).ToList(),
            (MaterializedView from, MaterializedView to) => ViewWriter.Alter(schema, from, to, names).ToList(),
            (View, View to) => [ViewWriter.Create(name, to, replaces: true)],
            (Routine, Routine to) => [RoutineWriter.Create(name, to, names, replaces: true)],
            (Trigger from, Trigger to) => TriggerWriter.Alter(schema, from, to, names).ToList(),
            (Extension from, Extension to) => ExtensionWriter.Alter(from, to).ToList(),
            (Policy from, Policy to) => PolicyWriter.Alter(Target(schema, to, names), from, to).ToList(),
            _ => throw new UnreachableException($"{change.To.GetType().Name} can't be altered."),
        };
        return
        [
            .. statements.Select(sql => new Statement(sql, $"modify {Shown(change.To)}")),
            .. Comments(schema, change.From, change.To, names),
        ];
    }

    private static RealmObject Bare(RealmObject item) => item switch
    {
        View o => o with { Comment = null, Columns = o.Columns.Select(c => c with { Comment = null }).ToSeq() },
        _ => item with { Comment = null },
    };

    private static string Create(string schema, RealmObject item, Names names)
    {
        var name = names.Of(schema, item.Name);
        return item switch
        {
            Sequence o => SequenceWriter.Create(name, o, names),
            Domain o => TypeWriter.Create(name, o, names),
            Composite o => TypeWriter.Create(name, o, names),
            RangeType o => TypeWriter.Create(name, o, names),
            View o => ViewWriter.Create(name, o, replaces: false),
            MaterializedView o => $"CREATE MATERIALIZED VIEW {name}{ParameterWriter.With(o.Parameters)} AS {o.Definition}",
            Routine o => RoutineWriter.Create(name, o, names, replaces: false),
            Aggregate o => RoutineWriter.Create(name, o, names),
            Trigger o => TriggerWriter.Create(schema, o, names, replaces: false),
            Extension o => ExtensionWriter.Create(o),
            Collation o => TypeWriter.Create(name, o),
            Policy o => PolicyWriter.Create(Target(schema, o, names), o),
            _ => throw new UnreachableException($"{item.GetType().Name} can't be created."),
        };
    }

    private static IEnumerable<Statement> Comments(string schema, RealmObject? from, RealmObject to, Names names)
    {
        var target = Target(schema, to, names);
        if (from?.Comment != to.Comment)
        {
            yield return CommentWriter.Write($"{Word(to)} {target}", to.Comment,
                $"set comment to {to.Kind.Title()}: \"{to.Name}\"");
        }

        foreach (var column in ViewWriter.Columns(to))
        {
            var before = from is null ? null : ViewWriter.Columns(from).FirstOrDefault(c => c.Name == column.Name);
            if (before?.Comment != column.Comment)
                yield return CommentWriter.Column(target, to.Name, column.Name, column.Comment);
        }

        if (to is Domain domain)
        {
            foreach (var check in domain.Checks)
            {
                var before = (from as Domain)?.Checks.FirstOrDefault(c => c.Name == check.Name);
                var isSame = before is not null && before.Expression == check.Expression;
                if (check.Name is not { } name || (isSame ? before?.Comment : null) == check.Comment) continue;
                yield return CommentWriter.Write($"CONSTRAINT {Quoting.Name(name)} ON DOMAIN {target}", check.Comment,
                    $"set comment to constraint: \"{name}\" on domain: \"{domain.Name}\"");
            }
        }

        if (to is MaterializedView view)
        {
            foreach (var index in view.Indexes)
            {
                var before = (from as MaterializedView)?.Indexes.FirstOrDefault(i => i.Name == index.Name);
                var isKept = before is not null && before with { Comment = index.Comment } == index;
                if ((isKept ? before?.Comment : null) != index.Comment)
                    yield return CommentWriter.Index(schema, view.Name, index, names);
            }
        }
    }

    private static string Shown(RealmObject item) => item.Relation is { } relation
        ? $"{item.Kind.Title()} \"{item.Name}\" on \"{relation}\""
        : $"{item.Kind.Title()} \"{item.Name}\"";

    private static string Word(RealmObject item) => item.Kind switch
    {
        ObjectKind.Sequence => "SEQUENCE",
        ObjectKind.Domain => "DOMAIN",
        ObjectKind.Composite or ObjectKind.Range => "TYPE",
        ObjectKind.View => "VIEW",
        ObjectKind.Materialized => "MATERIALIZED VIEW",
        ObjectKind.Function => "FUNCTION",
        ObjectKind.Procedure => "PROCEDURE",
        ObjectKind.Aggregate => "AGGREGATE",
        ObjectKind.Trigger => "TRIGGER",
        ObjectKind.Policy => "POLICY",
        ObjectKind.Collation => "COLLATION",
        ObjectKind.Extension => "EXTENSION",
        _ => throw new UnreachableException($"{item.Kind} is no object of its own."),
    };

    private static string Target(string schema, RealmObject item, Names names)
    {
        var name = names.Of(schema, item.Name);
        return item switch
        {
            Routine o => $"{name}({RoutineWriter.Types(o.Arguments, names)})",
            Aggregate o => $"{name}({(o.Arguments.IsEmpty ? "*" : RoutineWriter.Types(o.Arguments, names))})",
            Extension o => Quoting.Name(o.Name),
            { Relation: { } relation } => $"{Quoting.Name(item.Name)} ON {names.Of(schema, relation)}",
            _ => name,
        };
    }
}
