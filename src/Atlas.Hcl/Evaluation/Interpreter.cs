using System.Diagnostics;
using System.Runtime.CompilerServices;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

/// <summary>Evaluates one expression; the other parts of the class hold operators, access, iteration, templates and
/// calls.</summary>
/// <remarks>What failed is an unknown value of any type, which all operations take silently: one mistake, one
/// diagnostic.</remarks>
internal sealed partial class Interpreter(
    Scope scope, DiagnosticBag diagnostics, EvaluationOptions options, Interpreter.SplatElement? splatElement = null)
{
    private static readonly Value Failed = Value.Unknown(ValueType.Dynamic);

    /// <summary>The element at hand of a splat, and of the splats around it.</summary>
    internal sealed record SplatElement(SplatItemSyntax Item, Value Value, SplatElement? Outer);

    public Value Evaluate(ExpressionSyntax expression) => expression switch
    {
        _ when !RuntimeHelpers.TryEnsureSufficientExecutionStack() =>
            Fail("Nesting too deep", "The expression is nested too deeply. Split it into several parts.",
                expression.Span),
        InvalidSyntax => Failed,
        NumberSyntax number => Value.Number(Number.Parse(number.Text) ?? throw new UnreachableException()),
        BoolSyntax boolean => Value.Bool(boolean.Value),
        NullSyntax => Value.NullLiteral,
        TextSyntax text => Value.String(text.Text),
        VariableSyntax variable => EvaluateVariable(variable),
        ParenthesesSyntax parentheses => Evaluate(parentheses.Inner),
        AccessSyntax access => Attribute(Evaluate(access.Source), access),
        IndexSyntax index => Element(Evaluate(index.Source), Evaluate(index.Key), index),
        SplatSyntax splat => EvaluateSplat(splat),
        SplatItemSyntax item => ElementOf(item),
        CallSyntax call => EvaluateCall(call),
        TupleSyntax tuple => Value.Tuple(tuple.Elements.Select(Evaluate).ToList()),
        ObjectSyntax obj => EvaluateObject(obj),
        ForSyntax loop => EvaluateFor(loop),
        UnarySyntax unary => EvaluateUnary(unary),
        BinarySyntax binary => EvaluateBinary(binary),
        ConditionalSyntax conditional => EvaluateConditional(conditional),
        TemplateSyntax template => EvaluateTemplate(template),
        TemplateIfSyntax or TemplateForSyntax => EvaluateParts([expression]),
        _ => throw new UnreachableException(),
    };

    private Interpreter With(DiagnosticBag other) => new(scope, other, options, splatElement);

    private Interpreter With(Dictionary<string, Value> variables) =>
        new(scope.With(variables), diagnostics, options, splatElement);

    private Interpreter With(SplatElement element) => new(scope, diagnostics, options, element);

    private Value Fail(string summary, string detail, Span subject)
    {
        diagnostics.Error(summary, detail, subject);
        return Failed;
    }

    private Value EvaluateVariable(VariableSyntax variable)
    {
        if (scope.FindVariable(variable.Name) is { } value) return value;
        return scope.AllowsVariables
            ? Fail("Unknown variable",
                $"The name \"{variable.Name}\" is not known here."
                    + Suggestion.For(variable.Name, scope.VariableNames()),
                variable.Span)
            : Fail("Variables not allowed", $"Only constants can stand here, so \"{variable.Name}\" has no meaning.",
                variable.Span);
    }

    private Value ElementOf(SplatItemSyntax item)
    {
        for (var element = splatElement; element is not null; element = element.Outer)
            if (element.Item == item) return element.Value;
        throw new UnreachableException();
    }

    private Value EvaluateObject(ObjectSyntax obj)
    {
        List<KeyValuePair<string, Value>> members = [];
        var isKnown = true;
        foreach (var item in obj.Items)
        {
            var key = EvaluateKey(item.Key);
            var value = Evaluate(item.Value);
            if (key is null) isKnown = false;
            else members.Add(new(key, value));
        }
        return isKnown ? Value.Object(members) : Failed;
    }

    /// <summary>Returns the text of a key; null when it isn't known or after a complaint.</summary>
    private string? EvaluateKey(ExpressionSyntax key)
    {
        switch (key)
        {
            case VariableSyntax name: return Nfc.Normalize(name.Name);
            case BoolSyntax or NullSyntax: return key.Span.Text;
            case AccessSyntax or IndexSyntax when FreeVariables.AsTraversal(key) is not null:
                Fail("Ambiguous attribute key",
                    $"Write ({key.Span.Text}) in parentheses to use the value as the key, or \"{key.Span.Text}\" in " +
                        "quotes for a text.",
                    key.Span);
                return null;
        }
        var value = Evaluate(key);
        if (value.IsNull)
        {
            Fail("Null value as key", "The key is null. A key must be a string.", key.Span);
            return null;
        }
        if (Conversion.Convert(value, ValueType.String, out var problem) is { } text)
            return text.IsKnown ? text.AsString() : null;
        Fail("Incorrect key type", $"This value can't be a key: {problem}.", key.Span);
        return null;
    }
}
