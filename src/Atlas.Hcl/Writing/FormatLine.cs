using System.Text;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Writing;

/// <summary>The tokens of one line; a heredoc lies within the line that opens it.</summary>
internal sealed class FormatLine
{
    private readonly SourceText source;

    private FormatLine(SourceText source, Token[] tokens)
    {
        (this.source, Tokens, Spaces) = (source, tokens, new int[tokens.Length]);
        Comment = tokens.Length > 1 && tokens[^1].Kind == TokenKind.Comment ? tokens.Length - 1 : -1;
        Assign = FindAssign();
    }

    /// <summary>Gets the tokens, the newline or comment that ends the line included.</summary>
    public Token[] Tokens { get; }

    /// <summary>Gets how many blanks stand before each token; before the first one it is the indentation.</summary>
    public int[] Spaces { get; }

    /// <summary>Gets the position of the equals sign that lines up with those of the lines around; -1 for
    /// none.</summary>
    public int Assign { get; }

    /// <summary>Gets the position of the comment after other tokens; -1 for none.</summary>
    public int Comment { get; }

    /// <summary>Gets whether there is nothing but the newline.</summary>
    public bool IsBlank => Tokens[0].Kind == TokenKind.Newline;

    /// <summary>Sets the blanks before the line.</summary>
    public int Indentation
    {
        set => Spaces[0] = value;
    }

    /// <summary>Cuts tokens into lines; the end of the text is left out.</summary>
    public static List<FormatLine> Split(SourceText source, IReadOnlyList<Token> tokens)
    {
        List<FormatLine> lines = [];
        List<Token> line = [];
        var heredocs = 0;
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.EndOfFile) break;
            line.Add(token);
            if (token.Kind == TokenKind.OpenHeredoc) heredocs++;
            if (token.Kind == TokenKind.CloseHeredoc) heredocs--;
            var ends = token.Kind == TokenKind.Newline ||
                (token.Kind == TokenKind.Comment && source.Content[token.End - 1] == '\n');
            if (!ends || heredocs > 0) continue;
            lines.Add(new(source, [.. line]));
            line.Clear();
        }
        if (line.Count > 0) lines.Add(new(source, [.. line]));
        return lines;
    }

    /// <summary>Returns how many brackets the line leaves open, negative when it closes more; a heredoc's text doesn't
    /// count.</summary>
    public int NetBrackets()
    {
        var net = 0;
        foreach (var token in Tokens)
        {
            net += Change(token.Kind);
            if (token.Kind == TokenKind.OpenHeredoc) break;
        }
        return net;
    }

    /// <summary>Returns the width in characters up to the equals sign that lines up.</summary>
    public int LeadWidth() => Width(Assign);

    /// <summary>Returns the width in characters up to the comment.</summary>
    public int CodeWidth() => Width(Comment);

    /// <summary>Appends the line with its blanks.</summary>
    public void AppendTo(StringBuilder text)
    {
        for (var i = 0; i < Tokens.Length; i++)
            text.Append(' ', Spaces[i]).Append(source.Slice(Tokens[i].Start, Tokens[i].End));
    }

    private int FindAssign()
    {
        var first = Array.FindIndex(Tokens, t => t.Kind == TokenKind.Assign);
        return first > 0 && Tokens[first..].Sum(t => Change(t.Kind)) == 0 ? first : -1;
    }

    private int Width(int end)
    {
        var width = 0;
        for (var i = 0; i < end; i++)
            width += Spaces[i] + SourceText.GraphemeCount(source.Slice(Tokens[i].Start, Tokens[i].End));
        return width;
    }

    private static int Change(TokenKind kind) => kind switch
    {
        TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace or
        TokenKind.OpenInterpolation or TokenKind.OpenDirective => 1,
        TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.CloseSequence => -1,
        _ => 0,
    };
}
