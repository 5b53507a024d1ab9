using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Screen;

/// <summary>Shows an apply as text while it runs.</summary>
/// <remarks>The plan is shown only once the checks let it through: a denial is all that a blocked run prints.</remarks>
/// <param name="output">Where the report goes.</param>
/// <param name="showsLint">Whether to say so when the linter found nothing.</param>
/// <param name="isTerminal">Whether a line can be written over.</param>
internal sealed class ApplyText(TextWriter output, bool showsLint = false, bool isTerminal = false) : ApplyObserver
{
    private const string Separator = "-------------------------------------------";
    private const string Ruler = "  -------------------------";

    private Plan? pending;
    private (LintReport Report, TimeSpan Took)? linted;
    private Seq<Hazard> hazards = [];
    private bool hasSection;
    private int shown;

    /// <inheritdoc/>
    public override void Planned(Plan plan)
    {
        pending = plan.IsEmpty ? null : plan;
        hazards = [.. plan.Statements.SelectMany(s => s.Hazards)];
    }

    /// <inheritdoc/>
    public override void Examined(PermitExamination examination)
    {
        ShowPlan();
        if (!hazards.IsEmpty)
        {
            Section();
            output.Write("Hazards:\n\n");
            foreach (var hazard in hazards) output.Write($"  - {hazard.Message}\n");
        }

        Section();
        output.Write(!examination.IsNeeded ? "No policy protects this environment: it is deployed without a permit.\n"
            : examination.Refusals.IsEmpty ? "Nothing speaks against it.\n"
            : $"What speaks against it:\n\n{examination.ToText()}\n");
        output.Flush();
    }

    /// <inheritdoc/>
    public override void Linted(LintReport report, TimeSpan took) => linted = (report, took);

    /// <inheritdoc/>
    public override void Checked(CheckList checks, CheckReport report, TimeSpan took)
    {
        if (!report.IsDenied) ShowPlan();
        Section();
        var count = checks.Checks.Count;
        output.Write(
            $"Executing pre-execution {(count == 1 ? "check" : "checks")} ({Plural.Of(count, "check")} in total):\n\n");
        var outcomes = new Queue<CheckOutcome>(report.Outcomes);
        foreach (var check in checks.Checks)
        {
            output.Write($"  -- check at {check.Place} ({Plural.Of(check.Rules.Count, "rule")}):\n");
            foreach (var rule in check.Rules)
            {
                var outcome = outcomes.Dequeue();
                output.Write(
                    $"    -> check {rule.Kind} rule \"{rule.Name}\"{(outcome.Outcome == "skipped" ? $" (skipped: " +
                    $"{Because(report)})" : "")}\n");
                if (report.IsDenied && rule == report.DecidedBy) { output.Flush(); return; }
            }
        }

        output.Write($"  -- ok ({GoDuration.Format(took)})\n");
        output.Flush();
    }

    /// <summary>Shows the plan when nothing showed it yet: there were no checks, or somebody is asked now.</summary>
    public void ShowPlan()
    {
        if (pending is not { } plan) return;
        pending = null;
        Section();
        output.Write(plan.Name is null ? $"Planning migration statements ({plan.Statements.Count} in total):\n\n"
            : $"Planning migration statements of {plan.Name} ({plan.Statements.Count} in total):\n\n");
        ShowStatements(plan.Statements);
        if (linted is var (report, took) && (!report.Findings.IsEmpty || showsLint))
        {
            Section();
            output.Write(LintText.OfPlan(report, plan.Statements.Count, took));
        }

        output.Flush();
    }

    /// <inheritdoc/>
    public override void Applying(Plan plan)
    {
        ShowPlan();
        Section();
        var file = plan.Name is null ? "" : $"using pre-planned file {plan.Name} ";
        output.Write($"Applying approved migration {file}({Plural.Of(plan.Statements.Count, "statement")} in total):\n\n");
        output.Flush();
    }

    /// <inheritdoc/>
    public override void Running(Statement statement)
    {
        output.Write($"  -- {statement.Comment}\n    -> {Indented(statement.Sql)};\n");
        output.Flush();
    }

    /// <inheritdoc/>
    public override void Progressing(Statement statement, string progress)
    {
        if (!isTerminal) return;
        output.Write($"\r    {progress.PadRight(shown)}");
        output.Flush();
        shown = progress.Length;
    }

    /// <inheritdoc/>
    public override void Ran(Statement statement, TimeSpan took, string? error)
    {
        if (shown > 0) output.Write($"\r    {"".PadRight(shown)}\r");
        shown = 0;
        output.Write(error is null ? $"  -- ok ({GoDuration.Format(took)})\n\n"
            : $"    {error.Replace("\n", "\n    ", StringComparison.Ordinal)}\n\n");
        output.Flush();
    }

    /// <summary>Shows the summary of what ran.</summary>
    public void Summary(ApplyResult result)
    {
        var (errors, count) = (result.Failed is not null, result.Ran.Count);
        output.Write($"{Ruler}\n  -- {GoDuration.Format(result.End - result.Start)}\n");
        output.Write(errors ? "  -- 1 migration with errors\n" : "  -- 1 migration\n");
        output.Write(errors ? $"  -- {Plural.Of(count - 1, "sql statement")} ok, 1 sql statement with errors\n"
            : $"  -- {Plural.Of(count, "sql statement")}\n");
    }

    /// <summary>Shows the page of the deployment, after everything else.</summary>
    public static string Footer(string link) => $"\n{Separator}\n\n{link}\n";

    /// <summary>Shows a section of its own.</summary>
    public void Show(string section)
    {
        Section();
        output.Write(section);
        output.Flush();
    }

    /// <summary>Shows that there was nothing to do.</summary>
    public void Synced()
    {
        if (hasSection) output.Write("\n");
        output.Write("Schema is synced, no changes to be made\n");
    }

    private void ShowStatements(Seq<Statement> statements)
    {
        foreach (var statement in statements)
            output.Write($"  -- {statement.Comment}:\n    -> {Indented(statement.Sql)};\n");
    }

    private void Section()
    {
        if (hasSection) output.Write($"\n{Separator}\n\n");
        hasSection = true;
    }

    private static string Because(CheckReport report) =>
        report.DecidedBy is { } rule ? $"{rule.Kind} rule \"{rule.Name}\" decided" : "decided before";

    private static string Indented(string sql) => sql.Replace("\n", "\n       ", StringComparison.Ordinal);

}
