using System.CommandLine;
using Atlas.Cli.Ci;

namespace Atlas.Cli.Commands.Ci;

/// <summary><c>atlas ci summary</c>: adds to what the platform shows of the step.</summary>
internal static class CiSummary
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("summary",
            "Add Markdown to the summary of the step, where the platform has one: GitHub Actions and Azure DevOps.")
        {
            Markdown.File,
        };
        command.SetAction(parse => Run(new CommandRun(app, parse)));
        return command.WithExamples("atlas ci summary --file plan.md");
    }

    private static int Run(CommandRun run)
    {
        var variables = new CiVariables(run.App.Host);
        var platform = CiPlatforms.Here(variables) ?? throw Markdown.NoPlatform();
        platform.Summarise(variables, Markdown.Read(run), run.App.Out);
        return 0;
    }
}
