using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using Atlas.Core.Lint;
using Atlas.Core.Migrations;
using Atlas.Core.Plans;
using Atlas.Core.Registries;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of plans.</summary>
internal static class PlanModel
{
    /// <summary>Makes the value of a plan: <c>Env{Driver, URL}, Repo, Lint, File{…}</c>.</summary>
    /// <param name="dialect">The dialect of its SQL.</param>
    /// <param name="dev">The dev database that it was tried on; null for the driver's own default.</param>
    /// <param name="repo">The repo.</param>
    /// <param name="file">The plan.</param>
    /// <param name="report">What the linter found; null when it wasn't asked.</param>
    public static TemplateValue Of(Dialect dialect, Url? dev, string repo, TemplateValue file, LintReport? report) =>
        Object("SchemaPlan",
            Optional("Env", LintModel.Env(dialect, dev)), Always("Repo", TemplateValue.Of(repo)),
            Optional("Lint", LintModel.Of(report, dev)), Always("File", file));

    /// <summary>Makes the value of a list.</summary>
    public static TemplateValue FilesOf(Dialect dialect, IEnumerable<StoredPlan> plans) =>
        List(plans.Select(p => FileOf(dialect, p)));

    /// <summary>Makes the value of a verdict: <c>URL, Link, Status</c>.</summary>
    public static TemplateValue OfReview(StoredPlan plan) => Object("PlanApprove",
        Always("URL", TemplateValue.Of(plan.Url)), Always("Link", TemplateValue.Of(plan.Link)),
        Always("Status", TemplateValue.Of(Word(plan.Status))));

    /// <summary>Makes the value of a plan file: <c>Name, FromHash, ToHash, Migration, Stmts[{Pos, Text,
    /// Comments}]</c>.</summary>
    public static TemplateValue FileOf(Dialect dialect, PlanFile plan) =>
        Object("SchemaPlanFile", [.. Text(dialect, plan)]);

    /// <summary>Makes the value of a plan of the registry: as of a file, and <c>URL, Link, Status, Digest, Author,
    /// Review</c>.</summary>
    public static TemplateValue FileOf(Dialect dialect, StoredPlan plan) => Object("SchemaPlanFile",
    [
        .. Text(dialect, new PlanFile(plan.Name, plan.From, plan.To, plan.Migration)),
        Always("URL", TemplateValue.Of(plan.Url)), Always("Link", TemplateValue.Of(plan.Link)),
        Always("Status", TemplateValue.Of(Word(plan.Status))),
        Optional("Digest", TemplateValue.Of(plan.Digest.Value)), Optional("Author", TemplateValue.Of(plan.Author)),
        Optional("Review", plan.Review is { } review ? Review(review) : TemplateValue.Nil),
    ]);

    private static ObjectValue Review(PlanReview review) => Object("PlanReview",
        Always("Subject", TemplateValue.Of(review.Subject)), Always("At", Time(review.At)),
        Always("Digest", TemplateValue.Of(review.Digest.Value)),
        Optional("PullRequest", TemplateValue.Of(review.Claims.PullRequestUrl)));

    private static IEnumerable<TemplateField> Text(Dialect dialect, PlanFile plan)
    {
        yield return Always("Name", TemplateValue.Of(plan.Name));
        yield return Always("FromHash", TemplateValue.Of(plan.From.Value));
        yield return Always("ToHash", TemplateValue.Of(plan.To.Value));
        yield return Always("Migration", TemplateValue.Of(plan.Migration));
        yield return Optional("Stmts", List(Statements(dialect, plan)));
    }

    private static IEnumerable<TemplateValue> Statements(Dialect dialect, PlanFile plan)
    {
        var at = 0;
        foreach (var part in StatementSplitter.Split(plan.Name, plan.Migration, dialect.SplitOptions))
        {
            at = plan.Migration.IndexOf(part.Text, at, StringComparison.Ordinal);
            yield return Object("Stmt",
                Always("Pos", TemplateValue.Of(at)), Always("Text", TemplateValue.Of(part.Text)),
                Optional("Comments", TemplateValue.Of(part.Comments)));
            at += part.Text.Length;
        }
    }

    private static string Word(PlanStatus status) => status.ToString().ToUpperInvariant();
}
