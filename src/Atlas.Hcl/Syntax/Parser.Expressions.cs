using System.Runtime.CompilerServices;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

// Operators, and the steps after a term.
internal sealed partial class Parser
{
    /// <summary>Reads a text that is one expression.</summary>
    public ExpressionSyntax ParseWholeExpression()
    {
        cursor.PushNewlines(false);
        var expression = cursor.Kind == TokenKind.EndOfFile
            ? Invalid("Missing expression", "A value is expected here.", cursor.Peek)
            : ParseExpression();
        if (!isRecovering && cursor.Kind != TokenKind.EndOfFile)
            Report("Extra characters after expression", "The expression ends here; an operator may be missing.",
                cursor.Peek);
        return expression;
    }

    private ExpressionSyntax ParseExpression()
    {
        if (!TryEnter()) return TooDeep(SpanOf(cursor.Peek));
        var expression = ParseConditional();
        depth--;
        return expression;
    }

    private ExpressionSyntax ParseConditional()
    {
        var condition = ParseBinary(1);
        if (isRecovering || !cursor.Take(TokenKind.Question)) return condition;
        var whenTrue = ParseExpression();
        if (isRecovering) return condition;
        if (!cursor.Take(TokenKind.Colon))
            return Invalid("Missing false expression in conditional",
                "A colon (:) and the value for a false condition are expected here.", cursor.Peek);
        var whenFalse = ParseExpression();
        return Bounded(new ConditionalSyntax(condition.Span.To(whenFalse.Span), condition, whenTrue, whenFalse));
    }

    private ExpressionSyntax ParseBinary(int minimum)
    {
        var left = ParseUnary();
        while (!isRecovering && Precedence(cursor.Kind) is var precedence && precedence >= minimum)
        {
            var sign = cursor.Read().Kind;
            var right = ParseBinary(precedence + 1);
            left = Bounded(new BinarySyntax(left.Span.To(right.Span), sign, left, right));
        }
        return left;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Equal or TokenKind.NotEqual => 3,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => 4,
        TokenKind.Plus or TokenKind.Minus => 5,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 6,
        _ => 0,
    };

    private ExpressionSyntax ParseUnary()
    {
        if (cursor.Kind is not (TokenKind.Minus or TokenKind.Not)) return ParseSteps(ParseTerm(), isInSplat: false);
        var sign = cursor.Read();
        if (!TryEnter()) return TooDeep(SpanOf(sign));
        var operand = ParseUnary();
        depth--;
        return Bounded(new UnarySyntax(SpanOf(sign).To(operand.Span), sign.Kind, operand));
    }

    /// <summary>Reads the steps after a term; inside <c>.*</c> only those that begin with a dot.</summary>
    private ExpressionSyntax ParseSteps(ExpressionSyntax from, bool isInSplat)
    {
        while (!isRecovering)
        {
            if (cursor.Kind == TokenKind.Dot) from = Bounded(ParseDotStep(from, isInSplat));
            else if (cursor.Kind == TokenKind.OpenBracket && !isInSplat) from = Bounded(ParseBracketStep(from));
            else break;
        }
        return from;
    }

    private ExpressionSyntax ParseDotStep(ExpressionSyntax from, bool isInSplat)
    {
        var dot = cursor.Read();
        var step = cursor.Peek;
        switch (step.Kind)
        {
            case TokenKind.Identifier:
                cursor.Read();
                return new AccessSyntax(from.Span.To(SpanOf(step)), from, TextOf(step), step.Start);
            case TokenKind.Number:
                cursor.Read();
                if (TextOf(step) is var text && text.All(char.IsAsciiDigit))
                    return new IndexSyntax(from.Span.To(SpanOf(step)), from, new NumberSyntax(SpanOf(step), text));
                return Invalid("Invalid legacy index syntax",
                    $"Two positions after dots can't be told from a number. Write them in brackets, as in " +
                        $"[{text.Replace(".", "][")}].", step);
            case TokenKind.Star when isInSplat:
                return Invalid("Nested splat expression not allowed",
                    "A splat (.*) can't stand inside another one. Use [*].", step);
            case TokenKind.Star:
                cursor.Read();
                var item = new SplatItemSyntax(from.Span);
                var each = ParseSteps(item, isInSplat: true);
                return new SplatSyntax(from.Span.To(SpanOf(cursor.Last)), from, item, each, SpanOf(dot, step));
            default:
                return Invalid("Invalid attribute name", "The name of an attribute is expected after a dot.", step);
        }
    }

    private ExpressionSyntax ParseBracketStep(ExpressionSyntax from)
    {
        cursor.PushNewlines(false);
        var open = cursor.Read();
        var key = cursor.Take(TokenKind.Star) ? null : ParseExpression();
        Close(TokenKind.CloseBracket,
            key is null ? "Missing close bracket on splat index" : "Missing close bracket on index",
            key is null ? "A closing bracket (]) is expected after the star."
                : "A closing bracket (]) is expected after the key.");
        cursor.PopNewlines();
        var brackets = SpanOf(open, cursor.Last);
        if (key is not null) return new IndexSyntax(from.Span.To(brackets), from, key);
        if (!TryEnter()) return TooDeep(brackets);
        var item = new SplatItemSyntax(from.Span);
        var each = ParseSteps(item, isInSplat: false);
        depth--;
        return new SplatSyntax(from.Span.To(SpanOf(cursor.Last)), from, item, each, brackets);
    }

    private bool TryEnter()
    {
        if (depth >= MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
        depth++;
        return true;
    }

    /// <summary>Takes the closing token, after a complaint the next one that fits.</summary>
    private void Close(TokenKind closer, string summary, string detail)
    {
        if (!isRecovering && cursor.Take(closer)) return;
        Report(summary, detail, cursor.Peek);
        Recover(closer);
    }
}
