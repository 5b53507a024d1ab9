using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Evaluation;

/// <summary>Turns expressions into values.</summary>
public static class Evaluator
{
    /// <summary>Evaluates an expression; on an error adds diagnostics and returns an unknown value.</summary>
    public static Value Evaluate(ExpressionSyntax expression, Scope scope, DiagnosticBag diagnostics) =>
        throw new NotImplementedException();

    /// <summary>Evaluates an expression; throws <see cref="DiagnosticException"/> on an error.</summary>
    public static Value Evaluate(ExpressionSyntax expression, Scope scope)
    {
        var diagnostics = new DiagnosticBag();
        var value = Evaluate(expression, scope, diagnostics);
        diagnostics.ThrowIfErrors();
        return value;
    }
}
