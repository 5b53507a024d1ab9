using System.Globalization;
using System.Text;
using Atlas.Core.Lint;
using Atlas.Hcl.Text;

namespace Atlas.Cli.Screen;

/// <summary>Writes a lint report as Markdown for a pull request: the findings as a table, the fixes below, the SQL
/// folded.</summary>
internal static class LintMarkdown
{
    /// <summary>Returns the Markdown; ends with a newline.</summary>
    public static string Of(LintReport? report)
    {
        if (report is null) return "No changes to be made.\n";
        var text = new StringBuilder($"### {Headline(report)}\n\n");
        if (!report.Findings.IsEmpty)
        {
            text.Append("| Place | Level | Code | Finding |\n|---|---|---|---|\n");
            foreach (var finding in report.Findings)
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Place(report, finding)} | {Level(finding)} | {finding.Rule.Code} | {Cell(finding.Message)} |\n");
            text.Append('\n');
            foreach (var fix in report.Findings.SelectMany(f => f.Fixes).Select(f => f.Message).Distinct())
                text.Append(CultureInfo.InvariantCulture, $"- {Cell(fix)}.\n");
        }

        var sql = report.IsOfSchema ? "" : report.Source.Slice(0, report.Source.Bytes.Length).TrimEnd('\n');
        if (sql.Length > 0) text.Append($"\n<details><summary>SQL</summary>\n\n{Fenced(sql)}\n\n</details>\n");
        return text.ToString();
    }

    private static string Headline(LintReport report)
    {
        var errors = report.Findings.Count(f => f.Severity == Severity.Error);
        var warnings = report.Findings.Count - errors;
        var what = report.IsOfSchema ? "Schema" : Plural.Of(report.Changes, "schema change");
        return report.Findings.IsEmpty ? $"{what}: no diagnostics found" : $"{what}: " + string.Join(", ",
                new[] { (errors, "error"), (warnings, "warning") }.Where(c => c.Item1 > 0).Select(c => Plural.Of(c.Item1, c.Item2)));
    }

    private static string Place(LintReport report, Finding finding) => report.IsOfSchema
        ? Cell($"{finding.Span.Source.Name}:{finding.Line}") : $"L{finding.Line}";

    private static string Level(Finding finding) => finding.Severity == Severity.Error ? "error" : "warning";

    // Names come from the schema: they must not break the table or become markup.
    private static string Cell(string text) => text.ReplaceLineEndings(" ")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal);

    /// <summary>Puts text in a fence longer than any run of backticks in it.</summary>
    private static string Fenced(string sql)
    {
        var fence = "```";
        while (sql.Contains(fence, StringComparison.Ordinal)) fence += "`";
        return $"{fence}sql\n{sql}\n{fence}";
    }
}
