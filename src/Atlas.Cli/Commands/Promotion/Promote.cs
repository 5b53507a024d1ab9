using System.CommandLine;
using Atlas.Cli.Commands.Schema;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Promotion;

/// <summary><c>atlas promote</c>: brings the version that one environment is on to another.</summary>
internal static class PromoteCommand
{
    private static readonly Option<string?> From = new("--from")
    {
        Description = "The environment that the version comes from",
        HelpName = "ENV"
    };
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The environment of the project file that it goes to",
        HelpName = "ENV"
    };
    private static readonly Option<string?> Version = new("--version")
    {
        Description = "The version [default: the one that every database of --from is on]",
        HelpName = "NAME"
    };
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Show it all and execute nothing; exits with 1 when something speaks against it"
    };
    private static readonly Option<bool> AutoApprove = new("--auto-approve")
    {
        Description = "Do not ask before executing"
    };
    private static readonly Option<string?> Format = new("--format")
    {
        Description = "json, or a Go template for the output",
        HelpName = "FORMAT"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("promote",
            "Promote the version that one environment is on to another: show the version, the evidence for it, the " +
            "plan with its hazards, and all that speaks against it; then ask, and deploy it as `atlas schema apply` " +
            "does.")
        {
            From, To, Version, DryRun, AutoApprove, Format, SchemaOptions.LockTimeout, SchemaOptions.Context,
        };
        command.SetAction((parse, cancellationToken) =>
            RunAsync(new CommandRun(app, parse, parse.GetValue(To)), cancellationToken));
        return command.WithExamples(
            "atlas promote --from staging --to production --dry-run",
            "atlas promote --from staging --to production",
            "atlas promote --from staging --to production --auto-approve --format json");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var from = run.Get(From) is { Length: > 0 } name ? name
            : throw new FailureException("required flag(s) \"from\" not set");
        if (run.Get(To) is not { Length: > 0 }) throw new FailureException("required flag(s) \"to\" not set");
        if (run.Get(DryRun) && run.Get(AutoApprove))
            throw new FailureException("--dry-run and --auto-approve exclude each other");
        var envs = await run.EnvsAsync(cancellationToken);
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        for (var i = 0; i < envs.Count; i++)
        {
            var repo = await EnvRepo.OfAsync(envs[i], cancellationToken)
                ?? throw new FailureException(
                    $"env \"{envs[i].Name}\" belongs to no repo: give it schema {{ src = \"atlas://REPO\" }}");
            var candidate = await PromotionCandidate.FindAsync(registry, repo, from, envs[i].Name, run.Get(Version),
                cancellationToken);
            if (await PromoteAsync(run, registry, candidate, envs[i], i, cancellationToken) is not 0 and var code)
                return code;
        }

        return 0;
    }

    private static async Task<int> PromoteAsync(
        CommandRun run, SchemaRegistry registry, PromotionCandidate candidate, ProjectEnv env, int instance,
        CancellationToken cancellationToken)
    {
        var request = await RequestAsync(run, env, candidate, cancellationToken);
        var format = run.Get(Format) is "json" ? "{{ json . }}" : run.Get(Format);
        var text = format is null ? new ApplyText(run.App.Out, request.Lint.IsThere) : null;
        if (text is not null) text.Show(PromotionText.Of(candidate));
        var approver = new TerminalApprover(run.App, run.Get(AutoApprove), request.Lint.Review, () => text?.ShowPlan());
        var workflow = new ApplySchema(run.App.Host, run.App.Drivers, run.OpenRegistryAsync, run.Outbox,
            run.Protection);
        var result = await workflow.RunAsync(
            request, token => ReopenAsync(run, registry, candidate, instance, token), approver,
            text ?? new ApplyObserver(), cancellationToken);
        if (text is null) Output.Write(run.App, format!, PromotionModel.Of(candidate, request.Url, result));
        else SchemaApply.Show(run.App, text, result);
        var code = SchemaApply.Conclude(run.App, result, isText: text is not null);
        return code == 0 && result is { Outcome: ApplyOutcome.DryRun, Examination.Refusals.IsEmpty: false } ? 1 : code;
    }

    private static async Task<ApplyRequest> RequestAsync(
        CommandRun run, ProjectEnv env, PromotionCandidate candidate, CancellationToken cancellationToken)
    {
        var lint = await run.LintAsync(env, cancellationToken);
        if (lint.Review is { } policy && run.Get(AutoApprove))
            throw new FailureException(
                $"auto-approve is not allowed when a lint policy is set to \"{policy.ToString().ToUpperInvariant()}\"");
        return new ApplyRequest
        {
            Url = Url.Parse(await env.UrlAsync(cancellationToken)
                ?? throw new FailureException($"env \"{env.Name}\" has no url: nothing can be deployed there")),
            Desired = [candidate.Url],
            HasDesiredFlag = true,
            Env = env,
            Schemas = await env.ListAsync("schemas", cancellationToken),
            Filter = await run.FilterAsync(env, cancellationToken),
            Policy = await env.DiffAsync(cancellationToken),
            Lint = lint,
            IsDryRun = run.Get(DryRun),
            AsksGateFirst = true,
            Report = ReportMode.On,
            LockTimeout = Durations.Read("--lock-timeout", run.Get(SchemaOptions.LockTimeout),
                TimeSpan.FromSeconds(10)),
            Claims = ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)),
        };
    }

    /// <summary>Under the lock: the environment that the version comes from must still be on it, unless the version was
    /// named.</summary>
    private static async Task<ProjectEnv> ReopenAsync(
        CommandRun run, SchemaRegistry registry, PromotionCandidate candidate, int instance,
        CancellationToken cancellationToken)
    {
        if (run.Get(Version) is null) await candidate.ConfirmAsync(registry, cancellationToken);
        return await SchemaApply.ReopenAsync(run, instance, cancellationToken);
    }
}
