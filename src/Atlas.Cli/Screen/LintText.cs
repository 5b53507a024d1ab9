using Atlas.Core.Lint;
using Atlas.Core.Model;

namespace Atlas.Cli.Screen;

/// <summary>Shows what the linter found as text.</summary>
internal static class LintText
{
    private const string Ruler = "  -------------------------";

    /// <summary>Returns the section on a plan, from its headline to its counts.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="statements">How many statements the plan has.</param>
    /// <param name="took">How long it took.</param>
    public static string OfPlan(LintReport report, int statements, TimeSpan took) =>
        $"Analyzing planned statements ({statements} in total):\n\n"
        + string.Concat(report.Sections.Select(Section))
        + Outcome(report, took)
        + $"\n{Ruler}\n  -- {GoDuration.Format(took)}\n  -- {Plural.Of(report.Changes, "schema change")}\n"
        + (report.Findings.IsEmpty ? "" : $"  -- {Plural.Of(report.Findings.Count, "diagnostic")}\n");

    /// <summary>Returns the findings in a schema's files, and their count.</summary>
    public static string OfSchema(LintReport report) => "Analyzing schema:\n\n"
        + string.Concat(report.Sections.Select(s => Section(s, f => $"{f.Span.Source.Name}:{f.Line}")))
        + (report.Findings.IsEmpty ? "  -- no diagnostics found\n"
            : $"\n{Ruler}\n  -- {Plural.Of(report.Findings.Count, "diagnostic")}\n");

    private static string Section(LintSection section) => Section(section, f => $"L{f.Line}");

    /// <summary>Returns the findings of one family, then their fixes.</summary>
    private static string Section(LintSection section, Func<Finding, string> place) =>
        $"  -- {section.Family.Title}:\n"
        + string.Concat(section.Findings.Select(f => $"    -- {place(f)}: {f.Message} {f.Rule.Page}\n"))
        + Fixes(section.Fixes);

    private static string Fixes(Seq<SuggestedFix> fixes) => fixes.IsEmpty ? ""
        : $"  -- {Plural.Word(fixes.Count, "suggested fix")}:\n" + string.Concat(fixes.Select(f => $"    -> {f.Message}\n"));

    private static string Outcome(LintReport report, TimeSpan took) =>
        report.Findings.IsEmpty ? "  -- no diagnostics found\n"
        : report.HasErrors ? $"  -- failed ({GoDuration.Format(took)})\n"
        : $"  -- ok ({GoDuration.Format(took)})\n";
}
