using System.Diagnostics;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

// Operators and conditionals.
internal sealed partial class Interpreter
{
    private Value EvaluateUnary(UnarySyntax unary)
    {
        var type = unary.Operator == TokenKind.Minus ? ValueType.Number : ValueType.Bool;
        if (Operand(unary.Operand, type, "The operand") is not { } operand) return Failed;
        if (operand.IsNull) return NullOperand(unary.Span);
        if (!operand.IsKnown) return operand;
        return unary.Operator == TokenKind.Minus ? Value.Number(-operand.AsNumber()) : Value.Bool(!operand.AsBool());
    }

    private Value EvaluateBinary(BinarySyntax binary)
    {
        if (binary.Operator is TokenKind.And or TokenKind.Or) return EvaluateLogic(binary);
        if (binary.Operator is TokenKind.Equal or TokenKind.NotEqual) return EvaluateEquality(binary);
        var left = Operand(binary.Left, ValueType.Number, "The left operand");
        var right = Operand(binary.Right, ValueType.Number, "The right operand");
        if (left is null || right is null) return Failed;
        if (left.IsNull || right.IsNull) return NullOperand(binary.Span);
        var isComparison =
            binary.Operator is TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual;
        if (!left.IsKnown || !right.IsKnown) return Value.Unknown(isComparison ? ValueType.Bool : ValueType.Number);
        try
        {
            return Compute(binary.Operator, left.AsNumber(), right.AsNumber());
        }
        catch (ArithmeticException)
        {
            return Fail("Operation failed", "Error during operation: the result is no number.", binary.Span);
        }
    }

    private static Value Compute(TokenKind sign, Number left, Number right) => sign switch
    {
        TokenKind.Plus => Value.Number(left + right),
        TokenKind.Minus => Value.Number(left - right),
        TokenKind.Star => Value.Number(left * right),
        TokenKind.Slash => Value.Number(left / right),
        TokenKind.Percent => Value.Number(left % right),
        TokenKind.Less => Value.Bool(left < right),
        TokenKind.LessOrEqual => Value.Bool(left <= right),
        TokenKind.Greater => Value.Bool(left > right),
        TokenKind.GreaterOrEqual => Value.Bool(left >= right),
        _ => throw new UnreachableException(),
    };

    private Value EvaluateEquality(BinarySyntax binary)
    {
        var (left, right) = (Evaluate(binary.Left), Evaluate(binary.Right));
        bool? equal = (left.IsNull, right.IsNull) switch
        {
            (true, true) => true,
            _ when !left.IsWhollyKnown || !right.IsWhollyKnown => null,
            (false, false) => left.Equals(right),
            _ => false,
        };
        return equal is { } known ? Value.Bool(known == (binary.Operator == TokenKind.Equal))
            : Value.Unknown(ValueType.Bool);
    }

    /// <summary>Evaluates both sides: one that decides silences the other's errors, but neither may be of a wrong
    /// type.</summary>
    private Value EvaluateLogic(BinarySyntax binary)
    {
        var deciding = binary.Operator == TokenKind.Or;
        var (leftErrors, rightErrors) = (new DiagnosticBag(), new DiagnosticBag());
        var leftValue = With(leftErrors).Evaluate(binary.Left);
        var rightValue = With(rightErrors).Evaluate(binary.Right);
        var left = Converted(leftValue, ValueType.Bool, "The left operand", binary.Left.Span);
        var right = Converted(rightValue, ValueType.Bool, "The right operand", binary.Right.Span);
        if (left is null || right is null) return Failed;
        if (Decides(left) || Decides(right)) return Value.Bool(deciding);
        diagnostics.AddRange(leftErrors.Items);
        diagnostics.AddRange(rightErrors.Items);
        if (left.IsNull || right.IsNull) return NullOperand(binary.Span);
        return left.IsKnown && right.IsKnown ? Value.Bool(!deciding) : Value.Unknown(ValueType.Bool);

        bool Decides(Value side) => side.IsKnown && !side.IsNull && side.AsBool() == deciding;
    }

    private Value? Operand(ExpressionSyntax expression, ValueType type, string which) =>
        Converted(Evaluate(expression), type, which, expression.Span);

    private Value? Converted(Value value, ValueType type, string which, Span span)
    {
        if (!value.IsKnown && value.Type == ValueType.Dynamic) return Value.Unknown(type);
        if (Conversion.Convert(value, type, out var problem) is { } converted) return converted;
        Fail("Invalid operand", $"{which} doesn't fit: {problem}.", span);
        return null;
    }

    private Value NullOperand(Span span) =>
        Fail("Operation failed", "Error during operation: argument must not be null.", span);

    private Value EvaluateConditional(ConditionalSyntax conditional)
    {
        var decision = Condition(conditional.Condition, "Null condition", "Incorrect condition type");
        var (trueErrors, falseErrors) = (new DiagnosticBag(), new DiagnosticBag());
        var whenTrue = With(trueErrors).Evaluate(conditional.WhenTrue);
        var whenFalse = With(falseErrors).Evaluate(conditional.WhenFalse);
        if (decision is null) return Failed;
        var isTrue = decision.IsKnown ? decision.AsBool() : (bool?)null;
        if (isTrue != false) diagnostics.AddRange(trueErrors.Items);
        if (isTrue != true) diagnostics.AddRange(falseErrors.Items);

        var type = CommonType(whenTrue, whenFalse);
        if (type is null)
        {
            return Fail("Inconsistent conditional result types",
                "Both results of a conditional must have one type. "
                    + TypeDifference.Describe(whenTrue.Type, whenFalse.Type),
                conditional.Span);
        }
        if (isTrue is not { } selected) return Value.Unknown(type);
        return Conversion.Convert(selected ? whenTrue : whenFalse, type, out var problem)
            ?? Fail("Inconsistent conditional result types", $"The result doesn't fit both: {problem}.",
                conditional.Span);
    }

    private static ValueType? CommonType(Value whenTrue, Value whenFalse)
    {
        if (whenTrue is { IsNull: true } && whenTrue.Type == ValueType.Dynamic) return whenFalse.Type;
        if (whenFalse is { IsNull: true } && whenFalse.Type == ValueType.Dynamic) return whenTrue.Type;
        if (whenTrue.Type == ValueType.Dynamic || whenFalse.Type == ValueType.Dynamic) return ValueType.Dynamic;
        return Conversion.Unify([whenTrue.Type, whenFalse.Type]);
    }

    /// <summary>Evaluates what must be a bool; null after a complaint, else a bool that isn't null but may be
    /// unknown.</summary>
    private Value? Condition(ExpressionSyntax expression, string nullSummary, string typeSummary)
    {
        var value = Evaluate(expression);
        if (value.IsNull)
        {
            Fail(nullSummary, "The condition is null. It must be true or false.", expression.Span);
            return null;
        }
        if (!value.IsKnown && value.Type == ValueType.Dynamic) return Value.Unknown(ValueType.Bool);
        if (Conversion.Convert(value, ValueType.Bool, out var problem) is { } condition) return condition;
        Fail(typeSummary, $"The condition must be true or false: {problem}.", expression.Span);
        return null;
    }
}
