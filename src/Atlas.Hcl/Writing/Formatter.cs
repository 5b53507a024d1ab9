using System.Text;
using System.Text.Unicode;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Writing;

/// <summary>Lays out a text in the canonical way without touching comments, line breaks or heredocs.</summary>
public static class Formatter
{
    /// <summary>Returns the formatted text; formatting it again changes nothing. A text with lexical errors or bytes
    /// that aren't UTF-8 comes back as it was.</summary>
    public static string Format(SourceText source)
    {
        var tokens = Lexer.Read(source);
        if (tokens.Any(t => t.IsBad) || !Utf8.IsValid(source.Content)) return source.Slice(0, source.Content.Length);

        var lines = FormatLine.Split(source, tokens);
        Indent(lines);
        foreach (var line in lines) Spacing.Apply(source, line);
        Align(lines, line => line.Assign, line => line.LeadWidth());
        Align(lines, line => line.Comment, line => line.CodeWidth());

        var text = new StringBuilder(source.Content.Length + source.Content.Length / 8);
        text.Append(source.Slice(0, source.ContentStart));
        foreach (var line in lines) line.AppendTo(text);
        return text.ToString();
    }

    /// <summary>Gives every line two blanks for each open line; a line that opens several brackets opens one
    /// level.</summary>
    private static void Indent(List<FormatLine> lines)
    {
        Stack<int> open = [];
        foreach (var line in lines)
        {
            if (line.IsBlank) continue;
            var net = line.NetBrackets();
            for (var closed = -net; closed > 0 && open.Count > 0;)
            {
                var innermost = open.Pop();
                if (innermost > closed) open.Push(innermost - closed);
                closed -= innermost;
            }
            line.Indentation = open.Count * 2;
            if (net > 0) open.Push(net);
        }
    }

    /// <summary>Lines up a cell over each run of neighbouring lines that have it, one blank after the
    /// longest.</summary>
    private static void Align(List<FormatLine> lines, Func<FormatLine, int> cell, Func<FormatLine, int> width)
    {
        for (var start = 0; start < lines.Count; start++)
        {
            var end = start;
            while (end < lines.Count && cell(lines[end]) >= 0) end++;
            if (end == start) continue;
            var run = lines[start..end];
            var widths = run.Select(width).ToList();
            var longest = widths.Max();
            for (var i = 0; i < run.Count; i++) run[i].Spaces[cell(run[i])] = longest - widths[i] + 1;
            start = end;
        }
    }
}
