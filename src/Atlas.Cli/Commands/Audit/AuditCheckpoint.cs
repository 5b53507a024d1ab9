using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Registry.Log;

namespace Atlas.Cli.Commands.Audit;

/// <summary><c>atlas audit checkpoint</c>: what the log is committed to now, and the key that says so.</summary>
internal static class AuditCheckpoint
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("checkpoint",
            "Show the newest signed checkpoint of the audit log, and the public key that it is signed with.") {
            SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas audit checkpoint", "atlas audit checkpoint --format '{{ .Key }}'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var state = await registry.GetLogAsync(0, cancellationToken);
        var seen = SeenLog.Of(state)
            ?? throw new FailureException("the registry's checkpoint isn't signed by the key that it names.");
        if (run.Get(SchemaOptions.Format) is { } format)
        {
            Output.Write(run.App, format, Fields.Object("Checkpoint",
                Fields.Always("Log", Screen.Templates.TemplateValue.Of(seen.Checkpoint.Origin)),
                Fields.Always("Size", Screen.Templates.TemplateValue.Of(seen.Checkpoint.Size)),
                Fields.Always("Root", Screen.Templates.TemplateValue.Of(seen.Checkpoint.Root.ToString())),
                Fields.Always("Key", Screen.Templates.TemplateValue.Of(state.Key)),
                Fields.Always("Note", Screen.Templates.TemplateValue.Of(state.Checkpoint))));
            return;
        }

        TextFields.Write(run.App.Out,
        [
            new("Log", seen.Checkpoint.Origin), new("Entries", $"{seen.Checkpoint.Size}"),
            new("Root", seen.Checkpoint.Root.ToString()), new("Key", state.Key),
        ]);
        run.App.Out.Write($"\n{state.Checkpoint}");
        CloudOptions.Attest(run, registry);
    });
}
