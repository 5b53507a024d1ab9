using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud trace</c>: how versions got to where they are.</summary>
internal static class CloudTrace
{
    private static readonly Option<string?> Version = new("--version")
    {
        Description = "Only this version",
        HelpName = "NAME"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("trace",
            "Show how each version of a repo went through the environments: who pushed it, where it was deployed, " +
            "what was refused.")
        {
            CloudOptions.Repo, Version, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud trace --repo myapp",
            "atlas cloud trace --repo myapp --version 20260610120000");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var trace = await registry.TraceAsync(CloudOptions.Required(run, CloudOptions.Repo), run.Get(Version), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, CloudModel.Of(trace));
        else Write(run, registry, trace);
    });

    private static void Write(CommandRun run, SchemaRegistry registry, Trace trace)
    {
        var output = run.App.Out;
        if (trace.Versions.IsEmpty) output.Write($"No versions of \"{trace.Repo}\" found.\n");
        foreach (var traced in trace.Versions)
        {
            var version = traced.Version;
            output.Write(
                $"{trace.Repo} {version.Version}{(version.Tags.IsEmpty ? "" : $" [{string.Join(", ", version.Tags)}]")}{(version.Description.Length > 0 ? $" {version.Description}" : "")}\n");
            output.Write($"  {version.Digest}\n");
            output.Write(
                $"  {CloudOptions.Time(version.PushedAt)}  pushed by {version.PushedBy}{Origin(version.Claims)}\n");
            if (version.Redaction is { } redaction)
                output.Write($"  {CloudOptions.Time(redaction.At)}  redacted by {redaction.By}: {redaction.Reason}\n");
            foreach (var (at, text) in Events(traced).OrderBy(e => e.At))
                output.Write($"  {CloudOptions.Time(at)}  {text}\n");
            output.Write("\n");
        }

        CloudOptions.Attest(run, registry);
    }

    private static IEnumerable<(DateTimeOffset At, string Text)> Events(TracedVersion traced) =>
    [
        .. traced.Deployments.Select(d => (d.BegunAt,
            $"{Glass(d)}{Verb(d)} by {d.Subject}{Origin(d.Begin.Claims)} ({d.Begin.Id})")),
        .. traced.Withdrawals.Select(w => (w.At, $"{Verb(w)} by {w.By}")),
        .. traced.Tests.Select(t => (t.At, $"{EvidenceText.Of(t)} by {t.Subject}{Origin(t.Report.Claims)}")),
        .. traced.Validations.Select(v => (v.At,
            $"{EvidenceText.Of(v)} by {v.Subject}{Run(v)} (of {v.Deployment})")),
    ];

    private static string Run(Validation validation) =>
        validation.Report.Url is { Length: > 0 } url ? $", {url}" : Origin(validation.Report.Claims);

    private static string Verb(Deployment deployment)
    {
        var place = $"{deployment.Begin.Env} ({deployment.Begin.Target.Name})";
        return deployment.Outcome switch
        {
            DeploymentOutcome.Passed => $"deployed {(deployment.Begin.IsPartial ? "in part " : "")}to {place}",
            DeploymentOutcome.NoAction => $"confirmed on {place}",
            DeploymentOutcome.DryRun => $"tried on {place} as a dry run",
            DeploymentOutcome.Blocked => $"blocked for {place}{Rule(deployment)}",
            DeploymentOutcome.Failed => $"failed on {place}",
            _ => $"begun on {place}, no end is known,",
        };
    }

    private static string Verb(Withdrawal withdrawal) => withdrawal.Env.Length > 0
        ? $"{withdrawal.Env} was moved back from it, so it is not promoted any more,"
        : $"WITHDRAWN ({withdrawal.Reason})";

    private static string Glass(Deployment deployment) => deployment.BreakGlass is { } exception
        ? $"BREAK GLASS, {PermitModel.Review(exception)} ({exception.Reason}): " : "";

    private static string Rule(Deployment deployment) =>
        deployment.Begin.Checks.Where(c => c.Kind == "deny" && c.Outcome is "true" or "error")
            .Select(c => $" (deny rule \"{c.Rule}\")").FirstOrDefault() ?? "";

    private static string Origin(Claims claims) =>
        Source(claims) + string.Concat(claims.Gaps.Select(g => $" ({g})"));

    private static string Source(Claims claims) =>
        claims.PullRequest is { } merged ? $", {PullRequestText.Of(merged)}"
            : claims.PullRequestUrl is { } pull ? $", {pull}" : claims.RunUrl is { } run ? $", {run}"
            : claims.Commit is { } commit ? $", commit {commit}" : "";
}
