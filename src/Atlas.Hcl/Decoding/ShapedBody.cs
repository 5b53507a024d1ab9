using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Decoding;

/// <summary>A body that was checked against a shape.</summary>
/// <param name="Syntax">The body.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Attributes">The attributes that belong, by name.</param>
/// <param name="Blocks">The blocks that belong, in source order.</param>
public sealed record ShapedBody(
    BodySyntax Syntax,
    BodyShape Shape,
    IReadOnlyDictionary<string, AttributeSyntax> Attributes,
    IReadOnlyList<ShapedBlock> Blocks)
{
    /// <summary>Returns the attribute of that name, or null.</summary>
    public AttributeSyntax? Attribute(string name) => Attributes.GetValueOrDefault(name);

    /// <summary>Returns the blocks of that type, in source order.</summary>
    public IEnumerable<ShapedBlock> BlocksOf(string type) => Blocks.Where(b => b.Syntax.Type == type);

    /// <summary>Returns the first block of that type, or null.</summary>
    public ShapedBlock? Block(string type) => BlocksOf(type).FirstOrDefault();

    /// <summary>Evaluates an attribute and converts it to its declared type; an allowed word may stand without
    /// quotes.</summary>
    /// <returns>The value, which may be null or unknown, or the declared default; null when the attribute isn't there
    /// and has none, and after a complaint.</returns>
    public Value? Evaluate(string name, Scope scope, DiagnosticBag diagnostics, EvaluationOptions? options = null)
    {
        var shape = Shape.Attributes.FirstOrDefault(a => a.Name == name) ?? new(name, ValueType.Dynamic);
        if (Attribute(name) is not { } attribute) return shape.Default;
        if (attribute.Value is VariableSyntax word && shape.Words.Contains(word.Name)) return Value.String(word.Name);

        var errors = new DiagnosticBag();
        var value = Evaluator.Evaluate(attribute.Value, scope, errors, options ?? EvaluationOptions.Default);
        diagnostics.AddRange(errors.Items);
        if (errors.HasErrors) return null;
        if (Conversion.Convert(value, shape.Type, out var problem) is not { } converted)
        {
            diagnostics.Error("Incorrect attribute value type",
                $"The value of \"{name}\" doesn't fit: {problem}.", attribute.Value.Span);
            return null;
        }
        if (converted.IsNull && shape.Default is { } fallback) return fallback;
        if (converted.IsNull && shape.IsRequired)
        {
            diagnostics.Error("Missing required argument",
                $"The argument \"{name}\" is null here. It must have a value.", attribute.Value.Span);
            return null;
        }
        if (converted is { IsKnown: true, IsNull: false } && converted.Type == ValueType.String)
        {
            shape.CheckWord(converted.AsString(), attribute.Value.Span, errors);
            if (errors.HasErrors && attribute.Value is not TemplateSyntax { ConstantText: not null })
                diagnostics.AddRange(errors.Items);
            if (errors.HasErrors) return null;
        }
        return converted;
    }
}

/// <summary>A block whose body was checked against a shape.</summary>
/// <param name="Syntax">The block.</param>
/// <param name="Body">What stands in its braces.</param>
public sealed record ShapedBlock(BlockSyntax Syntax, ShapedBody Body)
{
    /// <summary>Returns the text of a label by its position from 0, or null when there are fewer.</summary>
    public string? Label(int position) => position < Syntax.Labels.Count ? Syntax.Labels[position].Text : null;
}
