using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

// What operators and steps apply to: literals, names, calls, and everything in brackets.
internal sealed partial class Parser
{
    private ExpressionSyntax ParseTerm()
    {
        var token = cursor.Peek;
        switch (token.Kind)
        {
            case TokenKind.Number: return ParseNumber();
            case TokenKind.Identifier: return ParseName();
            case TokenKind.OpenQuote: return ParseQuoted();
            case TokenKind.OpenHeredoc: return ParseHeredoc();
            case TokenKind.OpenParenthesis: return ParseParentheses();
            case TokenKind.OpenBracket: return ParseTuple();
            case TokenKind.OpenBrace: return ParseObject();
            case TokenKind.Newline or TokenKind.EndOfFile or TokenKind.CloseSequence:
                return Invalid("Missing expression", "A value is expected here.", token);
            default:
                return Invalid("Invalid expression", token.Kind switch
                {
                    TokenKind.Plus => "There is no \"+\" sign before a number. Leave it out.",
                    TokenKind.Less =>
                        "A value is expected here. A heredoc begins with << and a name, and nothing else on that line.",
                    TokenKind.Dot => "A value is expected here. A number begins with a digit, as in 0.5.",
                    _ => "A value is expected here: a literal, a name, a call, or something in brackets.",
                }, token);
        }
    }

    private ExpressionSyntax ParseNumber()
    {
        var token = cursor.Read();
        var text = TextOf(token);
        return IsNumber(text)
            ? new NumberSyntax(SpanOf(token), text)
            : Invalid("Invalid number literal",
                $"\"{text}\" is no number. Numbers are decimal, with at most one dot.", token);
    }

    // The lexer takes digits, dots and exponents in any order.
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOfAny('e', 'E');
        return text.Count('.') <= 1 && (exponent < 0 || !text[(exponent + 1)..].ContainsAny(".eE"));
    }

    private ExpressionSyntax ParseName()
    {
        var first = cursor.Read();
        var span = SpanOf(first);
        var name = TextOf(first);
        if (cursor.Kind is TokenKind.OpenParenthesis or TokenKind.DoubleColon) return ParseCall(first, name);
        return name switch
        {
            "true" => new BoolSyntax(span, true),
            "false" => new BoolSyntax(span, false),
            "null" => new NullSyntax(span),
            _ => new VariableSyntax(span, name),
        };
    }

    private ExpressionSyntax ParseCall(Token first, string name)
    {
        while (cursor.Take(TokenKind.DoubleColon))
        {
            if (cursor.Kind != TokenKind.Identifier)
                return Invalid("Missing function name", "A name is expected after the namespace and the colons (::).",
                    cursor.Peek);
            name += "::" + TextOf(cursor.Read());
        }
        var nameEnd = cursor.Last.End;
        if (cursor.Kind != TokenKind.OpenParenthesis)
            return Invalid("Missing open parenthesis",
                "Only functions have namespaces: the arguments in parentheses are expected here.", cursor.Peek);
        cursor.PushNewlines(false);
        var open = cursor.Read();
        var begin = expressions.Begin();
        var expandsLast = false;
        while (!isRecovering && !IsLeftOpen && cursor.Kind != TokenKind.CloseParenthesis)
        {
            expressions.Add(ParseExpression());
            if (isRecovering || cursor.Kind == TokenKind.CloseParenthesis) break;
            if (expandsLast = cursor.Take(TokenKind.Ellipsis)) break;
            if (!IsLeftOpen && !cursor.Take(TokenKind.Comma))
                Report("Missing argument separator", "A comma (,) is expected between arguments.", cursor.Peek);
        }
        if (IsLeftOpen)
            Report("Unterminated function call", $"There is no closing parenthesis for the call of \"{name}\".", open);
        Close(TokenKind.CloseParenthesis, "Missing closing parenthesis",
            "A closing parenthesis is expected after the argument that \"...\" expands.");
        cursor.PopNewlines();
        return Bounded(new CallSyntax(SpanOf(first, cursor.Last), name, nameEnd, expressions.End(begin), expandsLast));
    }

    // Whether the text or the item around ends before the closing bracket: what is wrong then is the opening one.
    private bool IsLeftOpen => cursor.Kind == TokenKind.EndOfFile || cursor.AttributeFollows();

    private ExpressionSyntax ParseParentheses()
    {
        cursor.PushNewlines(false);
        var open = cursor.Read();
        ExpressionSyntax inner = IsLeftOpen ? new InvalidSyntax(SpanOf(open)) : ParseExpression();
        if (IsLeftOpen) Report("Unbalanced parentheses", "There is no closing parenthesis for this one.", open);
        Close(TokenKind.CloseParenthesis, "Unbalanced parentheses",
            "A closing parenthesis is expected after this expression.");
        cursor.PopNewlines();
        return Bounded(new ParenthesesSyntax(SpanOf(open, cursor.Last), inner));
    }

    private ExpressionSyntax ParseTuple()
    {
        cursor.PushNewlines(false);
        var open = cursor.Read();
        var tuple = cursor.IsWord(cursor.Peek, "for"u8) ? ParseFor(open, TokenKind.CloseBracket) : ParseElements(open);
        cursor.PopNewlines();
        return Bounded(tuple);
    }

    private TupleSyntax ParseElements(Token open)
    {
        var begin = expressions.Begin();
        while (!isRecovering && !IsLeftOpen && cursor.Kind != TokenKind.CloseBracket)
        {
            expressions.Add(ParseExpression());
            if (isRecovering || IsLeftOpen || cursor.Kind == TokenKind.CloseBracket) break;
            if (!cursor.Take(TokenKind.Comma))
                Report("Missing item separator", "A comma (,) is expected between the items of a sequence.",
                    cursor.Peek);
        }
        if (IsLeftOpen)
            Report("Unterminated tuple constructor expression", "There is no closing bracket for this sequence.", open);
        Close(TokenKind.CloseBracket, "Missing item separator", "A closing bracket is expected here.");
        return new(SpanOf(open, cursor.Last), expressions.End(begin));
    }

    private ExpressionSyntax ParseObject()
    {
        cursor.PushNewlines(false);
        var open = cursor.Read();
        var isFor = cursor.IsWord(cursor.Peek, "for"u8);
        if (!isFor) cursor.PushNewlines(true);
        ExpressionSyntax result = isFor ? ParseFor(open, TokenKind.CloseBrace) : ParseObjectItems(open);
        if (!isFor) cursor.PopNewlines();
        cursor.PopNewlines();
        return Bounded(result);
    }

    private ObjectSyntax ParseObjectItems(Token open)
    {
        var begin = members.Begin();
        while (!isRecovering)
        {
            while (cursor.Take(TokenKind.Newline)) { }
            if (cursor.Kind is TokenKind.CloseBrace or TokenKind.EndOfFile) break;
            if (ParseObjectItem() is { } item) members.Add(item);
            if (isRecovering || cursor.Kind is TokenKind.CloseBrace or TokenKind.EndOfFile) break;
            if (!cursor.Take(TokenKind.Comma) && !cursor.Take(TokenKind.Newline))
                Report("Missing attribute separator",
                    "A new line or a comma (,) is expected between the items of an object.", cursor.Peek);
        }
        if (cursor.Kind == TokenKind.EndOfFile)
            Report("Unterminated object constructor expression",
                "There is no closing brace (}) for this object.", open);
        Close(TokenKind.CloseBrace, "Missing attribute separator", "A closing brace (}) is expected here.");
        return new(SpanOf(open, cursor.Last), members.End(begin));
    }

    private ObjectItemSyntax? ParseObjectItem()
    {
        var key = ParseExpression();
        if (isRecovering) return null;
        if (!cursor.Take(TokenKind.Assign) && !cursor.Take(TokenKind.Colon))
        {
            if (cursor.Kind is TokenKind.Newline or TokenKind.Comma or TokenKind.CloseBrace)
                Report("Missing attribute value", "An equals sign (=) and a value are expected after the key.",
                    cursor.Peek);
            else
                Report("Missing key/value separator", "An equals sign (=) is expected between key and value.",
                    cursor.Peek);
            return null;
        }
        return new(key, ParseExpression());
    }

    private ExpressionSyntax ParseFor(Token open, TokenKind closer)
    {
        const string summary = "Invalid 'for' expression";
        var isObject = closer == TokenKind.CloseBrace;
        var header = ParseForHeader(summary);
        ExpressionSyntax? key = null, condition = null;
        ExpressionSyntax value = header.Collection;
        var isGrouped = false;
        if (!isRecovering && !cursor.Take(TokenKind.Colon))
            Report(summary, "A colon (:) is expected after the collection.", cursor.Peek);
        if (!isRecovering) value = ParseExpression();
        if (!isRecovering && cursor.Kind == TokenKind.Arrow)
        {
            if (!isObject)
                Report(summary, "A key with \"=>\" belongs into braces ({ and }); brackets make a sequence.",
                    cursor.Peek);
            cursor.Read();
            key = value;
            if (!isRecovering) value = ParseExpression();
        }
        else if (!isRecovering && isObject)
            Report(summary, "A key, \"=>\" and a value are expected in braces; use brackets ([ and ]) for a sequence.",
                cursor.Peek);
        if (!isRecovering && cursor.Kind == TokenKind.Ellipsis)
        {
            if (!isObject) Report(summary, "Only values of an object can be grouped with \"...\".", cursor.Peek);
            cursor.Read();
            isGrouped = true;
        }
        if (!isRecovering && cursor.IsWord(cursor.Peek, "if"u8))
        {
            cursor.Read();
            condition = ParseExpression();
        }
        Close(closer, summary, "The expression should end here with its closing bracket or brace.");
        return new ForSyntax(SpanOf(open, cursor.Last), header, key, value, condition, isGrouped);
    }

    /// <summary>Reads <c>for key, value in collection</c>; the next token is <c>for</c>.</summary>
    private ForHeaderSyntax ParseForHeader(string summary)
    {
        var start = cursor.Read();
        string? key = null;
        var value = ParseForName(summary);
        if (!isRecovering && cursor.Take(TokenKind.Comma)) (key, value) = (value, ParseForName(summary));
        if (!isRecovering && !cursor.IsWord(cursor.Peek, "in"u8))
            Report(summary, "The word \"in\" and the collection are expected after the names.", cursor.Peek);
        if (isRecovering) return new(key, value, new InvalidSyntax(SpanOf(cursor.Last)), SpanOf(start, cursor.Last));
        cursor.Read();
        return new(key, value, ParseExpression(), SpanOf(start, cursor.Last));
    }

    private string ParseForName(string summary)
    {
        if (cursor.Kind == TokenKind.Identifier) return TextOf(cursor.Read());
        Report(summary, "The name for the element at hand is expected here.", cursor.Peek);
        return "";
    }
}
