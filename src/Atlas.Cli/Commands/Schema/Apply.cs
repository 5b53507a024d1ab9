using System.CommandLine;
using Atlas.Cli.Hosting;
using Atlas.Cli.Screen.Models;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Lint;
using Atlas.Core.Plans;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema apply</c>: brings databases to the desired state.</summary>
internal static class SchemaApply
{
    private static readonly Option<string[]> To = new(
        "--to")
    { Description = "The desired state's URL; repeat it for several files", HelpName = "URL" };
    private static readonly Option<string[]> File = new("--file",
        "-f")
    { Description = "Paths of the desired state (older spelling of --to)", Hidden = true };
    private static readonly Option<string?> Log = new(
        "--log")
    { Description = "A Go template for the output (older spelling of --format)", Hidden = true };
    private static readonly Option<bool> DryRun = new(
        "--dry-run")
    { Description = "Show the plan and ask the checks; execute nothing" };
    private static readonly Option<bool> AutoApprove = new(
        "--auto-approve")
    { Description = "Do not ask before executing" };
    private static readonly Option<string?> TxMode = new(
        "--tx-mode")
    {
        Description = "file: one transaction; none: statement by statement [default: file]",
        HelpName = "MODE"
    };
    private static readonly Option<string?> LockName = new(
        "--lock-name")
    { Description = "The name of the lock [default: atlas_schema_apply]", HelpName = "NAME" };
    private static readonly Option<bool> Report = new(
        "--report")
    { Description = "Report the deployment to the registry" };
    private static readonly Option<bool> AllowOlder = new(
        "--allow-older")
    { Description = "Allow a version that was pushed before the one the database is on" };
    private static readonly Option<bool> AllowDrop = new(
        "--allow-drop")
    {
        Description = "Allow a first deployment to drop objects that no version of the repo ever " +
        "held"
    };
    private static readonly Option<string?> BreakGlass = new(
        "--break-glass")
    {
        Description = "Deploy to a protected environment without the evidence that its policy asks for, for this " +
            "reason; needs the scope break-glass, and stays open until another person reviewed it",
        HelpName = "REASON"
    };
    private static readonly Option<bool> KeepLiterals = new(
        "--report-literals")
    { Description = "Do not mask the literals of reported statements" };
    private static readonly Option<string?> Plan = new(
        "--plan")
    {
        Description = "The plan to run: atlas://REPO/plans/NAME or file://NAME.plan.hcl [default: the approved one " +
            "for this transition]",
        HelpName = "URL"
    };
    private static readonly Option<ResumeChoice> Resume = new("--resume")
    {
        Description = "What to do about a plan that stopped in the database: retry or skip the statement that nobody " +
            "knows of, or abandon the rest",
        HelpName = "CHOICE"
    };
    private static readonly Option<bool> Edit = new(
        "--edit")
    { Description = "Open the planned SQL in $EDITOR, try it on the dev database, then go on with it" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("apply", "Bring a database to the desired state.");
        foreach (var option in (Option[])[SchemaOptions.Url, To, File, SchemaOptions.Dev, SchemaOptions.Schemas,
            SchemaOptions.Exclude, SchemaOptions.Include,
            DryRun, AutoApprove, SchemaOptions.Format, Log, TxMode, SchemaOptions.LockTimeout, LockName, Report, AllowOlder,
            AllowDrop, BreakGlass, KeepLiterals, Plan, Resume, Edit, SchemaOptions.Context])
            command.Add(option);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema apply --env staging",
            "atlas schema apply --env production --dry-run",
            "atlas schema apply -u sqlite://app.db --to file://schema.hcl",
            "atlas schema apply -u postgres://app@localhost:5432/app --to 'atlas://myapp?tag=v12' --auto-approve");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        Refuse(run);
        var envs = await run.EnvsAsync(cancellationToken);
        var code = 0;
        for (var i = 0; i < Math.Max(envs.Count, 1); i++)
        {
            code = await RunAsync(run, envs.Count == 0 ? null : envs[i], i, cancellationToken);
            if (code != 0) break;
        }

        return code;
    }

    private static async Task<int> RunAsync(CommandRun run, ProjectEnv? env, int instance,
        CancellationToken cancellationToken)
    {
        var lint = await run.LintAsync(env, cancellationToken);
        if (lint.Review is { } policy && run.Get(AutoApprove))
            throw new FailureException(
                $"auto-approve is not allowed when a lint policy is set to \"{policy.ToString().ToUpperInvariant()}\"");
        var request = await RequestAsync(run, env, cancellationToken) with { Lint = lint };
        var format = run.Get(Log) is { Length: > 0 } log ? log
            : await run.FormatAsync("apply", env, cancellationToken);
        var text = format is null ? new ApplyText(run.App.Out, lint.IsThere, run.App.IsInteractive) : null;
        var approver = new TerminalApprover(run.App, run.Get(AutoApprove), lint.Review, () => text?.ShowPlan());
        var workflow = new ApplySchema(run.App.Host, run.App.Drivers, run.OpenRegistryAsync, run.Outbox,
            run.Protection);
        var result = await workflow.RunAsync(request, env is null ? null
            : token => ReopenAsync(run, instance, token), approver, text ?? new ApplyObserver(), cancellationToken);
        if (text is not null) Show(run.App, text, result);
        else Output.Write(run.App, format!, ApplyModel.Of(request.Url, result), LintModel.Functions(result.Lint));
        return Conclude(run.App, result, isText: text is not null);
    }

    private static async Task<ApplyRequest> RequestAsync(CommandRun run, ProjectEnv? env,
        CancellationToken cancellationToken)
    {
        var url = await run.UrlAsync(SchemaOptions.Url, e => e.UrlAsync(cancellationToken), env, cancellationToken)
            ?? throw new FailureException("required flag(s) \"url\" not set");
        if (!run.App.Drivers.IsDatabase(url.Scheme))
            _ = url.Scheme is "file" or "atlas" ? throw new FailureException("--url must be a database connection")
                : run.App.Drivers.For(url);
        var flags = run.GetList(To) is { IsEmpty: false } to ? to
            : [.. run.GetList(File).Select(f => f.Contains("://", StringComparison.Ordinal) ? f : "file://" + f)];
        var desired = !flags.IsEmpty ? flags : env is null ? [] : await env.SourcesAsync(cancellationToken);
        if (desired.IsEmpty)
            throw new FailureException(run.Get(Plan) is null ? "one of flag(s) \"file\" or \"to\" is required"
                : "the flag \"to\" is required to verify the provided plan");
        return new ApplyRequest
        {
            Url = url,
            Desired = desired,
            HasDesiredFlag = !flags.IsEmpty,
            Env = env,
            Dev = await run.DevAsync(env, cancellationToken),
            Schemas = await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
            Filter = await run.FilterAsync(env, cancellationToken),
            Policy = env is null ? Core.Diff.DiffPolicy.Default : await env.DiffAsync(cancellationToken),
            Session = env is null ? new Core.Dialects.WorkSession("atlas") : await env.SessionAsync(cancellationToken),
            Limits = env is null ? SizeLimits.None : await env.SizesAsync(cancellationToken),
            Variables = run.SchemaVariables,
            IsDryRun = run.Get(DryRun),
            IsWithoutTransaction = run.Get(TxMode) switch
            {
                null or "file" => false,
                "none" => true,
                var other => throw new FailureException($"unknown tx-mode \"{other}\": it is file or none"),
            },
            Plan = run.Get(Plan) is { } plan ? Url.Parse(plan) : null,
            Edit = run.Get(Edit) ? (sql, token) => Editor.EditAsync(run.App, "plan.sql", sql, token) : null,
            Resume = run.Get(Resume),
            LockTimeout = Durations.Read("--lock-timeout", run.Get(SchemaOptions.LockTimeout),
                TimeSpan.FromSeconds(10)),
            LockName = run.Get(LockName) ?? "atlas_schema_apply",
            AllowsOlder = run.Get(AllowOlder),
            AllowsDrop = run.Get(AllowDrop),
            BreakGlass = run.Get(BreakGlass),
            Report = run.Get(Report) || run.App.Host.Variable("ATLAS_REPORT") is "1" or "true" ? ReportMode.On : null,
            KeepsLiterals = run.Get(KeepLiterals),
            Claims = ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)),
        };
    }

    /// <summary>Opens the project again and returns the same instance of its environment.</summary>
    public static async Task<ProjectEnv> ReopenAsync(CommandRun run, int instance,
        CancellationToken cancellationToken) =>
        (await (run.Open() ?? throw new FailureException("the project file is gone"))
            .SelectAsync(cancellationToken))[instance];

    private static void Refuse(CommandRun run)
    {
        if (run.Get(Edit) && run.Get(Plan) is not null)
            throw new FailureException("--edit and --plan exclude each other");
        if (run.Get(DryRun) && run.Get(AutoApprove))
            throw new FailureException("--dry-run and --auto-approve exclude each other");
    }

    /// <summary>Shows what came of an apply.</summary>
    public static void Show(App app, ApplyText text, ApplyResult result)
    {
        switch (result.Outcome)
        {
            case ApplyOutcome.Synced: text.Synced(); break;
            case ApplyOutcome.DryRun when result.Plan is { IsEmpty: true }: text.Synced(); break;
            case ApplyOutcome.DryRun: text.ShowPlan(); break;
            case ApplyOutcome.Applied or ApplyOutcome.Failed when !result.Ran.IsEmpty: text.Summary(result); break;
        }

        if (result.Link is { } link && result.Outcome is not (ApplyOutcome.Blocked or ApplyOutcome.Failed))
            app.Out.Write(ApplyText.Footer(link));
        app.Out.Flush();
    }

    /// <summary>Says what went wrong, and returns the exit code.</summary>
    public static int Conclude(App app, ApplyResult result, bool isText)
    {
        var footer = isText && result.Link is { } link ? ApplyText.Footer(link) : "";
        switch (result.Outcome)
        {
            case ApplyOutcome.Blocked:
                app.Fail($"Error: {result.Error ?? ApplyModel.Denial(result.Checks)}\n{footer}");
                return 1;
            case ApplyOutcome.Failed:
                app.Fail($"Error: {result.Error}\n{footer}");
                return 1;
            default:
                return 0;
        }
    }
}
