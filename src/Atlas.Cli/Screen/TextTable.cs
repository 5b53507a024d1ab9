using System.Globalization;
using System.Text;

namespace Atlas.Cli.Screen;

/// <summary>A table of plain text: headings in capitals, columns two spaces apart, no spaces at the ends of
/// lines.</summary>
/// <param name="Headings">The headings in any case; not empty.</param>
/// <param name="Rows">The rows, each with a cell for every heading.</param>
public sealed record TextTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Gap = "  ";

    /// <summary>Returns the table, each line ended.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in Lines()) text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>Returns the table with a dashed line and the page below it.</summary>
    /// <param name="page">The page shown, from 1.</param>
    /// <param name="pageSize">How many rows a full page has.</param>
    /// <param name="total">How many rows there are on all pages.</param>
    public string WithPage(int page, int pageSize, long total)
    {
        var footer = string.Create(CultureInfo.InvariantCulture,
            $"Page: {page}  Page Size: {pageSize}  Total: {total}");
        var width = Lines().Append(footer).Max(Width);
        return $"{this}{new string('-', width)}\n{footer}\n";
    }

    private IEnumerable<string> Lines()
    {
        var all = Rows.Select(Clean).Prepend([.. Headings.Select(heading => heading.ToUpperInvariant())]).ToArray();
        var widths = Headings.Select((_, column) => all.Max(row => Width(row[column]))).ToArray();
        return all.Select(row => string.Join(Gap, row.Select((cell, column) =>
            cell + new string(' ', widths[column] - Width(cell)))).TrimEnd());
    }

    // A line break in a cell would begin a row.
    private static string[] Clean(IReadOnlyList<string> row) => [.. row.Select(cell => cell.ReplaceLineEndings(" "))];

    private static int Width(string text) => new StringInfo(text).LengthInTextElements;
}
