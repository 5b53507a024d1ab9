using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Registries;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of the registry's records.</summary>
internal static class CloudModel
{
    /// <summary>Makes the value of a page: the items under their name, and <c>PageInfo</c>.</summary>
    public static TemplateValue Of<T>(Page<T> page, string name, Func<T, TemplateValue> item) => Object("List",
        Always(name, List(page.Items.Select(item))),
        Always("PageInfo", Object("PageInfo",
            Always("Page", TemplateValue.Of(page.Number)), Always("PageSize", TemplateValue.Of(page.Size)),
            Always("Total", TemplateValue.Of(page.Total)))));

    /// <summary>Makes the value of a subject.</summary>
    public static TemplateValue Of(Subject subject) => Object("WhoAmI",
        Always("Org", TemplateValue.Of(subject.Organisation)), Always("Name", TemplateValue.Of(subject.Name)),
        Always("Scopes", TemplateValue.Of(subject.Scopes)),
        Optional("ExpiresAt", Time(subject.ExpiresAt)));

    /// <summary>Makes the value of a repo.</summary>
    public static TemplateValue Of(Repo repo) => Object("CloudRepo",
        Always("ID", TemplateValue.Of(repo.Id)), Always("Slug", TemplateValue.Of(repo.Slug)),
        Always("Title", TemplateValue.Of(repo.Name)),
        Always("Type", TemplateValue.Of("schema")), Always("URL", TemplateValue.Of($"atlas://{repo.Slug}")),
        Optional("Driver", TemplateValue.Of(repo.Driver)),
        Optional("Description", TemplateValue.Of(repo.Description)),
        Optional("LatestVersion", TemplateValue.Of(repo.LatestVersion)),
        Optional("ReportEnvs", TemplateValue.Of(repo.ReportEnvs)),
        Optional("RequiresPlanApproval", TemplateValue.Of(repo.RequiresPlanApproval)),
        Optional("ProtectedEnvs", TemplateValue.Of(repo.ProtectedEnvs)),
        Always("Databases", Object("Databases",
            Always("Synced", TemplateValue.Of(repo.Targets.Synced)),
            Always("Pending", TemplateValue.Of(repo.Targets.Pending)),
            Always("Failed", TemplateValue.Of(repo.Targets.Failed)),
            Always("Unknown", TemplateValue.Of(repo.Targets.Unknown)))), Always("CreatedAt", Time(repo.CreatedAt)));

    /// <summary>Makes the value of a version.</summary>
    public static TemplateValue Of(ResolvedVersion version) => Object("CloudVersion",
        Always("Version", TemplateValue.Of(version.Version)), Always("Repo", TemplateValue.Of(version.Repo)),
        Always("URL", TemplateValue.Of($"atlas://{version.Repo}?version={version.Version}")),
        Always("Driver", TemplateValue.Of(version.Driver)),
        Always("Digest", TemplateValue.Of(version.Digest.Value)),
        Always("Fingerprint", TemplateValue.Of(version.Fingerprint.Value)),
        Optional("Tags", TemplateValue.Of(version.Tags)),
        Optional("Description", TemplateValue.Of(version.Description)),
        Always("PushedAt", Time(version.PushedAt)), Always("PushedBy", TemplateValue.Of(version.PushedBy)),
        Optional("Claims", Claims(version.Claims)), Optional("Redaction", Redaction(version.Redaction)));

    /// <summary>Makes the value of a database.</summary>
    public static TemplateValue Of(Target target) => Object("CloudDatabase",
        Always("ID", TemplateValue.Of(target.Id)), Always("Repo", TemplateValue.Of(target.Repo)),
        Always("Name", TemplateValue.Of(target.Name)),
        Always("Env", TemplateValue.Of(target.Env)),
        Always("Status", TemplateValue.Of(target.Status.ToString().ToUpperInvariant())),
        Optional("CurrentVersion", TemplateValue.Of(target.CurrentVersion)),
        Optional("LastVersion", TemplateValue.Of(target.LastVersion)),
        Optional("Digest", TemplateValue.Of(target.Digest?.Value)),
        Optional("Drifted", TemplateValue.Of(target.IsDrifted)),
        Optional("Difference", TemplateValue.Of(target.Difference)),
        Optional("VerifiedAt", Time(target.VerifiedAt)), Optional("VerifiedBy", TemplateValue.Of(target.VerifiedBy)),
        Optional("Archived", TemplateValue.Of(target.IsArchived)), Always("URL", TemplateValue.Of(target.Url)),
        Always("Identity", TemplateValue.Of(target.Identity)),
        Optional("LastDeploymentTime", Time(target.DeployedAt)),
        Optional("OpenDeployment", TemplateValue.Of(target.OpenDeployment)),
        Optional("CurrentDeployment", TemplateValue.Of(target.CurrentDeployment)),
        Optional("Validations", List(target.Validations.Select(EvidenceModel.Of))));

    /// <summary>Makes the value of a deployment.</summary>
    public static TemplateValue Of(Deployment deployment)
    {
        var begin = deployment.Begin;
        return Object("CloudMigration",
            Always("ID", TemplateValue.Of(begin.Id)), Always("Repo", TemplateValue.Of(begin.Repo)),
            Always("Type", TemplateValue.Of("schema")),
            Always("Env", TemplateValue.Of(begin.Env)), Always("Database", TemplateValue.Of(begin.Target.Name)),
            Always("URL", TemplateValue.Of(begin.Target.Url)),
            Optional("FromVersion", TemplateValue.Of(begin.FromVersion)),
            Optional("Version", TemplateValue.Of(begin.ToVersion)),
            Optional("Digest", TemplateValue.Of(begin.ToDigest?.Value)),
            Always("Status", TemplateValue.Of(MigrationText.Word(deployment.Outcome))),
            Optional("Partial", TemplateValue.Of(begin.IsPartial)),
            Always("Subject", TemplateValue.Of(deployment.Subject)),
            Optional("Claims", Claims(begin.Claims)), Always("StartedAt", Time(deployment.BegunAt)),
            Optional("CompletedAt", Time(deployment.EndedAt)),
            Optional("Statements", List((deployment.End?.Statements ?? []).Select(s => Object("Statement",
                Always("Text", TemplateValue.Of(s.Sql)), Always("Milliseconds", new FloatValue(s.Milliseconds)),
                Optional("Error", TemplateValue.Of(s.Error)))))),
            Optional("Checks", List(begin.Checks.Select(c => Object("Check",
                Always("Check", TemplateValue.Of(c.Check)), Always("Kind", TemplateValue.Of(c.Kind)),
                Always("Rule", TemplateValue.Of(c.Rule)), Always("Outcome", TemplateValue.Of(c.Outcome)),
                Optional("Message", TemplateValue.Of(c.Message)),
                Optional("Saw", List(c.Saw.Select(s => Object("Value",
                    Always("Name", TemplateValue.Of(s.Key)), Always("Value", TemplateValue.Of(s.Value)))))))))),
            Optional("Error", TemplateValue.Of(deployment.End?.Error)),
            Optional("BreakGlass", deployment.BreakGlass is { } exception ? PermitModel.Of(exception)
                : TemplateValue.Nil),
            Optional("Link", TemplateValue.Of(deployment.Link)));
    }

    /// <summary>Makes the value of a trace.</summary>
    public static TemplateValue Of(Trace trace) => Object("Trace",
        Always("Repo", TemplateValue.Of(trace.Repo)),
        Always("Versions", List(trace.Versions.Select(v => Object("TracedVersion",
            Always("Version", TemplateValue.Of(v.Version.Version)),
            Always("Digest", TemplateValue.Of(v.Version.Digest.Value)),
            Optional("Tags", TemplateValue.Of(v.Version.Tags)),
            Optional("Description", TemplateValue.Of(v.Version.Description)),
            Always("PushedAt", Time(v.Version.PushedAt)), Always("PushedBy", TemplateValue.Of(v.Version.PushedBy)),
            Optional("Claims", Claims(v.Version.Claims)), Optional("Redaction", Redaction(v.Version.Redaction)),
            Optional("Withdrawals", List(v.Withdrawals.Select(Of))),
            Always("Deployments", List(v.Deployments.Select(Of))),
            Optional("Tests", List(v.Tests.Select(EvidenceModel.Of))),
            Optional("Validations", List(v.Validations.Select(EvidenceModel.Of))))))));

    private static TemplateValue Redaction(Redaction? redaction) => redaction is null
        ? TemplateValue.Nil
        : Object("Redaction", Always("At", Time(redaction.At)), Always("By", TemplateValue.Of(redaction.By)),
            Always("Reason", TemplateValue.Of(redaction.Reason)));

    private static ObjectValue Of(Core.Promotion.Withdrawal withdrawal) => Object("Withdrawal",
        Optional("Env", TemplateValue.Of(withdrawal.Env)), Optional("Reason", TemplateValue.Of(withdrawal.Reason)),
        Always("At", Time(withdrawal.At)), Always("By", TemplateValue.Of(withdrawal.By)));

    /// <summary>Makes the value of what a client said of itself.</summary>
    public static ObjectValue Claims(Claims claims) => Object("Claims",
        Optional("User", TemplateValue.Of(claims.User)), Optional("Host", TemplateValue.Of(claims.Host)),
        Optional("Repository", TemplateValue.Of(claims.Repository)),
        Optional("Branch", TemplateValue.Of(claims.Branch)), Optional("Commit", TemplateValue.Of(claims.Commit)),
        Optional("Actor", TemplateValue.Of(claims.Actor)), Optional("RunURL", TemplateValue.Of(claims.RunUrl)),
        Optional("PullRequestURL", TemplateValue.Of(claims.PullRequestUrl)),
        Optional("PullRequest", claims.PullRequest is { } pull ? Of(pull) : TemplateValue.Nil),
        Optional("Gaps", TemplateValue.Of(claims.Gaps)),
        Optional("Trigger", TemplateValue.Of(claims.Trigger)),
        Optional("TriggerVersion", TemplateValue.Of(claims.TriggerVersion)),
        Optional("ClientVersion", TemplateValue.Of(claims.ClientVersion)));

    private static ObjectValue Of(PullRequest pull) => Object("PullRequest",
        Always("Number", TemplateValue.Of(pull.Number)), Optional("URL", TemplateValue.Of(pull.Url)),
        Optional("Title", TemplateValue.Of(pull.Title)), Optional("Author", TemplateValue.Of(pull.Author)),
        Optional("Reviews", List(pull.Reviews.Select(r => Object("Review",
            Always("Reviewer", TemplateValue.Of(r.Reviewer)), Always("Verdict", TemplateValue.Of(r.Verdict)))))),
        Optional("MergedBy", TemplateValue.Of(pull.MergedBy)), Optional("MergedAt", Time(pull.MergedAt)));
}
