using System.Globalization;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>A token's worth of a template, before directives are nested.</summary>
internal abstract record TemplatePiece(Span Span)
{
    /// <summary>Gets whether the sequence begins with a strip marker.</summary>
    public bool StripsBefore { get; init; }

    /// <summary>Gets whether the sequence ends with a strip marker.</summary>
    public bool StripsAfter { get; init; }
}

internal sealed record TextPiece(Span Span, string Text) : TemplatePiece(Span);

internal sealed record ExpressionPiece(Span Span, ExpressionSyntax Expression) : TemplatePiece(Span);

internal sealed record IfPiece(Span Span, ExpressionSyntax Condition) : TemplatePiece(Span);

internal sealed record ForPiece(Span Span, ForHeaderSyntax Header) : TemplatePiece(Span);

/// <summary><c>else</c>, <c>endif</c> or <c>endfor</c>.</summary>
internal sealed record WordPiece(Span Span, string Word) : TemplatePiece(Span);

/// <summary>What happens to white space before the pieces are nested.</summary>
internal static class TemplatePieces
{
    /// <summary>Carries out strip markers: each takes white space from the one text next to it, in a heredoc that is
    /// one line.</summary>
    public static void Strip(List<TemplatePiece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i] is not TextPiece text) continue;
            var kept = text.Text;
            if (i > 0 && pieces[i - 1].StripsAfter) kept = kept.TrimStart();
            if (i + 1 < pieces.Count && pieces[i + 1].StripsBefore) kept = kept.TrimEnd();
            pieces[i] = text with { Text = kept };
        }
    }

    /// <summary>Takes from the beginning of every line the white space that all lines have in common.</summary>
    public static void Dedent(List<TemplatePiece> pieces)
    {
        List<int> indented = [];
        var common = int.MaxValue;
        var isLineStart = true;
        for (var i = 0; i < pieces.Count; i++)
        {
            var text = (pieces[i] as TextPiece)?.Text;
            if (isLineStart && !IsBlankLine(text))
            {
                common = Math.Min(common, Indentation(text ?? ""));
                if (text is not null) indented.Add(i);
            }
            isLineStart = text is not null && text.EndsWith('\n');
        }
        foreach (var i in indented)
        {
            var text = (TextPiece)pieces[i];
            pieces[i] = text with { Text = text.Text[LengthOf(text.Text, common)..] };
        }
    }

    private static bool IsBlankLine(string? text) =>
        text is not null && text.EndsWith('\n') && string.IsNullOrWhiteSpace(text);

    private static int Indentation(string text) => SourceText.GraphemeCount(WhiteSpace(text));

    private static ReadOnlySpan<char> WhiteSpace(string text) =>
        text.AsSpan(0, text.Length - text.AsSpan().TrimStart().Length);

    private static int LengthOf(string text, int graphemes)
    {
        var white = WhiteSpace(text);
        var length = 0;
        for (; graphemes > 0; graphemes--) length += StringInfo.GetNextTextElementLength(white[length..]);
        return length;
    }
}
