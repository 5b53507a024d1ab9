using System.CommandLine;
using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Core.Projects;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Agent;

/// <summary><c>atlas agent</c>: looks at targets after each deployment and on a schedule, and tells the registry what
/// it
/// saw.</summary>
internal static class AgentCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly Option<string?> Every = new("--every")
    {
        Description = "How often to look although nothing was deployed [default: 5m]",
        HelpName = "DURATION"
    };

    private static readonly Option<bool> Once = new("--once")
    {
        Description = "Look once, and exit with 1 where something else is there than was reported"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("agent",
            "Verify databases: look at those of an environment after each deployment and on a schedule, and tell the " +
            "registry, signed, what is there. Needs a token with the scope verify alone, and a role that may read " +
            "the catalogue. Only connects outwards.")
        {
            Every, Once,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas agent --env staging", "atlas agent --env production --every 15m",
            "atlas agent --env staging --once");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var envs = await run.EnvsAsync(cancellationToken);
        if (envs.Count == 0) throw new FailureException("an agent needs an environment: select one with --env");
        var every = Durations.Read("--every", run.Get(Every), TimeSpan.FromMinutes(5));
        var requests = new List<VerifyRequest>();
        foreach (var env in envs) requests.Add(await RequestAsync(run, env, cancellationToken));
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        using var key = AgentKey.Open(run.App.Host, run.App.Folders);
        var workflow = new VerifyTarget(run.App.Host, run.App.Drivers, registry.Gate, key);
        if (!run.Get(Once)) return await WatchAsync(run, workflow, requests, every, cancellationToken);

        var isDrifted = false;
        foreach (var request in requests)
        {
            var seen = await workflow.RunAsync(request, _ => true, cancellationToken);
            Show(run, request, seen);
            isDrifted |= seen is not { Verdict.Verdict: VerificationVerdict.Confirmed };
        }

        return isDrifted ? 1 : 0;
    }

    /// <summary>Looks until it is interrupted; a database or registry that is away is asked again.</summary>
    private static async Task<int> WatchAsync(CommandRun run, VerifyTarget workflow, List<VerifyRequest> requests,
        TimeSpan every, CancellationToken cancellationToken)
    {
        var looks = requests.ConvertAll(_ => (Sequence: -1L, At: DateTimeOffset.MinValue));
        run.App.Out.Write($"watching {requests.Count} database{(requests.Count == 1 ? "" : "s")}\n");
        run.App.Out.Flush();
        try
        {
            while (true)
            {
                for (var i = 0; i < requests.Count; i++)
                    looks[i] = await LookAsync(run, workflow, requests[i], looks[i], every, cancellationToken);
                await Task.Delay(Poll, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static async Task<(long Sequence, DateTimeOffset At)> LookAsync(CommandRun run, VerifyTarget workflow,
        VerifyRequest request, (long Sequence, DateTimeOffset At) last, TimeSpan every,
        CancellationToken cancellationToken)
    {
        try
        {
            var now = run.App.Host.Now;
            var seen = await workflow.RunAsync(
                request, sequence => sequence != last.Sequence || now - last.At >= every, cancellationToken);
            if (seen is null) return last;
            Show(run, request, seen);
            return (seen.Value.Seen.Sequence, now);
        }
        catch (FailureException problem)
        {
            run.App.Host.Warn($"Warning: {request.Env} ({request.Url.Redacted}) could not be verified: " +
                $"{problem.Message}");
            return last;
        }
    }

    private static void Show(CommandRun run, VerifyRequest request, (Observation Seen, Verification Verdict)? look)
    {
        var place = $"{request.Env} ({request.Url.Redacted})";
        run.App.Out.Write(look switch
        {
            null => $"{place}: nothing to verify, it was never deployed to or a deployment is open\n",
            { Verdict: { Verdict: VerificationVerdict.Confirmed, Version: var version } } =>
                $"{place}: verified, it is version {version}\n",
            { Verdict: { Verdict: VerificationVerdict.Drifted, Version: var version }, Seen.Difference: var way } =>
                $"{place}: DRIFTED, it isn't version {version} any more; the way back would be:\n{way}\n",
            _ => $"{place}: it is on no version that could be verified\n",
        });
        run.App.Out.Flush();
    }

    private static async Task<VerifyRequest> RequestAsync(CommandRun run, ProjectEnv env,
        CancellationToken cancellationToken)
    {
        var url = await env.UrlAsync(cancellationToken)
            ?? throw new FailureException($"env \"{env.Name}\" has no url to look at");
        var repo = await EnvRepo.OfAsync(env, cancellationToken)
            ?? throw new FailureException(
                $"env \"{env.Name}\" belongs to no repo: name one with schema.repo.name, or by an atlas:// source");
        return new VerifyRequest(
            Url.Parse(url), repo, env.Name, await env.ListAsync("schemas", cancellationToken),
            await run.FilterAsync(env, cancellationToken));
    }
}
