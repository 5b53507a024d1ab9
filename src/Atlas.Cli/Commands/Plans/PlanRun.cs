using System.Diagnostics;
using Atlas.Cli.Ci;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;
using Atlas.Hcl.Text;

namespace Atlas.Cli.Commands.Plans;

/// <summary>One run of a command of <c>atlas schema plan</c> on a transition: what the flags and the environment
/// say.</summary>
internal sealed class PlanRun
{
    private PlanRun(CommandRun run, ProjectEnv? env, PlanSchemaRequest request) =>
        (Run, Env, Request) = (run, env, request);

    /// <summary>Gets the run of the command.</summary>
    public CommandRun Run { get; }

    /// <summary>Gets the selected environment; null for none.</summary>
    public ProjectEnv? Env { get; }

    /// <summary>Gets which transition is meant.</summary>
    public PlanSchemaRequest Request { get; }

    private PlanSchema Workflow => new(Run.App.Host, Run.App.Drivers, Env, Run.OpenRegistryAsync);

    /// <summary>Reads the flags, and what they leave open from the environment.</summary>
    public static async Task<PlanRun> OpenAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var to = run.GetList(PlanOptions.To) is { IsEmpty: false } flags ? flags
            : env is null ? [] : await env.SourcesAsync(cancellationToken);
        if (to.IsEmpty) throw new FailureException("required flag(s) \"to\" not set");
        Seq<string> from = run.GetList(PlanOptions.From) is { IsEmpty: false } given ? given
            : env is { HasUrl: true } && await env.UrlAsync(cancellationToken) is { } url ? [url] : [];
        return new PlanRun(run, env, new PlanSchemaRequest(
            await RepoAsync(run, env, to, cancellationToken), from, to,
            await run.DevAsync(env, cancellationToken),
            await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
            await run.FilterAsync(env, cancellationToken),
            env is null ? DiffPolicy.Default : await env.DiffAsync(cancellationToken), run.SchemaVariables));
    }

    /// <summary>Returns the repo: the flag's, else the environment's, else that of the desired state.</summary>
    public static async Task<string> RepoAsync(CommandRun run, ProjectEnv? env, Seq<string> to,
        CancellationToken cancellationToken)
    {
        var name = run.Get(PlanOptions.Repo) ?? (env is null ? null : await env.RepoAsync(cancellationToken))
            ?? to.FirstOrDefault(u => u.StartsWith("atlas://", StringComparison.Ordinal))
            ?? throw new FailureException(
                "no repo is given: name it with --repo atlas://myapp, or set schema.repo.name in the environment");
        return name.Contains("://", StringComparison.Ordinal) ? Url.Parse(name).HostAndPath.Trim('/') : name;
    }

    /// <summary>Returns what leads from one state to the other; nothing to do is an error that scripts
    /// know.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="asks">Whether a person at the terminal is asked about what looks like a rename.</param>
    public async Task<Transition> TransitionAsync(CancellationToken cancellationToken, bool asks = false)
    {
        var approver = asks ? new TerminalApprover(Run.App, Run.Get(PlanOptions.AutoApprove), null, () => { }) : null;
        var transition = await Workflow.FindAsync(Request with { Approver = approver }, cancellationToken);
        return transition.Plan.IsEmpty
            ? throw new FailureException("The current state is synced with the desired state, no changes to be made")
            : transition;
    }

    /// <summary>Checks that a plan belongs to a transition and that its SQL arrives.</summary>
    public Task<TriedPlan> TryAsync(Transition transition, PlanFile plan, CancellationToken cancellationToken)
    {
        plan.EnsureLeads(transition.Plan.From, transition.Plan.To);
        return PlanSchema.TryAsync(Request, transition, plan, cancellationToken);
    }

    /// <summary>Looks at a plan that was tried, and shows what it does and what was found, unless a template shows the
    /// result.</summary>
    /// <returns>What was found.</returns>
    public async Task<LintReport> LintAsync(Transition transition, PlanFile plan, TriedPlan tried,
        CancellationToken cancellationToken)
    {
        var settings = await Run.LintAsync(Env, cancellationToken);
        var clock = Stopwatch.StartNew();
        var report = await Workflow.LintAsync(Request, transition, plan, tried, settings, cancellationToken);
        await ShowAsync(transition, plan, text => text.Linted(report, clock.Elapsed), cancellationToken);
        return report;
    }

    /// <summary>Shows what a plan does, unless a template shows the result.</summary>
    public Task ShowAsync(Transition transition, PlanFile plan, CancellationToken cancellationToken) =>
        ShowAsync(transition, plan, _ => { }, cancellationToken);

    private async Task ShowAsync(Transition transition, PlanFile plan, Action<ApplyText> add,
        CancellationToken cancellationToken)
    {
        if (await Run.FormatAsync("plan", Env, cancellationToken) is not null) return;
        var text = new ApplyText(Run.App.Out, showsLint: true);
        text.Planned(Shown(transition, plan));
        add(text);
        text.ShowPlan();
    }

    /// <summary>Shows the result by a template: <c>Env, Repo, Lint, File</c>.</summary>
    public void Write(string format, Transition transition, TemplateValue file, LintReport? report) =>
        Output.Write(Run.App, format,
            PlanModel.Of(transition.Driver.Dialect, Request.Dev, Request.Repo, file, report), LintModel.Functions(report));

    /// <summary>Asks, pushes and shows what the registry made of it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> PushAsync(Transition transition, PlanFile plan, PlanReplay replay, LintReport? report,
        CancellationToken cancellationToken)
    {
        var isPending = Run.Get(PlanOptions.Pending);
        if (!isPending && !Run.Get(PlanOptions.AutoApprove) && !await AskAsync(cancellationToken)) return 0;
        var claims = await MergedPullRequest.AddAsync(
            Run.App.Host, ClientClaims.Of(Run.App.Host, Run.Get(SchemaOptions.Context)), cancellationToken);
        await using var registry = await Run.OpenRegistryAsync(cancellationToken);
        var stored = await registry.PushPlanAsync(
            new PlanPush(Request.Repo, plan.Name, plan.From, plan.To, plan.Migration,
                isPending ? PlanStatus.Pending : PlanStatus.Approved, replay with { Findings = Found(report) }, claims),
            cancellationToken);
        if (await Run.FormatAsync("plan", Env, cancellationToken) is { } format)
            Write(format, transition, PlanModel.FileOf(transition.Driver.Dialect, stored), report);
        else
            PlanStatusText.Write(Run.App.Out, stored);
        return 0;
    }

    /// <summary>What a reviewer is shown at the lines of the plan.</summary>
    private static Seq<PlanFinding> Found(LintReport? report) => report is null ? [] :
    [
        .. report.Findings.Select(f => new PlanFinding(
            f.Rule.Code, f.Severity is Severity.Error, f.Line, f.Message, f.Fixes.Select(x => x.Message).ToSeq())),
    ];

    /// <summary>Reads the plan that <c>--file</c> names: a file, or a plan of the registry.</summary>
    /// <returns>The plan, and as the registry keeps it; null for a file.</returns>
    public static async Task<(PlanFile File, StoredPlan? Stored)> ReadAsync(
        CommandRun run, CancellationToken cancellationToken)
    {
        var text = run.Get(PlanOptions.File) ?? throw new FailureException("required flag(s) \"file\" not set");
        var url = Url.Parse(text.Contains("://", StringComparison.Ordinal) ? text : "file://" + text);
        if (url.Scheme == "file")
            return (PlanFile.Read(SourceText.From(url.HostAndPath, run.App.Host.ReadFile(url.HostAndPath))), null);
        var address = PlanUrl.Parse(text);
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        var stored = await registry.GetPlanAsync(address.Repo, address.Name, cancellationToken);
        return (new PlanFile(stored.Name, stored.From, stored.To, stored.Migration), stored);
    }

    private static Plan Shown(Transition transition, PlanFile plan)
    {
        var options = transition.Driver.Dialect.SplitOptions;
        var statements = PlanSql.Read(plan.Name, plan.Migration, options).Statements;
        return statements.Select(s => s.Sql).SequenceEqual(transition.Plan.Statements.Select(s => s.Sql))
            ? transition.Plan : transition.Plan with { Statements = statements };
    }

    private Task<bool> AskAsync(CancellationToken cancellationToken) => Run.App.IsInteractive
        ? TerminalApprover.AskAsync("Approve or abort the plan:", ["Approve and push", "Abort"], "Approve and push",
            cancellationToken)
        : throw new FailureException(
            "a plan is pushed as approved only when a person says so. Run the command at a terminal, add " +
                "--auto-approve, or push it with --pending and have it approved.");
}
