using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using Atlas.Core.Lint;
using Atlas.Core.Schemas;
using Atlas.Hcl.Text;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of a lint report.</summary>
internal static class LintModel
{
    /// <summary>Makes the value of a plan's report: <c>Env, Schema{Current, Desired}, Steps{Name, Text, Error, Result}</c>,
    /// and one of <c>Files{Name, Text, Reports, Error}</c>, whose <c>Error</c> says that there is a finding of the level of
    /// an error; nil when nothing was found.</summary>
    /// <param name="report">The report; null when the linter wasn't asked.</param>
    /// <param name="url">The database that it was for; null for none.</param>
    public static TemplateValue Of(LintReport? report, Url? url) =>
        report is null or { Findings.IsEmpty: true } ? TemplateValue.Nil
        : Object("SummaryReport",
            Optional("Env", Env(report.Pass.Dialect, url)),
            Optional("Schema", Object("Schema",
                Always("Current", TemplateValue.Of(HclSchema.Print(report.Pass.Current, report.Pass.Dialect))),
                Always("Desired", TemplateValue.Of(HclSchema.Print(report.Pass.Desired, report.Pass.Dialect))))),
            Optional("Steps", List([Step(report)])), Optional("Files", List([File(report)])));

    /// <summary>Makes the value that tells a database: <c>Driver, URL</c>.</summary>
    public static ObjectValue Env(Dialect dialect, Url? url) => url is not null
        ? new ObjectValue("Env", Fields.Env(dialect.Name, url))
        : Object("Env", Optional("Driver", TemplateValue.Of(dialect.Name)));

    /// <summary>Makes the value of a schema's report: <c>Steps{Text, Desc, Error, Diagnostics}</c>, one for each
    /// family.</summary>
    public static TemplateValue OfSchema(LintReport report) => Object("SchemaLint",
        Optional("Steps", List(report.Sections.Select(section => Object("Step",
            Always("Text", TemplateValue.Of(section.Family.Title)), Always("Desc", TemplateValue.Of(section.Family.Name)),
            Always("Error", TemplateValue.Of(section.HasErrors)),
            Optional("Diagnostics", List(section.Findings.Select(f => Object("Diagnostic",
                Always("Pos", Place(f.Span)), Always("Text", TemplateValue.Of(f.Message)),
                Always("Code", TemplateValue.Of(f.Rule.Code)),
                Optional("SuggestedFixes", List(f.Fixes.Select(fix => Fix(f, fix)))))))))))));

    /// <summary>Makes the functions of commands that lint: <c>sarif</c> and <c>markdown</c>.</summary>
    public static TemplateFunction[] Functions(LintReport? report) =>
    [
        new("sarif", 0, 1, _ => TemplateValue.Of(Sarif.Of(report))),
        new("markdown", 0, 1, _ => TemplateValue.Of(LintMarkdown.Of(report))),
    ];

    private static ObjectValue Place(Span span) => Object("Pos",
        Always("Filename", TemplateValue.Of(span.Source.Name)), Always("Start", Position(span, span.Start)),
        Always("End", Position(span, span.End)));

    private static ObjectValue Position(Span span, int offset)
    {
        var position = span.Source.PositionAt(offset);
        return Object("Position", Always("Line", TemplateValue.Of(position.Line)),
            Always("Column", TemplateValue.Of(position.Column)), Always("Byte", TemplateValue.Of(position.Byte)));
    }

    private static ObjectValue Step(LintReport report) => Object("StepReport",
        Always("Name", TemplateValue.Of($"Analyze {report.Source.Name}")),
        Always("Text", TemplateValue.Of(report.Sections.IsEmpty ? "no diagnostics found"
            : $"{report.Sections.Count} reports were found in analysis")),
        Optional("Error", TemplateValue.Of(ErrorOf(report))), Optional("Result", File(report)));

    private static ObjectValue File(LintReport report) => Object("FileReport",
        Always("Name", TemplateValue.Of(report.Source.Name)),
        Optional("Text", TemplateValue.Of(report.Source.Slice(0, report.Source.Bytes.Length))),
        Optional("Reports", List(report.Sections.Select(Section))),
        Optional("Error", TemplateValue.Of(ErrorOf(report))));

    private static ObjectValue Section(LintSection section) => Object("Report",
        Always("Text", TemplateValue.Of(section.Family.Title)),
        Optional("Error", TemplateValue.Of(section.HasErrors)),
        Optional("Diagnostics", List(section.Findings.Select(Finding))),
        Optional("SuggestedFixes", List(section.Fixes.Select(f => Fix(section.Findings[0], f)))));

    /// <summary>Makes the value of a finding: <c>Pos</c> is its first byte in the file's text.</summary>
    public static ObjectValue Finding(Finding finding) => Object("Diagnostic",
        Always("Pos", TemplateValue.Of(finding.Span.Start)), Always("Text", TemplateValue.Of(finding.Message)),
        Always("Code", TemplateValue.Of(finding.Rule.Code)), Always("Line", TemplateValue.Of(finding.Line)),
        Optional("Error", TemplateValue.Of(finding.Severity == Severity.Error)),
        Optional("SuggestedFixes", List(finding.Fixes.Select(f => Fix(finding, f)))));

    private static ObjectValue Fix(Finding finding, SuggestedFix fix) => Object("SuggestedFix",
        Always("Message", TemplateValue.Of(fix.Message)),
        Optional("TextEdit", fix.NewText is { } text ? Object("TextEdit",
            Always("Line", TemplateValue.Of(finding.Line)), Always("End", TemplateValue.Of(finding.Line)),
            Always("NewText", TemplateValue.Of(text))) : TemplateValue.Nil));

    private static string? ErrorOf(LintReport report) => report.HasErrors
        ? string.Join("; ", report.Sections.Where(s => s.HasErrors).Select(s => s.Family.Title)) : null;
}
