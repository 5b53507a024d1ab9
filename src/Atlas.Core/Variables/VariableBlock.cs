using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Variables;

/// <summary>What a <c>variable</c> block says; it means the same in project files and in schema files.</summary>
/// <param name="block">The block, which has one label.</param>
internal sealed class VariableBlock(BlockSyntax block)
{
    private static readonly Scope Types = new(TypeConstraints.Variables, TypeConstraints.Functions);

    /// <summary>Gets the variable's name.</summary>
    public string Name => block.Labels[0].Text;

    /// <summary>Gets the value that stands in when none is given; null when there is none.</summary>
    public ExpressionSyntax? Default => block.Body.Attribute("default")?.Value;

    /// <summary>Gets the conditions that a value must meet, in source order; those without a condition aren't
    /// rules.</summary>
    public IEnumerable<VariableRule> Rules => block.Body.BlocksOf("validation")
        .Select(b => b.Body.Attribute("condition") is { } condition ? new VariableRule(Name, b, condition.Value) : null)
        .OfType<VariableRule>();

    /// <summary>Reads the declared type, dynamic where there is none; null after a complaint.</summary>
    public ValueType? Type(DiagnosticBag diagnostics)
    {
        if (block.Body.Attribute("type") is not { } declared) return ValueType.Dynamic;
        var value = declared.Value is TemplateSyntax { ConstantText: { } word }
            ? TypeConstraints.Variables.GetValueOrDefault(word)
            : Evaluator.Evaluate(declared.Value, Types, new DiagnosticBag());
        if (value is not null && TypeConstraints.TypeOf(value) is { } type) return type;
        diagnostics.Error($"invalid type \"{declared.Value.Span.Text}\" for variable \"{Name}\"",
            "Types are string, number, int, bool, list(T), set(T), map(T), tuple([T, …]) and object({ name = T, … }).",
            declared.Value.Span);
        return null;
    }

    /// <summary>Converts a value to the declared type; unknown after a complaint.</summary>
    /// <remarks>A single value stands for a list of one, as the command line can't write lists.</remarks>
    /// <param name="value">The value that was given, or the default.</param>
    /// <param name="type">What <see cref="Type"/> returned.</param>
    /// <param name="place">Where the value stands.</param>
    /// <param name="diagnostics">Takes the complaint.</param>
    public Value Convert(Value value, ValueType type, Span place, DiagnosticBag diagnostics)
    {
        if (type == ValueType.Dynamic) return value;
        var wrapped = type is ListType or SetType && value is { IsNull: false, Type: PrimitiveType }
            && value.Type != ValueType.Dynamic
            ? Value.Tuple([value])
            : value;
        if (Conversion.Convert(wrapped, type, out var problem) is { } converted) return converted;
        diagnostics.Error($"variable \"{Name}\": {problem}", $"The variable's type is {type.Name}.", place);
        return Value.Unknown(type);
    }
}
