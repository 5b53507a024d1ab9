using System.CommandLine;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan comment</c>: says something of a plan of the registry, or shows what was said.</summary>
internal static class SchemaPlanComment
{
    private static readonly Option<string?> Text = new("--text")
    {
        Description = "What to say [default: show what was said]",
        HelpName = "TEXT",
    };
    private static readonly Option<int?> Line = new("--line")
    {
        Description = "The line of the plan's SQL that it is about [default: the whole plan]",
        HelpName = "N",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("comment",
            "Say something of a plan of the registry, or of a line of it; without --text, show what was said, oldest " +
            "first. It decides nothing.")
        {
            PlanOptions.Url, Text, Line,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema plan comment --url atlas://myapp/plans/add_email --line 3 --text 'why not concurrently?'",
            "atlas schema plan comment --url atlas://myapp/plans/add_email");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var address = SchemaPlanPull.AddressOf(run);
        if (run.Get(Text) is null && run.Get(Line) is not null)
            throw new FailureException("--line is for --text: say something of that line");
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        var plan = await registry.GetPlanAsync(address.Repo, address.Name, cancellationToken);
        if (run.Get(Text) is { } text)
        {
            Write(run, await registry.CommentAsync(
                plan.Repo, plan.Name, new NewPlanComment(text, run.Get(Line), plan.Digest), cancellationToken), plan);
            return 0;
        }

        for (var page = new PageRequest(1, 100); ; page = page with { Number = page.Number + 1 })
        {
            var said = await registry.ListCommentsAsync(plan.Repo, plan.Name, page, cancellationToken);
            foreach (var comment in said.Items) Write(run, comment, plan);
            if (said.Total == 0) run.App.Out.Write("Nothing was said yet.\n");
            if (page.Number * (long)page.Size >= said.Total) return 0;
        }
    }

    private static void Write(CommandRun run, PlanComment comment, StoredPlan plan) => run.App.Out.Write(
        $"{Cloud.CloudOptions.Time(comment.At)} {comment.Author}{(comment.Line is { } line ? $", line {line}" : "")}" +
        $"{(comment.Digest == plan.Digest ? "" : ", of an earlier text")}:\n" +
        $"{string.Concat(comment.Text.ReplaceLineEndings("\n").Split('\n').Select(l => $"  {l}\n"))}");
}
