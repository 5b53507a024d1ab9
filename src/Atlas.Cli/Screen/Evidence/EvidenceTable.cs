using Atlas.Core.Model;

namespace Atlas.Cli.Screen.Evidence;

/// <summary>One table of the evidence: a file of its own for spreadsheets, and a chapter of the page for people.</summary>
/// <param name="File">The file's name, without its ending; also the chapter's anchor.</param>
/// <param name="Title">The chapter's title.</param>
/// <param name="Answers">What it answers, and how to read it.</param>
/// <param name="Headings">The headings.</param>
/// <param name="Rows">The rows, each with a cell for every heading; empty where nothing happened, which is said.</param>
internal sealed record EvidenceTable(
    string File, string Title, string Answers, Seq<string> Headings, Seq<Seq<string>> Rows)
{
    /// <summary>Gets the columns that only the spreadsheet has, by their headings: too wide for a page.</summary>
    public Seq<string> OnlyInFile { get; init; } = [];

    /// <summary>Returns the table for spreadsheets.</summary>
    public string ToCsv() => string.Concat(Rows.Select(r => CsvText.Line(r)).Prepend(CsvText.Line(Headings)));
}
