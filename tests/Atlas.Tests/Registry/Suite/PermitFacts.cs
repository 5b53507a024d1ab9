using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class PermitFacts(IDoor door)
{
    private static readonly PromotionRule Production = PromotionRule.Of("production") with { From = ["staging"] };

    [Fact]
    public async Task A_permit_lets_one_deployment_through_and_its_end_closes_it()
    {
        await using var world = await ProtectedAsync();
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("production", "two", version);
        var permit = await world.Registry.Gate.RequestPermitAsync(new(begin, null), Cancel);

        Assert.Equal((begin.Id, PermitState.Granted, "ann", version.Version), (permit.Id, permit.State, permit.Subject, permit.Version));
        Assert.Equal(permit, await world.Registry.Gate.RequestPermitAsync(new(begin, null), Cancel));
        await world.Registry.BeginAsync(begin, Cancel);
        Assert.Equal(PermitState.InUse, (await world.Registry.Gate.BeatAsync(begin.Id, Cancel)).State);
        await world.Registry.EndAsync(End(begin, DeploymentOutcome.Passed, version.Fingerprint), Cancel);
        Assert.Equal(PermitState.Closed, Assert.Single((await PermitsAsync(world)).Items).State);
        Assert.Equal(["permit.grant"], await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE 'permit.%'"));
    }

    [Fact]
    public async Task Nothing_begins_without_its_permit_or_with_another_ones()
    {
        await using var world = await ProtectedAsync();
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("production", "two", version);
        async Task Refused(DeploymentBegin other, string why) =>
            Assert.Contains(why, (await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(other, Cancel))).Message);
        await Refused(begin, "there is no permit for it");
        await world.Registry.Gate.RequestPermitAsync(new(begin, null), Cancel);
        await Refused(begin with { FromFingerprint = Print("x") }, "is for another plan, database or version");
        await Refused(begin with { Statements = ["DROP TABLE t"] }, "is for another plan, database or version");
        await Refused(begin with { Target = Database("three") }, "is for another plan, database or version");
        await Refused(begin with { Id = Ulid.NewUlid().ToString() }, "there is no permit for it");
        await RefusedAsync(RegistryProblem.Conflict, () => As(world, "bob").BeginAsync(begin, Cancel));
        await world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production with { Soak = TimeSpan.FromHours(1) }]), Cancel);
        await Refused(begin, "the policy changed since its permit was granted");
        world.Clock.Now = world.Clock.Now.AddMinutes(5);
        await Refused(begin, "its permit lapsed at");
        Assert.Equal("1", Assert.Single(await world.QueryAsync("SELECT COUNT(*) FROM atlas_deployment")));
    }

    [Fact]
    public async Task A_refusal_has_every_reason_and_is_recorded()
    {
        await using var world = await ProtectedAsync(Production with
        {
            From = ["qa", "staging"],
            Soak = TimeSpan.FromHours(24),
            Freezes = [new(new(2026, 6, 10, 0, 0, 0, TimeSpan.Zero), new(2026, 6, 11, 0, 0, 0, TimeSpan.Zero))],
        });
        var first = await world.Registry.PushAsync(Push("myapp", "a", version: "1"));
        var second = await world.Registry.PushAsync(Push("myapp", "b", version: "2"));
        await world.Registry.DeployAsync("staging", "one", first);
        await world.Registry.DeployAsync("staging", "other", second);
        await world.Registry.Gate.WithdrawAsync("myapp", "1", "loses orders", Cancel);
        var refusal = await RefusedAsync(RegistryProblem.Conflict, () => AskAsync(world, first));

        Assert.Equal(
            """
            The registry refuses a permit for version 1 of "myapp" to "production" (database "two"):
              - Deployments to "production" are frozen until 2026-06-11T00:00:00Z.
              - Version 1 was withdrawn by "ann" at 2026-06-10T12:00:00Z: loses orders
              - "qa" has no database that counts: nothing was validated there.
              - "staging" (database "one") is on version 1 since 2026-06-10T12:00:00Z; the policy wants 24h without interruption, which will be at 2026-06-11T12:00:00Z.
              - "staging" (database "other") is on version 2, not on 1.
            """, refusal.Message);
        Assert.Equal(["permit.refuse"], await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE 'permit.%'"));
        Assert.Equal(0, (await PermitsAsync(world)).Total);
    }

    [Fact]
    public async Task Every_target_that_is_not_archived_must_be_on_the_version_for_sure()
    {
        await using var world = await ProtectedAsync();
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        async Task Refused(string why) => Assert.Contains(why, (await RefusedAsync(RegistryProblem.Conflict, () => AskAsync(world, version))).Message);
        await Refused("\"staging\" has no database that counts");
        var open = Begin("staging", "one", version);
        await world.Registry.BeginAsync(open, Cancel);
        await Refused($"has the deployment {open.Id} open");
        await world.Registry.EndAsync(End(open, DeploymentOutcome.Passed, Print("other")), Cancel);
        await Refused("has drifted");
        await world.Registry.DeployAsync(Begin("staging", "one", version) with { IsPartial = true }, DeploymentOutcome.Passed, version.Fingerprint);
        await Refused("is on no version that is known");
        var other = await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.DeployAsync(Begin("staging", "lost", null), DeploymentOutcome.Passed, Print("file"));
        await Refused("(database \"lost\") is on no version that is known");
        var lost = (await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).Single(t => t.Name == "lost");
        await world.Registry.ArchiveDatabaseAsync(lost.Id, Cancel);
        await AskAsync(world, version);
        Assert.NotEqual(other.Id, lost.Id);
    }

    [Fact]
    public async Task A_soak_is_one_uninterrupted_stay_by_the_registrys_clock()
    {
        await using var world = await ProtectedAsync(Production with { Soak = TimeSpan.FromHours(24) });
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        world.Clock.Now = world.Clock.Now.AddHours(23);
        await world.Registry.DeployAsync(Begin("staging", "one", version, from: "a"), DeploymentOutcome.NoAction, version.Fingerprint);
        world.Clock.Now = world.Clock.Now.AddHours(1);
        Assert.Empty((await world.Registry.Gate.ExamineAsync(Begin("production", "two", version), Cancel)).Refusals);
        await world.Registry.DeployAsync(Begin("staging", "one", null, from: "a"), DeploymentOutcome.Passed, Print("file"));
        await world.Registry.DeployAsync("staging", "one", version);
        Assert.Contains("is on version", (await RefusedAsync(RegistryProblem.Conflict, () => AskAsync(world, version))).Message);
        world.Clock.Now = world.Clock.Now.AddHours(24);
        await AskAsync(world, version);
    }

    [Fact]
    public async Task A_version_that_a_source_was_moved_back_from_is_not_promotable_any_more()
    {
        await using var world = await ProtectedAsync();
        var first = await world.Registry.PushAsync(Push("myapp", "a", version: "1"));
        var second = await world.Registry.PushAsync(Push("myapp", "b", version: "2"));
        await world.Registry.DeployAsync("staging", "one", second);
        await world.Registry.DeployAsync(Begin("staging", "one", first, from: "b"), DeploymentOutcome.Passed, first.Fingerprint);
        await world.Registry.DeployAsync(Begin("staging", "one", second, from: "a"), DeploymentOutcome.Passed, second.Fingerprint);

        Assert.Contains(
            "\"staging\" was moved back from version 2 at 2026-06-10T12:00:00Z. Push it again under another name",
            (await RefusedAsync(RegistryProblem.Conflict, () => AskAsync(world, second))).Message);
        var trace = await world.Registry.TraceAsync("myapp", "2", Cancel);
        Assert.Equal(("staging", ""), (trace.Versions[0].Withdrawals[0].Env, trace.Versions[0].Withdrawals[0].Reason));
        var third = await world.Registry.PushAsync(Push("myapp", "b", version: "3"));
        await world.Registry.DeployAsync(Begin("staging", "one", third, from: "b"), DeploymentOutcome.NoAction, third.Fingerprint);
        await AskAsync(world, third);
    }

    [Fact]
    public async Task The_same_content_under_another_name_and_going_back_need_the_policys_word()
    {
        await using var world = await ProtectedAsync();
        var first = await world.Registry.PushAsync(Push("myapp", "a", version: "1"));
        var second = await world.Registry.PushAsync(Push("myapp", "b", version: "2"));
        var third = await world.Registry.PushAsync(Push("myapp", "a", version: "3"));
        await world.Registry.DeployAsync("staging", "one", third);
        await Permitted(world, third);
        var reasons = (await world.Registry.Gate.ExamineAsync(Begin("production", "two", first), Cancel)).Refusals;

        Assert.Equal(2, reasons.Count);
        Assert.StartsWith("Version 1 was pushed before 3, which this database is on", reasons[0]);
        Assert.Contains("same content as 1 under another name", reasons[1]);
        var weaker = await world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production with { SameDigest = true, AllowOlder = true }]), Cancel);
        await As(world, "bob").Gate.DecidePolicyAsync("myapp", weaker.Number, isApproved: true, Cancel);
        Assert.Empty((await world.Registry.Gate.ExamineAsync(Begin("production", "two", first), Cancel)).Refusals);
        Assert.Single((await world.Registry.Gate.ExamineAsync(Begin("production", "two", second), Cancel)).Refusals);
        Assert.Contains(
            "isn't a version of the registry", Assert.Single((await world.Registry.Gate.ExamineAsync(Begin("production", "two", null), Cancel)).Refusals));
        Assert.False((await world.Registry.Gate.ExamineAsync(Begin("staging", "one", null), Cancel)).IsNeeded);
    }

    [Fact]
    public async Task One_permit_of_a_database_is_open_and_one_never_closed_shows_as_such()
    {
        await using var world = await ProtectedAsync();
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var killed = Begin("production", "two", version);
        await world.Registry.Gate.RequestPermitAsync(new(killed, null), Cancel);
        async Task Refused() => Assert.Contains(
            $"Another permit for this database is open: that of the deployment {killed.Id} by \"ann\"",
            (await RefusedAsync(RegistryProblem.Conflict, () => AskAsync(world, version))).Message);
        await Refused();
        await world.Registry.BeginAsync(killed, Cancel);
        await Refused();
        world.Clock.Now = world.Clock.Now.AddMinutes(3);
        Assert.Equal(PermitState.Silent, Assert.Single((await PermitsAsync(world)).Items).State);
        await Refused();
        await world.Registry.SettleAsync(new("myapp", "production", killed.Target.Identity, Print("empty"), new()), Cancel);
        Assert.Equal(PermitState.NeverClosed, Assert.Single((await PermitsAsync(world)).Items).State);
        await AskAsync(world, version);
    }

    [Fact]
    public async Task Broken_glass_needs_its_own_right_and_stays_open_until_another_person_reviews_it()
    {
        await using var world = await ProtectedAsync();
        var begin = Begin("production", "two", null);
        await RefusedAsync(RegistryProblem.Forbidden, () => As(world, "bob", "deploy:*", "read").Gate.RequestPermitAsync(new(begin, "outage"), Cancel));
        var permit = await world.Registry.Gate.RequestPermitAsync(new(begin, "outage 1207"), Cancel);
        await world.Registry.DeployAsync(begin, DeploymentOutcome.Passed, Print("file"));

        Assert.Equal("outage 1207", permit.BreakGlass?.Reason);
        Assert.Contains("isn't a version of the registry", Assert.Single(permit.BreakGlass!.Reasons));
        Assert.Equal("outage 1207", (await world.Registry.GetDeploymentAsync(begin.Id, Cancel)).BreakGlass?.Reason);
        Assert.Equal(1, (await world.Registry.Gate.ListPermitsAsync(new(null, null, true, true), new(), Cancel)).Total);
        await RefusedAsync(RegistryProblem.Forbidden, () => world.Registry.Gate.ReviewAsync(begin.Id, "fine", Cancel));
        var reviewed = await As(world, "bob").Gate.ReviewAsync(begin.Id, "index was missing", Cancel);
        Assert.Equal(("bob", "index was missing"), (reviewed.BreakGlass?.ReviewedBy, reviewed.BreakGlass?.Review));
        await RefusedAsync(RegistryProblem.Conflict, () => As(world, "eve").Gate.ReviewAsync(begin.Id, "again", Cancel));
        Assert.Equal(0, (await world.Registry.Gate.ListPermitsAsync(new("myapp", null, true, true), new(), Cancel)).Total);
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.Gate.RequestPermitAsync(new(Begin("staging", "one", null), "why"), Cancel));
        Assert.Equal(["break-glass.review", "permit.break-glass"], await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE '%break-glass%' ORDER BY action"));
    }

    [Fact]
    public async Task Only_an_approved_plan_runs_where_the_policy_wants_one_approved_by_somebody_else()
    {
        await using var world = await ProtectedAsync(Production with { RequirePlan = true, Approvals = 1 });
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("production", "two", version);
        async Task<string> ReasonAsync(DeploymentBegin asked, string name = "ann") =>
            Assert.Single((await As(world, name).Gate.ExamineAsync(asked, Cancel)).Refusals);
        Assert.Contains("(require_plan)", await ReasonAsync(begin));
        async Task<DeploymentBegin> PlannedAsync(string name, PlanStatus status)
        {
            var push = new PlanPush(
                "myapp", name, Print("empty"), version.Fingerprint, "CREATE TABLE t (id integer);", status,
                new("sqlite", "3", version.Fingerprint), new());
            return begin with { Plans = [new(name, (await As(world, "dan").PushPlanAsync(push, Cancel)).Digest)] };
        }

        Assert.Contains("was approved by its author, \"dan\"", await ReasonAsync(await PlannedAsync("p1", PlanStatus.Approved)));
        var planned = await PlannedAsync("p2", PlanStatus.Pending);
        await As(world, "bob").ReviewPlanAsync(new("myapp", "p2", PlanStatus.Approved, planned.Plans[0].Digest, new()), Cancel);
        Assert.Empty((await world.Registry.Gate.ExamineAsync(planned, Cancel)).Refusals);
        Assert.Contains("\"bob\", who deploys it", await ReasonAsync(planned, "bob"));
        Assert.Empty((await world.Registry.Gate.ExamineAsync(begin with { FromFingerprint = version.Fingerprint }, Cancel)).Refusals);
    }

    [Fact]
    public async Task Where_the_policy_wants_two_approvals_two_people_who_count_have_to_give_them()
    {
        await using var world = await ProtectedAsync(Production with { RequirePlan = true, Approvals = 2 });
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var push = new PlanPush(
            "myapp", "p", Print("empty"), version.Fingerprint, "CREATE TABLE t (id integer);", PlanStatus.Pending,
            new("sqlite", "3", version.Fingerprint), new());
        var plan = await As(world, "dan").PushPlanAsync(push, Cancel);
        var begin = Begin("production", "two", version) with { Plans = [new("p", plan.Digest)] };
        async Task<string> ReasonsAsync() => string.Join("\n", (await As(world, "ann").Gate.ExamineAsync(begin, Cancel)).Refusals);
        Task<StoredPlan> ReviewAsync(string name, PlanStatus verdict = PlanStatus.Approved) =>
            As(world, name).ReviewPlanAsync(new("myapp", "p", verdict, plan.Digest, new()), Cancel);

        await ReviewAsync("dan");
        Assert.Contains("has 0 of 2 approvals (approved also by its author, \"dan\"); the policy wants the approval of 2 people who are neither", await ReasonsAsync());
        await ReviewAsync("bob");
        await ReviewAsync("bob");
        Assert.Contains("has 1 of 2 approvals", await ReasonsAsync());
        await ReviewAsync("eve");
        Assert.Equal("", await ReasonsAsync());
        Assert.Equal(["dan", "bob", "eve"], (await world.Registry.GetPlanAsync("myapp", "p", Cancel)).Review!.Approvals.Select(a => a.Subject));
        await ReviewAsync("ann", PlanStatus.Rejected);
        await ReviewAsync("eve");
        Assert.Contains("has 1 of 2 approvals", await ReasonsAsync());
    }

    [Fact]
    public async Task Tests_of_the_version_and_validations_of_the_source_count_where_the_policy_asks_for_them()
    {
        await using var world = await ProtectedAsync(Production with { RequireTests = true, Validations = ["smoke"] });
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        async Task<string> ReasonsAsync() => string.Join("\n", (await world.Registry.Gate.ExamineAsync(Begin("production", "two", version), Cancel)).Refusals);
        Assert.Contains("has no run of its schema tests in which every case ran (require_tests)", await ReasonsAsync());
        Assert.Contains("has no validation \"smoke\" of the deployment that is current there", await ReasonsAsync());
        await world.Registry.RecordTestsAsync(Tested("myapp", version.Version, version.Digest, filter: "one") with { Cases = 3 }, Cancel);
        Assert.Contains("in which every case ran", await ReasonsAsync());
        await world.Registry.RecordTestsAsync(Tested("myapp", version.Version, version.Digest, ["one"], ["two"]), Cancel);
        Assert.Contains("The schema tests of version", await ReasonsAsync());
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        await world.Registry.RecordTestsAsync(Tested("myapp", version.Version, version.Digest), Cancel);
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version, EvidenceOutcome.Failed), Cancel);
        Assert.EndsWith("the validation \"smoke\" failed.", await ReasonsAsync());
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version), Cancel);
        Assert.Equal("", await ReasonsAsync());
    }

    [Fact]
    public async Task A_protected_database_is_known_by_who_it_is_whatever_it_is_called()
    {
        await using var world = await ProtectedAsync();
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        DeployedDatabase At(string identity, string url) => new(identity, "app", url, "sqlite");
        var begin = Begin("production", "two", version) with { Target = At("sqlite:/data/app.db#8:21", "sqlite://app.db") };
        await world.Registry.Gate.RequestPermitAsync(new(begin, null), Cancel);
        await world.Registry.DeployAsync(begin, DeploymentOutcome.Passed, version.Fingerprint);
        foreach (var identity in new[] { "sqlite:/data/app.db#8:21", "sqlite:/data/link.db#8:21", "sqlite:/data/app.db", "sqlite:/data/app.db#8:22" })
        {
            Assert.Equal([new("myapp", "production")], await world.Registry.Gate.FindProtectedAsync(identity, Cancel));
            var elsewhere = Begin("scratch", "x", version) with { Target = At(identity, "sqlite://elsewhere.db") };
            await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(elsewhere, Cancel));
        }

        Assert.Empty(await world.Registry.Gate.FindProtectedAsync("sqlite:/data/app_db#8:2", Cancel));
        Assert.Equal([new(null, null)], await As(world, "bob", "push").Gate.FindProtectedAsync("sqlite:/data/app.db", Cancel));
    }

    [Fact]
    public async Task Of_two_instances_that_race_for_a_database_one_gets_the_permit()
    {
        await using var world = await ProtectedAsync();
        await using var second = world.SecondInstance();
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var instances = new[] { As(world.Rules, "ann"), As(second.Rules, "bob") };
        for (var round = 0; round < Rounds; round++)
        {
            var outcomes = await Task.WhenAll(instances.Select(i => Task.Run(() => TryAskAsync(i, Begin("production", $"db{round}", version)))));

            Assert.Equal(1, outcomes.Count(o => o is null));
            Assert.Contains("Another permit for this database is open", outcomes.Single(o => o is not null));
        }
    }

    [Fact]
    public async Task Of_two_instances_that_race_for_a_tag_one_moves_it_last_and_both_versions_stay()
    {
        await using var world = await ProtectedAsync();
        await using var second = world.SecondInstance();
        var instances = new[] { As(world.Rules, "ann"), As(second.Rules, "bob") };
        for (var round = 0; round < Rounds; round++)
        {
            var pushed = await Task.WhenAll(instances.Select((i, n) => Task.Run(() => i.PushAsync(Push("myapp", $"{round} {n}", tag: "stable"), Cancel))));
            var tagged = await world.Registry.ResolveAsync("myapp", new(ReferenceKind.Tag, "stable"), Cancel);
            var moves = pushed.OrderBy(p => p.Version.Sequence).ToList();

            Assert.Equal(1, moves[1].Version.Sequence - moves[0].Version.Sequence);
            Assert.Equal(moves[1].Version.Version, tagged.Version);
        }
    }

    private static int Rounds => Environment.GetEnvironmentVariable("ATLAS_SOAK") is { Length: > 0 } ? 10_000 : 10;

    private async Task<World> ProtectedAsync(PromotionRule? rule = null)
    {
        var world = await World.OpenAsync(door);
        await world.Registry.CreateRepoAsync(new("myapp", null, "", false), Cancel);
        await world.Registry.Gate.ApplyPolicyAsync("myapp", new([rule ?? Production]), Cancel);
        return world;
    }

    private static Task<Permit> AskAsync(World world, ResolvedVersion version) =>
        world.Registry.Gate.RequestPermitAsync(new(Begin("production", "two", version), null), Cancel);

    private static async Task Permitted(World world, ResolvedVersion version)
    {
        var begin = Begin("production", "two", version);
        await world.Registry.Gate.RequestPermitAsync(new(begin, null), Cancel);
        await world.Registry.DeployAsync(begin, DeploymentOutcome.Passed, version.Fingerprint);
    }

    private static async Task<string?> TryAskAsync(SchemaRegistry registry, DeploymentBegin begin)
    {
        try
        {
            await registry.Gate.RequestPermitAsync(new(begin, null), Cancel);
            return null;
        }
        catch (RegistryException refusal)
        {
            return refusal.Message;
        }
    }

    private static Task<Page<Permit>> PermitsAsync(World world) =>
        world.Registry.Gate.ListPermitsAsync(new("myapp", "production", false, false), new(), Cancel);

    private static BoundRegistry As(World world, string name, params string[] scopes) =>
        new(world.Rules, new Subject(name, "local", scopes.Length == 0 ? Scopes.All : [.. scopes], null), RegistryLinks.Embedded, "", isEmbedded: true);

    private static BoundRegistry As(Atlas.Registry.Rules.RegistryRules rules, string name) =>
        new(rules, EmbeddedRegistry.Owner(name), RegistryLinks.Embedded, "", isEmbedded: true);
}
