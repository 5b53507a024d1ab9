namespace Atlas.Cli.Screen;

/// <summary>Writes tables for spreadsheets (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>Returns a line, ended.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>Quotes a cell where it has to be; what a spreadsheet would take for a formula gets an apostrophe before
    /// it.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
