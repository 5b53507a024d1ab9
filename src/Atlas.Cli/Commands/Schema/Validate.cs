using System.CommandLine;
using Atlas.Core.States;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema validate</c>: says nothing of a sound schema.</summary>
internal static class SchemaValidate
{
    private static readonly Option<string[]> Url = new("--url", "-u")
    {
        Description = "The schema's URL; repeat it for several files [default: src, else url]",
        HelpName = "URL",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("validate",
            "Check that a schema is sound: read it, and build it on the dev database. Prints nothing when it is.")
        {
            Url, SchemaOptions.Dev, SchemaOptions.Schemas,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema validate --env dev",
            "atlas schema validate -u file://schema.hcl --dev-url 'sqlite://dev?mode=memory'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var desired = await run.StateAsync(Url, env, cancellationToken);
        var dev = await run.DevAsync(env, cancellationToken);
        await new ValidateSchema(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            new StateRequest(desired, await run.DevDriverAsync(env, desired, dev, cancellationToken))
            {
                Dev = dev,
                Schemas = await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
                Variables = run.SchemaVariables,
            },
            cancellationToken);
        return 0;
    }
}
