using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Tests.Hcl.Values;

namespace Atlas.Tests.Hcl.Evaluation;

/// <summary>The names that the tables of corner cases use, and one line for what came out.</summary>
internal static class Sample
{
    private static readonly Parameter Any = new("value", Atlas.Hcl.Values.ValueType.Dynamic);
    private static readonly Parameter Text = new("str", Atlas.Hcl.Values.ValueType.String);
    private static readonly Parameter Number = new("number", Atlas.Hcl.Values.ValueType.Number);

    public static readonly Scope Scope = new(
        new Dictionary<string, Value>
        {
            ["n"] = Value.Number(5),
            ["s"] = Value.String("x"),
            ["xs"] = Value.Tuple([Value.String("p"), Value.String("q")]),
            ["o"] = Value.Object([new("k", Value.String("v")), new("l", Value.Tuple([Value.Number(1), Value.Number(2)]))]),
            ["nul"] = Value.NullLiteral,
            ["for"] = Value.String("a variable"),
            ["a-b"] = Value.String("dashed"),
            ["a"] = Value.Number(9),
            ["b"] = Value.Number(2),
            ["later"] = Value.Unknown(Atlas.Hcl.Values.ValueType.String),
            ["words"] = Value.List(Atlas.Hcl.Values.ValueType.String, [Value.String("w")]),
            ["missing"] = Value.Null(new ListType(Atlas.Hcl.Values.ValueType.String)),
            ["m"] = Value.Map(Atlas.Hcl.Values.ValueType.Number, [new("one", Value.Number(1))]),
        },
        new[]
        {
            new Function("upper", [Text], null, a => Value.String(a[0].AsString().ToUpperInvariant())),
            new Function("max", [Number], Number, a => a.MaxBy(v => v.AsNumber())!),
            new Function("split", [Text, Text], null, a =>
                Value.List(Atlas.Hcl.Values.ValueType.String, a[1].AsString().Split(a[0].AsString()).Select(Value.String))),
            new Function("toset", [Any], null, a =>
                Conversion.Convert(a[0], new SetType(Atlas.Hcl.Values.ValueType.Dynamic), out _)!),
            new Function("refuse", [Any], null, _ => throw new FunctionException("never", 0)),
            new Function("fail", [], null, _ => throw new FunctionException("never at all")),
        }.ToDictionary(f => f.Name));

    /// <summary>Returns the value, or the summaries of all diagnostics behind an E.</summary>
    public static string Evaluate(string expression)
    {
        var diagnostics = new DiagnosticBag();
        var syntax = HclParser.ParseExpression(SourceText.From("test.hcl", expression), diagnostics);
        if (diagnostics.HasErrors) return Errors(diagnostics);
        var value = Evaluator.Evaluate(syntax, Scope, diagnostics);
        return diagnostics.HasErrors ? Errors(diagnostics) : Written.Of(value);
    }

    /// <summary>Reads a file and evaluates all its attributes; labels and nested attributes are listed, too.</summary>
    public static string EvaluateFile(string text)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(SourceText.From("test.hcl", text), diagnostics);
        var shown = diagnostics.HasErrors ? "" : Show(body, diagnostics);
        return diagnostics.HasErrors ? Errors(diagnostics) : shown;
    }

    public static string Errors(DiagnosticBag diagnostics) =>
        "E " + string.Join(" + ", diagnostics.Items.Select(d => d.Summary));

    private static string Show(BodySyntax body, DiagnosticBag diagnostics) => string.Join("; ", body.Items.Select(item => item switch
    {
        AttributeSyntax attribute => $"{attribute.Name} = {Written.Of(Evaluator.Evaluate(attribute.Value, Scope, diagnostics))}",
        BlockSyntax block => $"{block.Type}({string.Join("|", block.Labels.Select(l => l.Text))}) {{{Show(block.Body, diagnostics)}}}",
        _ => "?",
    }));
}
