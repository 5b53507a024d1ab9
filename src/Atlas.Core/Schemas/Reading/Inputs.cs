using Atlas.Core.Variables;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Computes the variables and locals of a document, each once and after what it reads, whatever their
/// order.</summary>
internal sealed class Inputs(
    IReadOnlyList<BodySyntax> files, IReadOnlyDictionary<string, Value> given, DiagnosticBag diagnostics,
    Scope? functions = null)
{
    private readonly Dictionary<string, AttributeSyntax> locals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BlockSyntax> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Root, string Name), Value> values = [];
    private readonly List<string> active = [];
    private readonly Scope root = SchemaFunctions.Root();

    /// <summary>Returns the scope of <c>var</c>, <c>local</c> and the functions.</summary>
    public Scope Read()
    {
        foreach (var block in files.SelectMany(f => f.BlocksOf("variable"))
            .Where(b => b.Labels.Count == 1)) Declare(block);
        foreach (var attribute in files.SelectMany(f => f.BlocksOf("locals"))
            .SelectMany(b => b.Body.Attributes)) Declare(attribute);

        foreach (var (name, block) in variables) Resolve("var", name, block.HeaderSpan);
        foreach (var (name, attribute) in locals) Resolve("local", name, attribute.NameSpan);
        foreach (var block in variables.Values) Validate(block);
        return Known();
    }

    private void Declare(BlockSyntax block)
    {
        if (!variables.TryAdd(block.Labels[0].Text, block))
            Duplicate($"variable \"{block.Labels[0].Text}\"", block.HeaderSpan,
                variables[block.Labels[0].Text].HeaderSpan);
    }

    private void Declare(AttributeSyntax attribute)
    {
        if (!locals.TryAdd(attribute.Name, attribute))
            Duplicate($"local \"{attribute.Name}\"", attribute.NameSpan, locals[attribute.Name].NameSpan);
    }

    private void Duplicate(string what, Span second, Span first) =>
        diagnostics.Error($"duplicate {what}",
            $"It is declared at {first} already. Remove one of them, or give it another name.", second);

    private Value Resolve(string kind, string name, Span reader)
    {
        if (values.TryGetValue((kind, name), out var known)) return known;
        var address = $"{kind}.{name}";
        if (active.Contains(address))
        {
            var circle = string.Join(" → ", active.SkipWhile(a => a != address).Append(address));
            diagnostics.Error($"cyclic reference to \"{address}\"",
                $"Its value needs itself: {circle}. Break the circle.", reader);
            return values[(kind, name)] = Value.Unknown(ValueType.Dynamic);
        }

        active.Add(address);
        var value = kind == "var" ? Variable(name, variables[name]) : Evaluate(locals[name].Value);
        active.RemoveAt(active.Count - 1);
        return values[(kind, name)] = value;
    }

    private Value Evaluate(ExpressionSyntax expression)
    {
        foreach (var read in FreeVariables.Of(expression).Where(t => t.Root is "var" or "local"))
            foreach (var name in read.Steps.Count > 0 ? [read.Steps[0]] : Names(read.Root))
                if (Names(read.Root).Contains(name)) Resolve(read.Root, name, read.Span);
        return Evaluator.Evaluate(expression, Known(), diagnostics);
    }

    private IReadOnlyList<string> Names(string kind) => kind == "var" ? [.. variables.Keys] : [.. locals.Keys];

    private Scope Known() =>
        (functions ?? root).With(new Dictionary<string, Value> { ["var"] = Known("var"), ["local"] = Known("local") });

    private Value Known(string kind) =>
        Value.Object(values.Where(v => v.Key.Root == kind).Select(v => KeyValuePair.Create(v.Key.Name, v.Value)));

    private Value Variable(string name, BlockSyntax block)
    {
        var unknown = Value.Unknown(ValueType.Dynamic);
        var variable = new VariableBlock(block);
        if (block.Body.Attribute("type") is null || variable.Type(diagnostics) is not { } type) return unknown;
        if (given.TryGetValue(name, out var value)) return variable.Convert(value, type, block.HeaderSpan, diagnostics);
        if (variable.Default is { } fallback)
            return variable.Convert(Evaluate(fallback), type, fallback.Span, diagnostics);
        diagnostics.Error($"missing value for required variable \"{name}\"",
            $"Give one with --var {name}=…, or a default.",
            block.HeaderSpan);
        return unknown;
    }

    private void Validate(BlockSyntax block)
    {
        foreach (var rule in new VariableBlock(block).Rules)
            if (!rule.Holds(Evaluate(rule.Condition), diagnostics))
                rule.Refuse(rule.Message is { } message ? Evaluate(message) : null, diagnostics);
    }
}
