using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Audit;

/// <summary><c>atlas audit witness</c>: shows witnesses the log as it is now.</summary>
internal static class AuditWitness
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("witness",
            "Show witnesses the newest checkpoint of the audit log, once it is known to continue what each of them " +
            "saw last. Run it where the registry's operator can't: any token will do. `atlas serve --witness` does " +
            "the same from within.")
        {
            WitnessText.Witnesses,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas audit witness --witness git+ssh://git@git.example.com/auditor/atlas.git",
            "atlas audit witness --witness file:///mnt/worm/checkpoints.jsonl --witness " +
                "https://hooks.example.com/atlas");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var witnesses = WitnessText.Of(run);
        if (witnesses.IsEmpty) throw new FailureException("required flag(s) \"witness\" not set");
        foreach (var witness in witnesses)
        {
            var shown = await witness.ShowAsync(registry, run.App.Host.Now, cancellationToken);
            run.App.Out.Write(shown is null
                ? $"{witness.Shown} saw the log as it is already.\n"
                : $"{witness.Shown} was shown {shown.Seen.Checkpoint.Size} entries, {shown.Seen.Checkpoint.Root}.\n");
        }

        CloudOptions.Attest(run, registry);
    });
}
