using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Walks over tokens without comments, and without newlines where the grammar doesn't care about
/// them.</summary>
internal sealed class TokenCursor(SourceText source, List<Token> tokens)
{
    private readonly Stack<bool> outer = [];
    private bool newlinesMatter = true;
    private int at;
    private int peeked = -1;
    private Token next;

    /// <summary>Gets the next token without taking it; a comment that ends its line stands for a newline.</summary>
    public Token Peek
    {
        get
        {
            if (peeked < 0) Find();
            return next;
        }
    }

    /// <summary>Gets the kind of the next token.</summary>
    public TokenKind Kind
    {
        get
        {
            if (peeked < 0) Find();
            return next.Kind;
        }
    }

    /// <summary>Gets the token that was taken last; the first token of the text before that.</summary>
    public Token Last { get; private set; } = tokens[0];

    /// <summary>Gets the next token as it stands in the text, comments and newlines included.</summary>
    public Token Raw => tokens[at];

    /// <summary>Gets the token after <see cref="Raw"/>; that one again at the end of the text.</summary>
    public Token RawAfter => tokens[Math.Min(at + 1, tokens.Count - 1)];

    /// <summary>Gets whether the next token as it stands in the text ends a line.</summary>
    public bool RawEndsLine => Seen(Raw).Kind == TokenKind.Newline;

    /// <summary>Returns whether a line ends here and the next one begins with <c>name =</c>.</summary>
    public bool AttributeFollows() =>
        RawEndsLine && at + 2 < tokens.Count &&
        tokens[at + 1].Kind == TokenKind.Identifier && tokens[at + 2].Kind == TokenKind.Assign;

    /// <summary>Takes the next token; the end of the text can be taken for ever.</summary>
    public Token Read()
    {
        Last = Peek;
        at = Math.Min(peeked + 1, tokens.Count - 1);
        peeked = -1;
        return Last;
    }

    /// <summary>Takes the next token as it stands in the text.</summary>
    public Token ReadRaw()
    {
        Last = tokens[at];
        at = Math.Min(at + 1, tokens.Count - 1);
        peeked = -1;
        return Last;
    }

    /// <summary>Takes the next token if it is of a kind.</summary>
    public bool Take(TokenKind kind)
    {
        if (Kind != kind) return false;
        Read();
        return true;
    }

    /// <summary>From here on newlines are tokens, or aren't, until <see cref="PopNewlines"/>.</summary>
    public void PushNewlines(bool matter)
    {
        outer.Push(newlinesMatter);
        newlinesMatter = matter;
        peeked = -1;
    }

    /// <summary>Returns to what held before.</summary>
    public void PopNewlines()
    {
        newlinesMatter = outer.Pop();
        peeked = -1;
    }

    /// <summary>Returns whether a token is that name.</summary>
    public bool IsWord(Token token, ReadOnlySpan<byte> word) =>
        token.Kind == TokenKind.Identifier && source.Content.AsSpan(token.Start, token.End - token.Start)
            .SequenceEqual(word);

    private void Find()
    {
        for (peeked = at; ; peeked++)
        {
            next = Seen(tokens[peeked]);
            if (next.Kind != TokenKind.Comment && (newlinesMatter || next.Kind != TokenKind.Newline)) return;
        }
    }

    private Token Seen(Token token) =>
        token.Kind == TokenKind.Comment && source.Content[token.End - 1] == '\n'
            ? token with { Kind = TokenKind.Newline } : token;
}
