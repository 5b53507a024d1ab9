using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of an apply.</summary>
internal static class ApplyModel
{
    /// <summary>Makes the value: <c>Driver, URL, Changes{Applied, Pending, Error}, Error, Start, End, Applied{…}, Plan,
    /// Version, Link</c>.</summary>
    public static TemplateValue Of(Url url, ApplyResult result) => new ObjectValue("SchemaApply",
    [
        .. Env(result.Driver, url),
        Optional("Changes", Changes(result)),
        Optional("Error", TemplateValue.Of(ErrorOf(result))),
        Always("Start", Time(result.Start)),
        Always("End", Time(result.End)),
        Optional("Applied", result.Ran.IsEmpty && result.Asserted.IsEmpty ? TemplateValue.Nil : Applied(result)),
        Optional("Plan", result.Plan is null ? TemplateValue.Nil : PlanOf(url, result.Plan, result.Approved, result.Lint)),
        Optional("TargetVersion", TemplateValue.Of(result.Version?.Version)),
        Optional("TargetDigest", TemplateValue.Of(result.Version?.Digest.Value)),
        Optional("Checks", List(result.Checks.Outcomes.Select(Check))),
        Optional("Refusals", TemplateValue.Of(result.Examination?.Refusals ?? [])),
        Optional("Status", TemplateValue.Of(Word(result.Outcome))),
        Optional("RolledBack", TemplateValue.Of(result.IsRolledBack), "rolled_back"),
        Optional("Link", TemplateValue.Of(result.Link)),
    ]);

    /// <summary>Makes the value of a clean: <c>Driver, URL, Start, End, Applied, Error</c>.</summary>
    public static TemplateValue OfClean(Url url, ApplyResult result) => new ObjectValue("SchemaClean",
    [
        .. Env(result.Driver, url), Always("Start", Time(result.Start)), Always("End", Time(result.End)),
        Optional("Applied", result.Ran.IsEmpty ? TemplateValue.Nil : Applied(result)),
        Optional("Plan", result.Plan is null ? TemplateValue.Nil : PlanOf(url, result.Plan, result.Approved, result.Lint)),
        Optional("Error", TemplateValue.Of(result.Error)),
    ]);

    /// <summary>Returns the text of a denial, in the words that scripts match on.</summary>
    public static string Denial(CheckReport report)
    {
        var rule = report.DecidedBy ?? throw Core.Unreachable.For(report);
        return $"\"schema apply\" was blocked by pre-execution check ({rule.Kind} rule: \"{rule.Name}\" at line: " +
            $"{rule.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}):\n{report.Message}";
    }

    private static string Word(ApplyOutcome outcome) =>
        outcome is ApplyOutcome.DryRun ? "DRY_RUN" : outcome.ToString().ToUpperInvariant();

    private static string? ErrorOf(ApplyResult result) =>
        result.Checks.IsDenied ? Denial(result.Checks) : result.Error;

    private static ObjectValue Changes(ApplyResult result)
    {
        var planned = result.Plan?.Statements.Select(s => s.Sql).ToList() ?? [];
        var done = result.Ran.Count(r => r.Error is null);
        return Object("Changes",
            Optional("Applied", TemplateValue.Of(planned.Take(done))),
            Optional("Pending", TemplateValue.Of(planned.Skip(done))),
            Optional("Error", StatementError(result.Failed)));
    }

    private static ObjectValue Applied(ApplyResult result) => Object("AppliedFile",
        Optional("Name", TemplateValue.Of(result.Version?.Version ?? "")),
        Optional("Version", TemplateValue.Of(result.Version?.Version)),
        Optional("Description", TemplateValue.Of(result.Version?.Description)), Always("Start", Time(result.Start)),
        Always("End", Time(result.End)),
        Optional("Applied", TemplateValue.Of(result.Ran.Where(r => r.Error is null).Select(r => r.Sql))),
        Optional("Checks", List(result.Asserted.Select(Asserted))),
        Optional("Error", StatementError(result.Failed)));

    /// <summary>The assertions of one plan: <c>Name, Stmts{Stmt, Error}, Error{Stmt, Text}, Start, End</c>.</summary>
    private static ObjectValue Asserted(AssertedPlan plan) => Object("FileChecks",
        Always("Name", TemplateValue.Of(plan.Plan)),
        Always("Stmts", List(plan.Runs.Select(r => Object("Check",
            Always("Stmt", TemplateValue.Of(r.Sql)), Optional("Error", TemplateValue.Of(r.Error)))))),
        Optional("Error", plan.IsHeld ? TemplateValue.Nil
            : StatementError(plan.Runs.FirstOrDefault(r => r.Error is not null))),
        Always("Start", Time(plan.Start)), Always("End", Time(plan.End)));

    private static ObjectValue PlanOf(Url target, Plan plan, Seq<StoredPlan> approved, LintReport? report) => Object("SchemaPlan",
        Optional("Lint", LintModel.Of(report, target)),
        Optional("File", Object("SchemaPlanFile",
            Optional("Name", TemplateValue.Of(plan.Name)),
            Optional("URL", TemplateValue.Of(approved is [{ Url: var url }] ? url : null)),
            Optional("Link", TemplateValue.Of(approved is [{ Link: var link }] ? link : null)),
            Optional("Status", TemplateValue.Of(approved is [{ Status: var status }]
                ? status.ToString().ToUpperInvariant() : null)),
            Always("FromHash", TemplateValue.Of(plan.From.Value)), Always("ToHash", TemplateValue.Of(plan.To.Value)),
            Optional("Migration",
                TemplateValue.Of(string.Concat(plan.Statements.Select(s => $"-- {PlanText.Headline(s)}\n{s.Sql};\n")))),
            Optional("Stmts", List(plan.Statements.Select(s => Object("Stmt",
                Always("Text", TemplateValue.Of(s.Sql)), Optional("Comments", TemplateValue.Of([s.Comment])),
                Optional("Hazards",
                    List(s.Hazards.Select(
                    h => Object("Hazard", Always("Kind", TemplateValue.Of(h.Kind.ToString())),
                    Always("Text", TemplateValue.Of(h.Message)))))))))))));

    private static ObjectValue Check(CheckOutcome check) => Object("Check",
        Always("Name", TemplateValue.Of(check.Rule)), Always("Kind", TemplateValue.Of(check.Kind)),
        Always("Outcome", TemplateValue.Of(check.Outcome)),
        Always("Place", TemplateValue.Of(check.Check)), Optional("Message", TemplateValue.Of(check.Message)),
        Optional("Saw", MapValue.Of(check.Saw.Select(s => KeyValuePair.Create(s.Key, TemplateValue.Of(s.Value))))));

    private static TemplateValue StatementError(StatementRun? failed) => failed is null ? TemplateValue.Nil
        : Object("StmtError", Always("Stmt", TemplateValue.Of(failed.Sql)),
            Always("Text", TemplateValue.Of(failed.Error)));
}
