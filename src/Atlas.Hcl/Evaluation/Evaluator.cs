using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Evaluation;

/// <summary>Turns expressions into values.</summary>
public static class Evaluator
{
    /// <summary>Evaluates an expression; on an error adds diagnostics and returns an unknown value.</summary>
    public static Value Evaluate(ExpressionSyntax expression, Scope scope, DiagnosticBag diagnostics) =>
        Evaluate(expression, scope, diagnostics, EvaluationOptions.Default);

    /// <summary>Evaluates an expression under other rules; on an error adds diagnostics and returns an unknown
    /// value.</summary>
    public static Value Evaluate(
        ExpressionSyntax expression, Scope scope, DiagnosticBag diagnostics, EvaluationOptions options) =>
        new Interpreter(scope, diagnostics, options).Evaluate(expression);

    /// <summary>Evaluates an expression; throws <see cref="DiagnosticException"/> on an error.</summary>
    public static Value Evaluate(ExpressionSyntax expression, Scope scope) =>
        Evaluate(expression, scope, EvaluationOptions.Default);

    /// <summary>Evaluates an expression under other rules; throws <see cref="DiagnosticException"/> on an
    /// error.</summary>
    public static Value Evaluate(ExpressionSyntax expression, Scope scope, EvaluationOptions options)
    {
        var diagnostics = new DiagnosticBag();
        var value = Evaluate(expression, scope, diagnostics, options);
        diagnostics.ThrowIfErrors();
        return value;
    }
}
