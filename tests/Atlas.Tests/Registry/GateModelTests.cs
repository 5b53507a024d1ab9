using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry;

/// <summary>Runs every short history of a repo against the registry and against a model of a dozen lines: a permit is granted
/// exactly when the model says that the version is what every source is on.</summary>
public sealed class GateModelTests
{
    private static readonly int Longest = Environment.GetEnvironmentVariable("ATLAS_SOAK") is { Length: > 0 } ? 6 : 4;

    private enum Step { Push, Deploy, DeployOld, Fail, File, Crash, Settle, Archive, Promote, Withdraw }

    [Fact]
    public async Task No_permit_is_granted_for_what_is_not_current_in_the_source()
    {
        await using var world = await World.OpenAsync(new EmbeddedDoor());
        var (histories, granted, refused) = (0, 0, 0);
        foreach (var history in Histories(new Model(), Longest))
        {
            var run = await Run.StartAsync(world.Registry, $"repo{histories++}");
            var model = new Model();
            foreach (var step in history)
            {
                await run.TakeAsync(step, model);
                model = model.After(step);
            }

            for (var version = 1; version <= model.Pushed; version++)
            {
                var refusals = await run.ExamineAsync(version);
                Assert.True(
                    model.MayPromote(version) == (refusals.Count == 0),
                    $"{string.Join(", ", history)}: version {version}: {string.Join(" ", refusals)}");
                _ = refusals.Count == 0 ? granted++ : refused++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{histories} histories, {granted} granted, {refused} refused");
        Assert.True(granted > 20 && refused > 100, $"{granted} granted, {refused} refused");
    }

    /// <summary>Every history of at most so many steps that make sense one after the other.</summary>
    private static IEnumerable<List<Step>> Histories(Model model, int length)
    {
        if (model.Pushed > 0) yield return [];
        if (length == 0) yield break;
        foreach (var step in Enum.GetValues<Step>().Where(model.Allows))
            foreach (var rest in Histories(model.After(step), length - 1))
                yield return [step, .. rest];
    }

    /// <summary>What must be true, said apart from how the registry finds it out. Versions are numbers in push order.</summary>
    private sealed record Model
    {
        public int Pushed { get; private init; }

        /// <summary>What staging is on for sure; 0 for nothing that is known.</summary>
        private int Staging { get; init; }

        /// <summary>What it was on when that was last known.</summary>
        private int Known { get; init; }

        private int Production { get; init; }

        private bool IsOpen { get; init; }

        private bool IsThere { get; init; }

        private int Barred { get; init; }

        public bool MayPromote(int version) =>
            version > 0 && IsThere && !IsOpen && Staging == version && (Barred & (1 << version)) == 0 && Production <= version;

        public bool Allows(Step step) => step switch
        {
            Step.Push => Pushed < 2 && !IsOpen,
            Step.Deploy or Step.Fail => Pushed > 0 && !IsOpen,
            Step.DeployOld => Pushed == 2 && !IsOpen,
            Step.File => !IsOpen,
            Step.Crash => Pushed > 0 && !IsOpen,
            Step.Settle => IsOpen,
            Step.Archive => IsThere && !IsOpen,
            Step.Promote => MayPromote(Staging),
            Step.Withdraw => Staging > 0 && IsThere && !IsOpen,
            _ => false,
        };

        public Model After(Step step) => step switch
        {
            Step.Push => this with { Pushed = Pushed + 1 },
            Step.Deploy => On(Pushed),
            Step.DeployOld => On(1),
            Step.Fail => this with { Staging = 0, IsThere = true },
            Step.File => this with { Staging = 0, IsThere = true },
            Step.Crash => this with { IsOpen = true, IsThere = true },
            Step.Settle => On(Pushed) with { IsOpen = false },
            Step.Archive => this with { IsThere = false },
            Step.Promote => this with { Production = Staging },
            Step.Withdraw => this with { Barred = Barred | (1 << Staging) },
            _ => this,
        };

        private Model On(int version) => this with
        {
            Staging = version,
            Known = version,
            IsThere = true,
            Barred = Known > version ? Barred | (1 << Known) : Barred,
        };
    }

    /// <summary>One history on the registry itself, in a repo of its own.</summary>
    private sealed class Run(SchemaRegistry registry, string repo)
    {
        private readonly List<ResolvedVersion> versions = [];

        public static async Task<Run> StartAsync(SchemaRegistry registry, string repo)
        {
            await registry.CreateRepoAsync(new(repo, null, "", false), Cancel);
            await registry.Gate.ApplyPolicyAsync(repo, new([PromotionRule.Of("production") with { From = ["staging"] }]), Cancel);
            return new(registry, repo);
        }

        public async Task TakeAsync(Step step, Model model)
        {
            switch (step)
            {
                case Step.Push:
                    versions.Add(await registry.PushAsync(Push(repo, $"{versions.Count}", version: $"{versions.Count + 1}")));
                    break;
                case Step.Deploy:
                    await registry.DeployAsync(To(versions[^1]), DeploymentOutcome.Passed, versions[^1].Fingerprint);
                    break;
                case Step.DeployOld:
                    await registry.DeployAsync(To(versions[0]), DeploymentOutcome.Passed, versions[0].Fingerprint);
                    break;
                case Step.Fail:
                    await registry.DeployAsync(To(versions[^1]), DeploymentOutcome.Failed, Print("half"));
                    break;
                case Step.File:
                    await registry.DeployAsync(To(null), DeploymentOutcome.Passed, Print("file"));
                    break;
                case Step.Crash:
                    await registry.BeginAsync(To(versions[^1]), Cancel);
                    break;
                case Step.Settle:
                    await registry.SettleAsync(new(repo, "staging", Database("one").Identity, Opened(model), new()), Cancel);
                    break;
                case Step.Archive:
                    await registry.ArchiveDatabaseAsync((await registry.ListTargetsAsync(repo, "staging", Cancel))[0].Id, Cancel);
                    break;
                case Step.Promote:
                    await PromoteAsync(versions[(int)(await registry.ListTargetsAsync(repo, "staging", Cancel))[0].CurrentSequence! - 1]);
                    break;
                case Step.Withdraw:
                    var current = (await registry.ListTargetsAsync(repo, "staging", Cancel)).FirstOrDefault()?.CurrentVersion;
                    await registry.Gate.WithdrawAsync(repo, current ?? versions[^1].Version, "why", Cancel);
                    break;
            }
        }

        public async Task<IReadOnlyList<string>> ExamineAsync(int version) =>
            (await registry.Gate.ExamineAsync(Begin("production", "two", versions[version - 1], repo: repo), Cancel)).Refusals;

        private async Task PromoteAsync(ResolvedVersion version)
        {
            var begin = Begin("production", "two", version, repo: repo);
            await registry.Gate.RequestPermitAsync(new(begin, null), Cancel);
            await registry.DeployAsync(begin, DeploymentOutcome.Passed, version.Fingerprint);
        }

        private Fingerprint Opened(Model model) => versions[model.Pushed - 1].Fingerprint;

        private DeploymentBegin To(ResolvedVersion? version) => Begin("staging", "one", version, repo: repo);
    }
}
