using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Variables;

/// <summary>One <c>validation</c> block of a variable; whoever owns the names evaluates its expressions.</summary>
/// <param name="variable">The variable's name.</param>
/// <param name="block">The block.</param>
/// <param name="condition">What must be true.</param>
internal sealed class VariableRule(string variable, BlockSyntax block, ExpressionSyntax condition)
{
    /// <summary>Gets what must be true.</summary>
    public ExpressionSyntax Condition => condition;

    /// <summary>Gets what is said otherwise; null when the block is silent.</summary>
    public ExpressionSyntax? Message => block.Body.Attribute("error_message")?.Value;

    /// <summary>Returns whether the evaluated condition is true; one that is neither true nor false is complained about
    /// and passes.</summary>
    public bool Holds(Value result, DiagnosticBag diagnostics)
    {
        if (Conversion.Convert(result, ValueType.Bool, out _) is { IsKnown: true, IsNull: false } known)
            return known.AsBool();
        if (!diagnostics.HasErrors)
            diagnostics.Error($"variable \"{variable}\": the condition is neither true nor false", "", condition.Span);
        return true;
    }

    /// <summary>Complains that the condition doesn't hold.</summary>
    /// <param name="message">The evaluated message; null for a general one.</param>
    /// <param name="diagnostics">Takes the complaint.</param>
    public void Refuse(Value? message, DiagnosticBag diagnostics)
    {
        var said = message is not null
            && Conversion.Convert(message, ValueType.String, out _) is { IsKnown: true, IsNull: false } text
            ? text.AsString()
            : "the value is not allowed";
        diagnostics.Error($"variable \"{variable}\": {said}", "This was checked by the variable's validation block.",
            block.HeaderSpan);
    }
}
