using System.Globalization;
using System.Text;
using Atlas.Hcl.Syntax;

namespace Atlas.Hcl.Text;

/// <summary>Shows a diagnostic with the source line it is about and a marker under the place.</summary>
public static class DiagnosticRenderer
{
    private const int Width = 78;
    private const int MostLines = 4;
    private const int LongLine = 160;

    /// <summary>Returns several lines that end with a newline, without colour.</summary>
    public static string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var severity = diagnostic.Severity == Severity.Error ? "Error" : "Warning";
        text.Append(CultureInfo.InvariantCulture, $"{severity}: {diagnostic.Summary}\n\n");
        if (diagnostic.Subject is { } subject) AppendSource(text, subject, diagnostic.Context);
        if (diagnostic.Detail.Length > 0)
        {
            AppendWrapped(text, diagnostic.Detail);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void AppendSource(StringBuilder text, Span subject, Span? context)
    {
        var (start, end) = (subject.Source.PositionAt(subject.Start), subject.Source.PositionAt(subject.End));
        var place = context is { } wider ? wider.Text : EnclosingBlock.HeaderAt(subject.Source, subject.Start);
        var within = string.IsNullOrEmpty(place) ? "" : $", in {place.ReplaceLineEndings(" ")}";
        text.Append(CultureInfo.InvariantCulture, $"  on {subject.Source.Name} line {start.Line}{within}:\n");

        // A place that ends with its newline doesn't reach into the next line.
        var last = end.Column == 1 && end.Line > start.Line ? end.Line - 1 : end.Line;
        if (last - start.Line >= MostLines) last = start.Line;
        for (var line = start.Line; line <= last; line++)
        {
            var source = subject.Source.LineAt(line);
            var from = line == start.Line ? IndexOf(source, start.Column) : 0;
            var to = line == end.Line ? IndexOf(source, end.Column) : source.Length;
            AppendLine(text, line, source, from, Math.Max(from, to));
        }
        text.Append('\n');
    }

    private static void AppendLine(StringBuilder text, int line, string source, int from, int to)
    {
        if (source.Length > LongLine) Clip(ref source, ref from, ref to);
        var indent = source.AsSpan(0, from).ToString().Select(c => c == '\t' ? '\t' : ' ');
        // Under blanks at the beginning of a line there is nothing to mark.
        var marked = source[from..to];
        var blanks = marked.Length - marked.TrimStart().Length;
        var length = Math.Max(SourceText.GraphemeCount(marked.Trim()), 1);
        var prefix = SourceText.GraphemeCount(source.AsSpan(0, from));
        text.Append(CultureInfo.InvariantCulture, $"{line,4}: {source}\n");
        text.Append("      ").Append([.. indent.Take(prefix)]).Append(' ', blanks < marked.Length ? blanks : 0);
        text.Append('^', length).Append('\n');
    }

    // Of a very long line the part around the place is shown.
    private static void Clip(ref string source, ref int from, ref int to)
    {
        var start = Math.Clamp(from - LongLine / 2, 0, source.Length);
        if (start > 0 && char.IsLowSurrogate(source[start])) start--;
        var end = Math.Min(start + LongLine, source.Length);
        if (end < source.Length && char.IsLowSurrogate(source[end])) end++;
        var (before, after) = (start > 0 ? "…" : "", end < source.Length ? "…" : "");
        source = before + source[start..end] + after;
        from = from - start + before.Length;
        to = Math.Min(to - start + before.Length, source.Length - after.Length);
    }

    private static int IndexOf(string line, int column)
    {
        var index = 0;
        for (; column > 1 && index < line.Length; column--)
            index += StringInfo.GetNextTextElementLength(line.AsSpan(index));
        return index;
    }

    private static void AppendWrapped(StringBuilder text, string detail)
    {
        foreach (var paragraph in detail.Split('\n'))
        {
            var column = 0;
            foreach (var word in paragraph.Split(' '))
            {
                var length = SourceText.GraphemeCount(word);
                if (column > 0 && column + 1 + length > Width)
                {
                    text.Append('\n');
                    column = 0;
                }
                else if (column > 0)
                {
                    text.Append(' ');
                    column++;
                }
                text.Append(word);
                column += length;
            }
            text.Append('\n');
        }
    }
}
