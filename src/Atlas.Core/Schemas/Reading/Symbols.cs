using Atlas.Core.Model;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Attributes = System.Collections.Generic.IEnumerable<
    System.Collections.Generic.KeyValuePair<string, Atlas.Hcl.Values.Value>>;

namespace Atlas.Core.Schemas.Reading;

/// <summary>The declarations of a document as values: what <c>table.item.column.sku</c> walks through.</summary>
internal static class Symbols
{
    private static readonly HashSet<string> Roots =
        ["schema", "table", "enum", "column", "index", .. Declarations.ObjectKinds];

    // What has columns that others can refer to.
    private static readonly HashSet<string> Relations = ["table", "view", "materialized", "partition"];

    /// <summary>Returns the variable of a kind of block: its labels, and its qualifiers with the labels under
    /// them.</summary>
    /// <param name="declarations">The blocks of one kind.</param>
    /// <param name="schemas">The schemas, whose labels and names serve as qualifiers too.</param>
    /// <param name="exposed">Returns the attributes of a block that can be read from outside.</param>
    public static Value Of(
        IReadOnlyList<Declaration> declarations,
        IReadOnlyList<Declaration> schemas,
        Func<BlockInstance, Attributes> exposed)
    {
        var members = new Dictionary<string, Value>(StringComparer.Ordinal);
        var qualifiers = declarations
            .SelectMany(d => Qualifiers(d, schemas).Select(q => (Qualifier: q, Declaration: d)))
            .GroupBy(q => q.Qualifier, q => q.Declaration);
        foreach (var group in qualifiers) members[group.Key] = Value.Object(Labelled(group, exposed));
        foreach (var (label, value) in Labelled(declarations, exposed))
        {
            // A table called like a schema is the table, and the way to the schema's tables that don't have its
            // members' names.
            members[label] = members.TryGetValue(label, out var grouped)
                ? Value.Object([.. grouped.Members, .. value.Members])
                : value;
        }

        return Value.Object(members);
    }

    /// <summary>Returns the variables <c>column</c> and <c>index</c> of a table's own scope.</summary>
    public static IReadOnlyDictionary<string, Value> Inside(
        Declaration table, IReadOnlyList<MemberDeclaration> columns) => new Dictionary<string, Value>
        {
            ["column"] = Members("column", table, columns),
            ["index"] = Members("index", table, table.Indexes),
        };

    /// <summary>Returns the variable <c>column</c> or <c>index</c> of a table's own scope.</summary>
    private static Value Members(string kind, Declaration table, IEnumerable<MemberDeclaration> members) =>
        Value.Object(members.GroupBy(m => m.Instance.Label).Select(g => KeyValuePair.Create(
            g.Key, Member(kind, table.Label, [new(table.Name, g.First().Name)]))));

    /// <summary>Returns what is wrong with a name that should lead to a block; null when nothing is.</summary>
    public static Diagnostic? Problem(Traversal read, Scope scope, string? table)
    {
        if (!Roots.Contains(read.Root) || scope.FindVariable(read.Root) is not { } value) return null;
        var isObject = false;
        for (var i = 0; i < read.Steps.Count; i++)
        {
            if (!value.IsKnown || value.IsNull || value.Type is not ObjectType) return null;
            if (!value.Members.TryGetValue(read.Steps[i], out var next))
                return NotFound(read, i, value.Members.Keys.Where(k => k != Reference.Member), isObject, table);
            isObject |= Reference.Of(next) is not null;
            value = next;
        }

        return null;
    }

    private static Diagnostic NotFound(Traversal read, int step, IEnumerable<string> known, bool isInside,
        string? table)
    {
        var name = read.Steps[step];
        var isColumn = read.Root == "column" || (step > 0 && read.Steps[step - 1] == "column");
        var summary = (read.Root, isColumn, isInside) switch
        {
            ("column", _, _) => $"column \"{name}\" was not found in table {table}",
            (_, true, _) => $"column \"{name}\" was not found in table {read.Steps[step - 2]}",
            (_, _, true) => $"broken reference to \"{read.Span.Text}\"",
            ("enum", _, _) => $"enum \"{string.Join('.', read.Steps)}\" was not found in realm",
            ("schema", _, _) when table is not null => $"schema \"{name}\" not found for table \"{table}\"",
            ("schema", _, _) => $"referenced schema \"{name}\" not found",
            ("index", _, _) => $"index \"{name}\" was not found in table {table}",
            _ => $"referenced {read.Root} \"{string.Join('.', read.Steps.Take(step + 1))}\" not found",
        };
        var names = known.ToList();
        var listed = string.Join(", ", names.Count > 12 ? [.. names.Take(12), "…"] : names);
        var detail = names.Count == 0 ? "The document declares none." : $"Declared are {listed}.";
        return Diagnostic.Error(summary, detail + Suggestion.For(name, names), read.Span);
    }

    private static IEnumerable<string> Qualifiers(Declaration declaration, IReadOnlyList<Declaration> schemas)
    {
        var own = schemas.Where(s => s.Name.Schema == declaration.Name.Schema)
            .SelectMany(s => new[] { s.Label, s.Name.Schema });
        return (declaration.Instance.Qualifier is { } qualifier ? own.Append(qualifier) : own).Distinct();
    }

    private static Attributes Labelled(
        IEnumerable<Declaration> declarations, Func<BlockInstance, Attributes> exposed) =>
        declarations.GroupBy(d => d.Label).Select(g => KeyValuePair.Create(g.Key, Block([.. g], exposed)));

    private static Value Block(IReadOnlyList<Declaration> same, Func<BlockInstance, Attributes> exposed)
    {
        var first = same[0];
        var columns = same
            .SelectMany(d => d.Columns.Select(c => (Table: d, Column: c)))
            .GroupBy(c => c.Column.Instance.Label)
            .Select(g => KeyValuePair.Create(g.Key, Member(
                "column", first.Label, g.Select(c => new ReferenceTarget(c.Table.Name, c.Column.Name)).ToSeq(),
                    exposed(g.First().Column.Instance))));
        return Value.Object(
        [
            .. exposed(first.Instance),
            new("name", Value.String(first.Kind == "schema" ? first.Name.Schema : first.Name.Name)),
            .. Relations.Contains(first.Kind)
                ? [new("column", Value.Object(columns))]
                : Array.Empty<KeyValuePair<string, Value>>(),
            Link(new(first.Kind, first.Label, same.Select(d => new ReferenceTarget(d.Name)).ToSeq())),
        ]);
    }

    private static Value Member(
        string kind, string owner, Seq<ReferenceTarget> targets, Attributes? exposed = null) =>
        Value.Object([.. exposed ?? [], new("name", Value.String(targets[0].Member)), Link(new(kind, owner, targets))]);

    private static KeyValuePair<string, Value> Link(Reference reference) =>
        new(Reference.Member, Value.Opaque(Reference.Type, reference));
}
