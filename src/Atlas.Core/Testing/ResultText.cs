using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Testing;

/// <summary>Writes what statements returned as text, and compares it with what was expected.</summary>
internal static class ResultText
{
    /// <summary>Returns rows as CSV without headings. A null is nothing between commas, an empty text is
    /// <c>""</c>.</summary>
    public static string Csv(IEnumerable<ResultTable> tables) =>
        string.Join('\n', tables.SelectMany(t => t.Rows).Select(r => string.Join(',', r.Select(Field))));

    /// <summary>Returns rows as tables with headings, each column as wide as its widest cell.</summary>
    public static string Table(IEnumerable<ResultTable> tables) => string.Join("\n\n", tables.Select(Table));

    /// <summary>Returns whether CSV says the same; blanks around a field don't count unless they are quoted.</summary>
    public static bool IsSameCsv(string expected, string found) => Records(expected) == Records(found);

    /// <summary>Returns whether tables say the same; the width of columns and the lines between rows don't
    /// count.</summary>
    public static bool IsSameTable(string expected, string found) => Cells(expected) == Cells(found);

    /// <summary>Returns a text with plain line breaks, and none around it.</summary>
    public static string Trimmed(string text) => text.ReplaceLineEndings("\n").Trim('\n');

    private static string Field(string? value) => value switch
    {
        null => "",
        "" => "\"\"",
        _ when value.AsSpan().ContainsAny(",\"\n\r") || value[0] == ' ' || value[^1] == ' ' =>
            $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => value,
    };

    /// <summary>Cuts CSV into records of fields; quoted fields keep their quotes, so that an empty text isn't a
    /// null.</summary>
    private static Seq<Seq<string>> Records(string csv)
    {
        var text = Trimmed(csv);
        var (records, fields) = (new List<Seq<string>>(), new List<string>());
        for (var at = 0; at <= text.Length; at++)
        {
            while (at < text.Length && text[at] == ' ') at++;
            var start = at;
            if (at < text.Length && text[at] == '"') at = Closing(text, at);
            while (at < text.Length && text[at] is not (',' or '\n')) at++;
            fields.Add(text[start..at].TrimEnd(' '));
            if (at < text.Length && text[at] == ',') continue;
            records.Add([.. fields]);
            fields.Clear();
        }

        return [.. records];
    }

    /// <summary>Returns where a quoted field ends, behind its quote.</summary>
    private static int Closing(string text, int open)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 == text.Length || text[at + 1] != '"') return at + 1;
            at++;
        }

        return text.Length;
    }

    private static string Table(ResultTable table)
    {
        var rows = table.Rows.Select(r => r.Select(c => (c ?? "").ReplaceLineEndings(" ")).ToSeq())
            .Prepend(table.Columns).ToList();
        var widths = table.Columns.Select((_, i) => rows.Max(r => r[i].Length)).ToList();
        var lines = rows.Select(r => string.Join('|', r.Select((c, i) => $" {c.PadRight(widths[i])} ")).TrimEnd()).ToList();
        lines.Insert(1, string.Join('+', widths.Select(w => new string('-', w + 2))));
        return string.Join('\n', lines);
    }

    private static Seq<Seq<string>> Cells(string table) =>
    [
        .. Trimmed(table).Split('\n').Where(l => l.AsSpan().ContainsAnyExcept("-+| "))
            .Select(l => l.Split('|').Select(c => c.Trim()).ToSeq()),
    ];
}
