using System.Collections.Immutable;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Reads the control structure of a template; <see cref="PipelineParser"/> reads what is inside of
/// actions.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateSource _source;
    private readonly PipelineParser _pipelines;
    private readonly Dictionary<string, BodyNode> _definitions = new(StringComparer.Ordinal);
    private int _loops;

    private TemplateParser(TemplateSource source, IReadOnlySet<string> functions)
    {
        _source = source;
        _pipelines = new(source, TemplateLexer.Read(source), functions);
    }

    /// <summary>Returns the bodies by name: the template itself and what it defines.</summary>
    public static ImmutableDictionary<string, BodyNode> Parse(TemplateSource source, IReadOnlySet<string> functions)
    {
        var parser = new TemplateParser(source, functions);
        var (body, end, _) = parser.Body();
        if (end != "") throw source.Malformed(parser._pipelines.Offset, $"unexpected {{{{{end}}}}}");
        parser._definitions[source.Name] = body;
        return parser._definitions.ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary>Reads nodes up to <c>end</c>, <c>else</c> or the end of the text, and says which and where.</summary>
    private (BodyNode Body, string End, int Offset) Body()
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>();
        var start = _pipelines.Offset;
        while (true)
        {
            var token = _pipelines.Next();
            switch (token.Kind)
            {
                case TokenKind.End:
                    return (new(start, nodes.ToImmutable()), "", token.Offset);
                case TokenKind.Text:
                    nodes.Add(new TextNode(token.Offset, token.Text));
                    break;
                default:
                    _pipelines.SkipSpace();
                    var word = _pipelines.Peek();
                    if (word is { Kind: TokenKind.Word, Text: "end" or "else" })
                    {
                        _pipelines.Next();
                        if (word.Text == "end") _pipelines.Close("end");
                        return (new(start, nodes.ToImmutable()), word.Text, word.Offset);
                    }
                    if (Action(word) is { } node) nodes.Add(node);
                    break;
            }
        }
    }

    private TemplateNode? Action(TemplateToken word)
    {
        switch (word)
        {
            case { Kind: TokenKind.Word, Text: "if" or "with" }:
                _pipelines.Next();
                return Branch(word);
            case { Kind: TokenKind.Word, Text: "range" }:
                _pipelines.Next();
                return Range(word);
            case { Kind: TokenKind.Word, Text: "break" or "continue" }:
                _pipelines.Next();
                if (_loops == 0) throw _source.Malformed(word.Offset, $"{{{{{word.Text}}}}} outside {{{{range}}}}");
                _pipelines.Close(word.Text);
                return word.Text == "break" ? new BreakNode(word.Offset) : new ContinueNode(word.Offset);
            case { Kind: TokenKind.Word, Text: "define" }:
                _pipelines.Next();
                Define(word);
                return null;
            case { Kind: TokenKind.Word, Text: "template" }:
                _pipelines.Next();
                var name = _pipelines.TemplateName("template clause");
                return new CallNode(word.Offset, name, _pipelines.PipelineOrClose("template clause"));
            case { Kind: TokenKind.Word, Text: "block" }:
                _pipelines.Next();
                return Block(word);
            default:
                return new ActionNode(word.Offset, _pipelines.Pipeline("command", TokenKind.Close));
        }
    }

    private BranchNode Branch(TemplateToken word)
    {
        var mark = _pipelines.VariableCount;
        var pipeline = _pipelines.Pipeline(word.Text, TokenKind.Close);
        var (then, end, _) = Body();
        var otherwise = Otherwise(word, end, chained: word.Text);
        _pipelines.Forget(mark);
        return new(word.Offset, word.Text == "with", pipeline, then, otherwise);
    }

    private RangeNode Range(TemplateToken word)
    {
        var mark = _pipelines.VariableCount;
        var pipeline = _pipelines.Pipeline("range", TokenKind.Close, mostVariables: 2);
        _loops++;
        var (each, end, _) = Body();
        _loops--;
        var otherwise = Otherwise(word, end, chained: null);
        _pipelines.Forget(mark);
        return new(word.Offset, pipeline, each, otherwise);
    }

    /// <summary>Reads what follows the first body: an else, or with <c>else if</c> another branch that shares the
    /// end.</summary>
    private BodyNode? Otherwise(TemplateToken word, string end, string? chained)
    {
        if (end == "end") return null;
        if (end == "")
            throw _source.Malformed(_source.Text.Length,
                $"unexpected EOF: {{{{{word.Text}}}}} isn't closed by {{{{end}}}}");
        _pipelines.SkipSpace();
        var next = _pipelines.Peek();
        if (chained is not null && next.Kind == TokenKind.Word && next.Text == chained)
        {
            _pipelines.Next();
            return new(next.Offset, [Branch(next)]);
        }
        _pipelines.Close("else");
        var (body, last, offset) = Body();
        return last switch
        {
            "end" => body,
            "else" => throw _source.Malformed(offset, "expected end; found {{else}}"),
            _ => throw _source.Malformed(_source.Text.Length,
                $"unexpected EOF: {{{{{word.Text}}}}} isn't closed by {{{{end}}}}"),
        };
    }

    private void Define(TemplateToken word)
    {
        var name = _pipelines.TemplateName("define clause");
        _pipelines.Close("define clause");
        _definitions[name] = Inner(word, "define clause");
    }

    private CallNode Block(TemplateToken word)
    {
        var name = _pipelines.TemplateName("block clause");
        var pipeline = _pipelines.Pipeline("block clause", TokenKind.Close);
        _definitions[name] = Inner(word, "block clause");
        return new(word.Offset, name, pipeline);
    }

    // A definition sees no variables and no loop of its surroundings.
    private BodyNode Inner(TemplateToken word, string context)
    {
        var (loops, variables) = (_loops, _pipelines.Hide());
        _loops = 0;
        var (body, end, offset) = Body();
        if (end != "end")
            throw _source.Malformed(end == "" ? word.Offset
                : offset, $"unexpected {(end == "" ? "EOF" : "{{else}}")} in {context}");
        (_loops, _) = (loops, _pipelines.Show(variables));
        return body;
    }
}
