using System.CommandLine;
using System.Globalization;
using Atlas.Cli.Hosting;
using Atlas.Cli.Screen.Models;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Plans;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan</c>: plans a transition, and pushes or saves the plan.</summary>
internal static class SchemaPlan
{
    private static readonly Argument<string?> Name = new("name")
    {
        Description = "The plan's name [default: the time in UTC]",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show the plan; keep it nowhere" };
    private static readonly Option<bool> Push = new("--push")
    {
        Description = "Push the plan to the registry [default]",
    };
    private static readonly Option<bool> Save = new("--save") { Description = "Save the plan as a file; push nothing" };
    private static readonly Option<bool> SkipLint = new("--skip-lint") { Description = "Do not analyze the plan" };
    private static readonly Option<string?> NameFormat = new("--name-format")
    {
        Description = "A template for the plan's name, such as 'pr-42-{{ printf \"%.8s\" (base64url .FromHash) }}'",
        HelpName = "TEMPLATE",
    };

    /// <summary>Makes the command with those below it.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("plan",
            "Plan the way from one state to another, to be reviewed, approved and then applied as it is.")
        {
            Name,
        };
        command.WithTransition();
        foreach (var option in (Option[])[DryRun, Push, Save, PlanOptions.Edit, PlanOptions.Pending, PlanOptions.Name,
            NameFormat, PlanOptions.Output, SkipLint, PlanOptions.Directive])
            command.Add(option);
        foreach (var verb in (Command[])[SchemaPlanNew.Create(app), SchemaPlanList.Create(app),
            SchemaPlanPull.Create(app), SchemaPlanPush.Create(app), SchemaPlanReview.CreateApprove(app),
            SchemaPlanReview.CreateReject(app), SchemaPlanComment.Create(app), SchemaPlanRemove.Create(app),
            SchemaPlanValidate.Create(app), SchemaPlanLint.Create(app), SchemaPlanTest.Create(app)])
            command.Subcommands.Add(verb);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema plan --env production",
            "atlas schema plan --repo atlas://myapp --from atlas://myapp --to file://schema.hcl --dev-url " +
                "'sqlite://dev?mode=memory' --pending",
            "atlas schema plan --env production --edit --save");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var isPending = run.Get(PlanOptions.Pending) && !run.Get(Push);
        if (new[] { run.Get(DryRun), run.Get(Push), run.Get(Save), isPending }.Count(m => m) > 1)
            throw new FailureException("--dry-run, --save, --push and --pending exclude each other");
        if (run.Get(Name) is not null && run.Get(PlanOptions.Name) is not null)
            throw new FailureException("the plan's name is given twice");
        var plan = await PlanRun.OpenAsync(run, cancellationToken);
        var transition = await plan.TransitionAsync(cancellationToken, asks: true);
        var file = await MakeAsync(plan, transition, run.Get(Name) ?? run.Get(PlanOptions.Name), run.Get(NameFormat),
            cancellationToken);
        var tried = await plan.TryAsync(transition, file, cancellationToken);
        var report = run.Get(SkipLint) ? null : await plan.LintAsync(transition, file, tried, cancellationToken);
        if (report is null) await plan.ShowAsync(transition, file, cancellationToken);
        if (!run.Get(DryRun) && !run.Get(Save))
            return await plan.PushAsync(transition, file, tried.Replay, report, cancellationToken);
        if (await run.FormatAsync("plan", plan.Env, cancellationToken) is { } format)
            plan.Write(format, transition, PlanModel.FileOf(transition.Driver.Dialect, file), report);
        if (run.Get(Save)) SchemaPlanNew.Save(run, file);
        return 0;
    }

    /// <summary>Makes a plan of a transition: its name, its directives, and what the editor made of it.</summary>
    public static async Task<PlanFile> MakeAsync(PlanRun plan, Transition transition, string? name, string? nameFormat,
        CancellationToken cancellationToken)
    {
        var run = plan.Run;
        var directives = run.Get(PlanOptions.Directive) is { } given ? given.ToSeq() : [];
        var migration = PlanSql.Write(transition.Plan, directives, transition.Driver.Dialect.SplitOptions);
        var file = new PlanFile(
            name ?? run.App.Host.Now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
            transition.Plan.From, transition.Plan.To, migration);
        if (name is null && nameFormat is not null)
            file = file with { Name = NameBy(nameFormat, PlanModel.FileOf(transition.Driver.Dialect, file)) };
        if (!run.Get(PlanOptions.Edit)) return file;
        var edited = await Editor.EditAsync(run.App, $"{file.Name}.sql", migration, cancellationToken);
        return file with { Migration = edited };
    }

    private static string NameBy(string format, TemplateValue file)
    {
        try
        {
            return Template.Parse(format, [.. AtlasFunctions.All(hasColours: false)]).Render(file).Trim();
        }
        catch (TemplateException problem)
        {
            throw new FailureException($"--name-format: {problem.Message}", problem);
        }
    }
}
