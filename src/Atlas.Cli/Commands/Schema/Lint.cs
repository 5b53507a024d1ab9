using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema lint</c>: looks at a whole schema.</summary>
internal static class SchemaLint
{
    private static readonly Option<string[]> Url = new("--url", "-u")
    {
        Description = "The schema's URL; repeat it for several files",
        HelpName = "URL",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("lint", "Check a whole schema: names, indexes, and the project's own rules.")
        {
            Url, SchemaOptions.Dev, SchemaOptions.Schemas, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema lint --env local",
            "atlas schema lint -u file://schema.hcl --dev-url 'sqlite://dev?mode=memory'",
            "atlas schema lint --env local --format '{{ sarif . }}' > lint.sarif",
            "atlas schema lint --env local --format '{{ markdown . }}'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var urls = run.GetList(Url);
        if (urls.IsEmpty && env is not null) urls = await env.SourcesAsync(cancellationToken);
        if (urls.IsEmpty) throw new FailureException("required flag(s) \"url\" not set");
        var report = await new LintSchema(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            new LintSchemaRequest(
                urls, await run.DevAsync(env, cancellationToken),
                await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
                await run.LintAsync(env, cancellationToken), run.SchemaVariables),
            cancellationToken);
        if (await run.FormatAsync("lint", env, cancellationToken) is { } format)
            Output.Write(run.App, format, LintModel.OfSchema(report), LintModel.Functions(report));
        else run.App.Out.Write(LintText.OfSchema(report));
        if (!report.HasErrors) return 0;
        var errors = report.Findings.Count(f => f.Severity == Hcl.Text.Severity.Error);
        run.App.Fail($"Error: {Plural.Of(errors, "error")} found in the schema.");
        return 1;
    }
}
