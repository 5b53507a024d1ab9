using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Finds what a document declares under which names, so that blocks can refer to each other in any
/// order.</summary>
internal sealed class Declarations(Reader reader, Scope inputs)
{
    private static readonly string[] Documents = ["variable", "locals"];

    /// <summary>The types of the blocks besides schemas, tables and enums that others can refer to.</summary>
    public static readonly string[] ObjectKinds =
    [
        "partition", "view", "materialized", "function", "procedure", "aggregate", "domain", "composite", "range",
        "sequence", "collation", "extension",
    ];

    // Those of which several may have one name: they differ in their arguments or tables.
    private static readonly string[] Namesakes = ["function", "procedure", "aggregate", "trigger", "policy"];

    public List<Declaration> Schemas { get; } = [];

    public List<Declaration> Tables { get; } = [];

    public List<Declaration> Enums { get; } = [];

    /// <summary>Gets all other blocks that declare something.</summary>
    public List<Declaration> Objects { get; } = [];

    /// <summary>Gets the scope in which attributes are read: inputs, functions, and all that is declared so
    /// far.</summary>
    public Scope Scope
    {
        get
        {
            var variables = new Dictionary<string, Value>
            {
                ["schema"] = Symbols.Of(Schemas, [], Exposed),
                ["table"] = Symbols.Of(Tables, Schemas, Exposed),
                ["enum"] = Symbols.Of(Enums, Schemas, Exposed),
            };
            foreach (var kind in ObjectKinds)
                variables[kind] = Symbols.Of([.. Objects.Where(o => o.Kind == kind)], Schemas, Exposed);
            return inputs.With(variables);
        }
    }

    /// <summary>Declares the blocks of all files: schemas, then what needs nothing but them to be repeated, then the
    /// rest.</summary>
    public void Read(IEnumerable<BodySyntax> files)
    {
        var blocks = files.SelectMany(f => f.Blocks).Where(b => !Documents.Contains(b.Type)).ToList();
        var (schemas, others) = Split(blocks, b => TypeOf(b) == "schema");
        var (simple, dependent) = Split(others,
            b => !Repetitions(b.Body, b.Type == "dynamic")
                .Any(t => t.Root is "table" or "enum" || ObjectKinds.Contains(t.Root)));
        Declare(schemas);
        Declare(simple);
        Declare(dependent);
        Inherit();
        Duplicates.Report(Schemas, s => s.Name.Schema, s => s.Instance, reader.Diagnostics);
        Duplicates.Report(Tables, t => t.Name, t => t.Instance, reader.Diagnostics);
        Duplicates.Report(Objects.Where(o => !Namesakes.Contains(o.Kind)), o => (o.Kind, o.Name), o => o.Instance,
            reader.Diagnostics);
        Duplicates.Report(Enums, e => e.Name, e => e.Instance, reader.Diagnostics);
    }

    private void Declare(IReadOnlyList<BlockSyntax> blocks)
    {
        if (blocks.Count == 0) return;
        var scope = Scope;
        foreach (var instance in blocks.SelectMany(b => reader.Expander.OfFile(b, scope)).ToList())
        {
            if (reader.Validator.CheckShape(instance) is not { } spec) continue;
            switch (instance.Type)
            {
                case "schema": Schemas.Add(Declare(instance, spec, scope, name => new(name, ""))); break;
                case "table":
                    if (SchemaOf(instance, spec, scope) is { } of) Tables.Add(Declare(instance, spec, scope,
                    name => new(of, name))); break;
                case "enum":
                    if (SchemaOf(instance, spec, scope) is { } home) Enums.Add(Declare(instance, spec, scope,
                    name => new(home, name))); break;
                case "trigger" or "policy" or "extension":
                    Objects.Add(Declare(instance, spec, scope, name => new("", name)));
                    break;
                default:
                    if (SchemaOf(instance, spec, scope) is { } place)
                        Objects.Add(Declare(instance, spec, scope, name => new(place, name)));
                    break;
            }
        }
    }

    private Declaration Declare(BlockInstance instance, BlockSpec spec, Scope scope, Func<string, ObjectName> named)
    {
        var block = new Block(instance, spec, reader, scope, null);
        var columns = instance.Inside.Where(b => b.Type == "column").ToList();
        Duplicates.Report(columns, c => c.Label, c => c, reader.Diagnostics);
        foreach (var type in new[] { "index", "unique", "exclude", "foreign_key", "check" })
            Duplicates.Report(instance.Inside.Where(b => b.Type == type && b.Labels.Count > 0), c => c.Label, c => c,
                reader.Diagnostics);
        MemberDeclaration Member(BlockInstance member, BlockSpec type) =>
            new(member, new Block(member, type, reader, scope, null).Name ?? "");
        return new(instance, named(block.Name ?? ""))
        {
            Columns = [.. columns.Select(c => Member(c, SchemaLanguage.Column))],
            Indexes = [.. instance.Inside.Where(b => b.Type is "index" or "unique").Select(b => Member(b, SchemaLanguage.Index))],
        };
    }

    // What a table inherits can be referred to like its own columns.
    private void Inherit()
    {
        if (!Tables.Exists(t => t.Instance.Body.Attribute("inherits") is not null)) return;
        var scope = Scope;
        for (var i = 0; i < Tables.Count; i++)
        {
            var parents = new Block(Tables[i].Instance, SchemaLanguage.Table, reader, scope, Tables[i])
                .References("inherits", "table").Select(p => p.Object).ToSeq();
            Tables[i] = Tables[i] with { Parents = parents };
        }

        foreach (var table in Tables.Where(t => !t.Parents.IsEmpty).ToList())
        {
            var seen = new HashSet<ObjectName> { table.Name };
            var inherited = Above(table, seen).ToList();
            Tables[Tables.FindIndex(t => t.Name == table.Name)] = table with
            {
                Columns = [.. table.Columns.Concat(inherited).DistinctBy(c => c.Name)],
            };
        }

        IEnumerable<MemberDeclaration> Above(Declaration table, HashSet<ObjectName> seen) =>
            table.Parents.Where(seen.Add).SelectMany(p => Tables.Find(t => t.Name == p) is { } parent
                ? parent.Columns.Concat(Above(parent, seen))
                : []);
    }

    private string? SchemaOf(BlockInstance instance, BlockSpec spec, Scope scope)
    {
        if (instance.Body.Attribute("schema") is not null)
            return new Block(instance, spec, reader, scope, null).Reference("schema", "schema")?.Object.Schema;
        reader.Validator.Check(instance, spec);
        return null;
    }

    /// <summary>Returns the attributes of a block that are plain values whatever the document declares.</summary>
    private IEnumerable<KeyValuePair<string, Value>> Exposed(BlockInstance block)
    {
        var scope = inputs.With(block.Variables);
        foreach (var attribute in block.Body.Attributes)
        {
            if (attribute.Name == Expander.ForEach
                || FreeVariables.Of(attribute.Value).Any(t => t.Root is not ("var" or "local" or "each"))) continue;
            var value = Evaluator.Evaluate(attribute.Value, scope, new DiagnosticBag());
            if (value is { IsKnown: true, IsNull: false, Type: PrimitiveType }) yield return new(attribute.Name, value);
        }
    }

    private static string TypeOf(BlockSyntax block) =>
        block is { Type: "dynamic", Labels: [var type] } ? type.Text : block.Type;

    /// <summary>Lists what the repetitions of a block and of the blocks inside read.</summary>
    private static IEnumerable<Traversal> Repetitions(BodySyntax body, bool isDynamic) =>
    [
        .. body.Attribute(Expander.ForEach) is { } each ? FreeVariables.Of(each.Value) : [],
        .. isDynamic && body.Attribute("labels") is { } labels ? FreeVariables.Of(labels.Value) : [],
        .. body.Blocks.SelectMany(b => Repetitions(b.Body, b.Type == "dynamic")),
    ];

    private static (IReadOnlyList<T> Matching, IReadOnlyList<T> Others) Split<T>(
        IEnumerable<T> items, Func<T, bool> matches)
    {
        var groups = items.ToLookup(matches);
        return ([.. groups[true]], [.. groups[false]]);
    }
}
