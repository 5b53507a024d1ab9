using System.Collections.Immutable;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Reads pipelines, commands and operands, and knows which variables are declared where it reads.</summary>
internal sealed class PipelineParser(TemplateSource source, List<TemplateToken> tokens, IReadOnlySet<string> functions)
{
    private List<string> _variables = ["$"];
    private int _at;

    public int Offset => Peek().Offset;

    public int VariableCount => _variables.Count;

    public TemplateToken Peek() => tokens[Math.Min(_at, tokens.Count - 1)];

    public TemplateToken Next() => tokens[Math.Min(_at++, tokens.Count - 1)];

    public void SkipSpace()
    {
        while (Peek().Kind == TokenKind.Space) _at++;
    }

    public void Forget(int count) => _variables.RemoveRange(count, _variables.Count - count);

    public List<string> Hide()
    {
        var hidden = _variables;
        _variables = ["$"];
        return hidden;
    }

    public bool Show(List<string> variables)
    {
        _variables = variables;
        return true;
    }

    public void Close(string context)
    {
        SkipSpace();
        if (Next() is { Kind: not TokenKind.Close } token) throw Unexpected(token, context);
    }

    public string TemplateName(string context)
    {
        SkipSpace();
        var token = Next();
        return token.Kind switch
        {
            TokenKind.String or TokenKind.RawString => Text(token),
            _ => throw Unexpected(token, context),
        };
    }

    public PipelineNode? PipelineOrClose(string context)
    {
        SkipSpace();
        if (Peek().Kind != TokenKind.Close) return Pipeline(context, TokenKind.Close);
        Next();
        return null;
    }

    public PipelineNode Pipeline(string context, TokenKind end, int mostVariables = 1)
    {
        SkipSpace();
        var start = Offset;
        var (variables, isAssignment) = Declarations(mostVariables);
        var commands = ImmutableArray.CreateBuilder<CommandNode>();
        while (true)
        {
            SkipSpace();
            var token = Peek();
            if (token.Kind == end)
            {
                Next();
                if (commands.Count == 0) throw source.Malformed(token.Offset, $"missing value for {context}");
                break;
            }
            if (commands.Count > 0)
            {
                if (token.Kind != TokenKind.Pipe) throw Unexpected(token, context);
                Next();
                SkipSpace();
            }
            var command = Command(context);
            if (commands.Count > 0 && command.Operands[0] is LiteralNode or DotNode)
                throw source.Malformed(command.Offset,
                    $"non executable command in pipeline stage {commands.Count + 1}");
            commands.Add(command);
        }
        if (!isAssignment) _variables.AddRange(variables);
        return new(start, variables, isAssignment, commands.ToImmutable());
    }

    /// <summary>Reads <c>$a, $b :=</c>; reads nothing when no declaration stands here.</summary>
    private (ImmutableArray<string> Variables, bool IsAssignment) Declarations(int most)
    {
        var start = _at;
        var names = ImmutableArray.CreateBuilder<string>();
        while (Peek() is { Kind: TokenKind.Variable } variable)
        {
            Next();
            names.Add(variable.Text);
            SkipSpace();
            switch (Peek().Kind)
            {
                case TokenKind.Comma when names.Count < most:
                    Next();
                    SkipSpace();
                    continue;
                case TokenKind.Comma:
                    throw source.Malformed(Offset, "too many declarations");
                case TokenKind.Declare:
                    Next();
                    return (names.ToImmutable(), false);
                case TokenKind.Assign:
                    if (names.FirstOrDefault(name => !_variables.Contains(name)) is { } unknown)
                        throw source.Malformed(variable.Offset, $"undefined variable {GoText.Quote(unknown)}");
                    Next();
                    return (names.ToImmutable(), true);
            }
            break;
        }
        _at = start;
        return ([], false);
    }

    private CommandNode Command(string context)
    {
        var start = Offset;
        var operands = ImmutableArray.CreateBuilder<TemplateNode>();
        while (true)
        {
            SkipSpace();
            var token = Peek();
            if (token.Kind is TokenKind.Pipe or TokenKind.Close or TokenKind.RightParenthesis) break;
            operands.Add(Operand(context));
            if (Peek().Kind is not (TokenKind.Space or TokenKind.Pipe or TokenKind.Close or TokenKind.RightParenthesis))
                throw Unexpected(Peek(), "operand");
        }
        if (operands.Count == 0) throw source.Malformed(start, "empty command");
        return new(start, operands.ToImmutable());
    }

    private TemplateNode Operand(string context)
    {
        var first = Term(context);
        if (Peek().Kind != TokenKind.Field) return first;
        var offset = Offset;
        var names = ImmutableArray.CreateBuilder<string>();
        var start = first;
        if (first is FieldNode field)
        {
            names.AddRange(field.Names);
            start = field.Of;
        }
        else if (first is LiteralNode)
        {
            throw source.Malformed(offset, $"unexpected . after term {GoText.Quote(first.ToString() ?? "")}");
        }
        while (Peek().Kind == TokenKind.Field) names.Add(Next().Text[1..]);
        return new FieldNode(offset, start, names.ToImmutable());
    }

    private TemplateNode Term(string context)
    {
        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.Dot:
                return new DotNode(token.Offset);
            case TokenKind.Field:
                return new FieldNode(token.Offset, new DotNode(token.Offset), [token.Text[1..]]);
            case TokenKind.Variable:
                if (!_variables.Contains(token.Text))
                    throw source.Malformed(token.Offset, $"undefined variable {GoText.Quote(token.Text)}");
                return new VariableNode(token.Offset, token.Text);
            case TokenKind.LeftParenthesis:
                return Pipeline("parenthesized pipeline", TokenKind.RightParenthesis);
            case TokenKind.String or TokenKind.RawString:
                return new LiteralNode(token.Offset, TemplateValue.Of(Text(token)), token.Text);
            case TokenKind.Char or TokenKind.Number:
                return new LiteralNode(token.Offset, GoNumber.Parse(token.Text)
                    ?? throw source.Malformed(token.Offset, $"bad number syntax: {GoText.Quote(token.Text)}"),
                    token.Text);
            case TokenKind.Word:
                return token.Text switch
                {
                    "true" or "false" =>
                        new LiteralNode(token.Offset, TemplateValue.Of(token.Text == "true"), token.Text),
                    "nil" => new LiteralNode(token.Offset, TemplateValue.Nil, "nil"),
                    _ when functions.Contains(token.Text) => new FunctionNode(token.Offset, token.Text),
                    _ => throw source.Malformed(token.Offset, $"function {GoText.Quote(token.Text)} not defined"),
                };
            default:
                throw Unexpected(token, context);
        }
    }

    private string Text(TemplateToken token) =>
        token.Kind == TokenKind.RawString ? token.Text[1..^1].Replace("\r", "")
        : GoText.Unquote(token.Text) ?? throw source.Malformed(token.Offset, $"invalid syntax in {token.Text}");

    private TemplateException Unexpected(TemplateToken token, string context) =>
        source.Malformed(token.Offset, token.Kind == TokenKind.End
            ? $"unexpected EOF in {context}"
            : $"unexpected {(token.Kind == TokenKind.Word ? "<" + token.Text + ">" : GoText.Quote(token.Text))} in " +
                $"{context}");
}
