using System.Net;
using System.Text;
using Atlas.Cli.Commands.Cloud;
using Atlas.Core.Model;
using Atlas.Registry.Reports;

namespace Atlas.Cli.Screen.Evidence;

/// <summary>Writes the evidence as one page that needs nothing else, and prints well.</summary>
internal static class EvidencePage
{
    private const string Style = """
        body { font: 10.5pt/1.45 Georgia, "Times New Roman", serif; margin: 2.5em auto; max-width: 76em; padding: 0 1.5em; color: #1a1a1a }
        h1 { font-size: 1.9em; margin: 0 0 .2em } h2 { font-size: 1.25em; margin: 2em 0 .3em; border-bottom: 1px solid #999 }
        p { max-width: 46em } dl { display: grid; grid-template-columns: max-content auto; gap: .2em 1.2em } dt { color: #555 } dd { margin: 0 }
        table { border-collapse: collapse; width: 100%; font: 8.5pt/1.35 "Helvetica Neue", Arial, sans-serif; margin: .6em 0 }
        th, td { text-align: left; vertical-align: top; padding: .3em .55em; border-bottom: 1px solid #ddd; white-space: pre-line; overflow-wrap: anywhere }
        th { color: #555; font-weight: 600; border-bottom: 1px solid #777; white-space: nowrap; overflow-wrap: normal }
        .none { color: #555; font-style: italic } .verdict { font-weight: bold }
        code, pre { font: 8.5pt ui-monospace, Menlo, Consolas, monospace } pre { white-space: pre-wrap; background: #f5f5f2; padding: .8em }
        @page { size: A4 landscape; margin: 14mm }
        @media print { body { margin: 0; max-width: none; padding: 0 } h2 { break-after: avoid } tr { break-inside: avoid } thead { display: table-header-group } a { color: inherit; text-decoration: none } }
        """;

    /// <summary>Returns the page.</summary>
    public static string Of(EvidenceReport report, Seq<EvidenceTable> tables)
    {
        var html = new StringBuilder();
        var title = $"Changes of the environment {report.Env}";
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append($"<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>{Text(title)}</h1>\n");
        html.Append($"<p>{Text(Days(report.Period))}</p>\n");
        Summary(html, report);
        html.Append("<p>Chapters: ");
        html.AppendJoin(" · ", tables.Select(t => $"<a href=\"#{t.File}\">{Text(t.Title)}</a>"));
        html.Append("</p>\n");
        foreach (var table in tables) Chapter(html, table);
        Proof(html, report);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Summary(StringBuilder html, EvidenceReport report)
    {
        var unauthorised = report.Targets.Sum(t => t.Unauthorised.Count);
        var open = report.Exceptions.Count(e => e.Review is null);
        html.Append("<dl>\n");
        Field(html, "Statement", report.IsComplete
            ? "COMPLETE: every change that anybody saw is explained by a deployment, no verification is missing, and " +
                "every exception was reviewed."
            : $"INCOMPLETE: {Plural.Of(unauthorised, "change")} that no deployment explains, " +
                $"{Plural.Of(report.Targets.Sum(t => t.Gaps.Count), "time")} without verification, " +
                $"{Plural.Of(open, "exception")} without review.");
        Field(html, "Databases", $"{report.Targets.Count}");
        Field(html, "Changes", $"{report.Changes.Count}, and {report.Refusals.Count} refused");
        Field(html, "Exceptions", $"{report.Exceptions.Count}, of which {open} open");
        Field(html, "Registry", report.IsAttested ? report.Registry
            : $"{report.Registry} (unattested: the embedded registry is a file that its user can edit)");
        html.Append("</dl>\n");
    }

    private static void Chapter(StringBuilder html, EvidenceTable table)
    {
        html.Append($"<h2 id=\"{table.File}\">{Text(table.Title)}</h2>\n<p>{Text(table.Answers)} ");
        html.Append($"For spreadsheets: <a href=\"{table.File}.csv\">{table.File}.csv</a></p>\n");
        if (table.Rows.IsEmpty)
        {
            html.Append("<p class=\"none\">None.</p>\n");
            return;
        }

        var shown = Enumerable.Range(0, table.Headings.Count)
            .Where(i => !table.OnlyInFile.Contains(table.Headings[i])).ToList();
        html.Append("<table>\n<thead><tr>");
        foreach (var column in shown) html.Append($"<th>{Text(table.Headings[column])}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var column in shown) html.Append($"<td>{Text(row[column])}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static void Proof(StringBuilder html, EvidenceReport report) => html.Append(
        $"""
        <h2 id="proof">The proof</h2>
        <p>Times, subjects and fingerprints are those of the registry's audit log, which is in <a href="audit.jsonl">audit.jsonl</a>
        as it was signed, {report.Entries} entries. Check that nothing in it was altered, removed or moved, and compare it with what
        witnesses outside the operator's reach saw; this needs no registry:</p>
        <pre>atlas audit verify audit.jsonl --witness URL</pre>
        <pre>{Text(report.Checkpoint)}</pre>

        """);

    private static void Field(StringBuilder html, string name, string value) =>
        html.Append($"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>\n");

    private static string Days(Period period) =>
        $"From {CloudOptions.Time(period.From)} to before {CloudOptions.Time(period.To)}.";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
