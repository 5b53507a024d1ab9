using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Schemas.Reading;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Testing;

/// <summary>Reads the cases of test files. Everything is decoded and evaluated before the first case runs, so that every
/// mistake is shown, with its line.</summary>
public sealed class TestReader
{
    private readonly Host host;
    private readonly DiagnosticBag diagnostics = new();
    private readonly Dictionary<string, Span> names = new(StringComparer.Ordinal);

    private TestReader(Host host) => this.host = host;

    /// <summary>Reads the cases of one kind, in the order of the files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="kind">The kind, such as <c>schema</c>; cases of other kinds are left aside.</param>
    /// <param name="variables">The values of the files' variables; those of other names are left aside.</param>
    /// <param name="host">The door to files, environment and clock, for functions.</param>
    /// <exception cref="DiagnosticException">A file is wrong.</exception>
    public static Seq<TestCase> Read(
        TestFiles files, string kind, IReadOnlyDictionary<string, Value> variables, Host host)
    {
        var reader = new TestReader(host);
        var parsed = files.Sources.Select(s => HclParser.ParseFile(s, reader.diagnostics)).ToSeq();
        reader.diagnostics.ThrowIfErrors();
        var bodies = parsed.Select((b, i) => (Body: reader.Check(b), Folder: FolderOf(files.Sources[i]))).ToSeq();
        var inputs = new Inputs(
            [.. bodies.Select(b => b.Body.Syntax)], variables, reader.diagnostics, reader.Functions(".")).Read();
        var cases = bodies.SelectMany(b => reader.Cases(b.Body, kind, reader.With(inputs, b.Folder))).ToSeq();
        reader.diagnostics.ThrowIfErrors();
        return cases;
    }

    private ShapedBody Check(BodySyntax file)
    {
        var body = TestShape.File.Check(file, diagnostics);
        foreach (var test in body.BlocksOf("test"))
            if (test.Label(0) is { } kind && !TestShape.Kinds.Contains(kind))
                diagnostics.Error("Unknown kind of test",
                    $"Tests are of the kind schema, plan, migrate or script.{Suggestion.For(kind, TestShape.Kinds)}",
                    test.Syntax.Labels[0].Span);
        return body;
    }

    private static string FolderOf(SourceText source) =>
        Path.GetDirectoryName(source.Name) is { Length: > 0 } folder ? folder : ".";

    /// <summary>The functions of a file, for which relative paths start at its folder.</summary>
    private Scope Functions(string folder) => new(null, HostFunctions.With(host, folder, []));

    private Scope With(Scope inputs, string folder) => Functions(folder).With(
        new Dictionary<string, Value>
        {
            ["var"] = inputs.FindVariable("var") ?? Value.Object([]),
            ["local"] = inputs.FindVariable("local") ?? Value.Object([]),
        });

    private IEnumerable<TestCase> Cases(ShapedBody file, string kind, Scope scope)
    {
        foreach (var block in file.BlocksOf("test").Where(b => b.Label(0) == kind))
        {
            var name = block.Label(1) ?? "";
            if (!names.TryAdd(name, block.Syntax.HeaderSpan))
                diagnostics.Error("Duplicate test",
                    $"The test \"{name}\" is defined at {names[name]} already. Give one of them another name.",
                    block.Syntax.HeaderSpan);
            var expanded = DynamicBlocks.Expand(block.Syntax.Body, scope, diagnostics);
            var body = TestShape.CaseOf(kind).Check(expanded.Body, diagnostics, block.Syntax.HeaderSpan);
            if (body.Attribute("for_each") is not { } forEach) yield return Case(name, block, body, scope);
            else
            {
                var number = 0;
                foreach (var each in Elements(body, forEach, scope))
                    yield return Case($"{name}/{++number}", block, body,
                        scope.With(new Dictionary<string, Value> { ["each"] = each }));
            }
        }
    }

    private IEnumerable<Value> Elements(ShapedBody body, AttributeSyntax forEach, Scope scope)
    {
        if (body.Evaluate("for_each", scope, diagnostics) is not { } value) return [];
        if (value is { IsKnown: true, IsNull: false } && value.Type is ListType or TupleType or SetType)
            return value.Elements.Select((v, i) => Each(value.Type is SetType ? v : Value.Number(i), v));
        if (value is { IsKnown: true, IsNull: false } && value.Type is MapType or ObjectType)
            return value.Members.Select(m => Each(Value.String(m.Key), m.Value));
        diagnostics.Error("Invalid for_each", "The value of \"for_each\" must be a list, a set, a map or an object.",
            forEach.Value.Span);
        return [];
    }

    private static Value Each(Value key, Value value) => Value.Object([new("key", key), new("value", value)]);

    private TestCase Case(string name, ShapedBlock block, ShapedBody body, Scope scope) =>
        new(name, block.Syntax.HeaderSpan, [.. body.Blocks.Select(b => new StepReader(b, scope, diagnostics).Read())])
        {
            IsSkipped = Truth(body, "skip", scope),
            IsParallel = Truth(body, "parallel", scope),
        };

    private bool Truth(ShapedBody body, string name, Scope scope) =>
        body.Evaluate(name, scope, diagnostics) is { IsKnown: true, IsNull: false } value && value.AsBool();
}
