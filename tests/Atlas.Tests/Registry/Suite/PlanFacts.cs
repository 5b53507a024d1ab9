using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class PlanFacts(IDoor door)
{
    [Fact]
    public async Task A_plan_comes_back_as_it_was_pushed_with_its_author()
    {
        await using var world = await OpenAsync();
        await world.Registry.PushPlanAsync(Plan("p1", "a", "b", sql: "ALTER TABLE t -- größe\n;\n"), Cancel);
        var plan = await world.Registry.GetPlanAsync("myapp", "p1", Cancel);

        Assert.Equal((PlanStatus.Pending, "ann", Print("a"), Print("b")), (plan.Status, plan.Author, plan.From, plan.To));
        Assert.Equal("ALTER TABLE t -- größe\n;\n", plan.Migration);
        Assert.Equal("atlas://myapp/plans/p1", plan.Url);
        Assert.Null(plan.Review);
    }

    [Fact]
    public async Task Plans_are_found_by_their_transition_and_status()
    {
        await using var world = await OpenAsync();
        await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);
        await world.Registry.PushPlanAsync(Plan("p2", "a", "b", PlanStatus.Approved), Cancel);
        await world.Registry.PushPlanAsync(Plan("p3", "b", "c"), Cancel);

        Assert.Equal(["p1", "p2"], await NamesAsync(world, new(Print("a"), Print("b"))));
        Assert.Equal(["p2"], await NamesAsync(world, new(Print("a"), Print("b"), PlanStatus.Approved)));
        Assert.Equal(["p3"], await NamesAsync(world, new(From: Print("b"))));
        Assert.Empty(await NamesAsync(world, new(Print("c"), Print("b"))));
    }

    [Fact]
    public async Task What_is_said_of_a_plan_stands_at_its_line_and_goes_with_the_plan()
    {
        await using var world = await OpenAsync();
        var plan = await world.Registry.PushPlanAsync(Plan("p1", "a", "b", sql: "SELECT 1;\nSELECT 2;\n"), Cancel);
        var first = await world.Registry.CommentAsync("myapp", "p1", new("why twice?", 2, plan.Digest), Cancel);
        var at = world.Clock.Now;
        world.Clock.Now = at.AddMinutes(1);
        await world.Registry.CommentAsync("myapp", "p1", new("fine", null, plan.Digest), Cancel);
        foreach (var (text, line) in new[] { ("", 1), ("beyond", 3), ("before", 0) })
            await RefusedAsync(
                RegistryProblem.Invalid, () => world.Registry.CommentAsync("myapp", "p1", new(text, line, plan.Digest), Cancel));
        await RefusedAsync(
            RegistryProblem.Conflict, () => world.Registry.CommentAsync("myapp", "p1", new("late", null, new("sha256:0")), Cancel));
        var said = await world.Registry.ListCommentsAsync("myapp", "p1", new(1, 1), Cancel);
        var pending = await world.Registry.ListAllPlansAsync(PlanStatus.Pending, new(), Cancel);
        await world.Registry.RemovePlanAsync("myapp", "p1", Cancel);
        await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);

        Assert.Equal(("ann", at, 2, "why twice?"), (first.Author, first.At, first.Line, first.Text));
        Assert.Equal((first, 2), (said.Items.Single(), said.Total));
        Assert.Equal(["p1"], pending.Items.Select(p => p.Name));
        Assert.Equal(0, (await world.Registry.ListCommentsAsync("myapp", "p1", new(), Cancel)).Total);
        Assert.Equal(["2"], await world.QueryAsync("SELECT COUNT(*) FROM atlas_event WHERE action = 'plan.comment'"));
    }

    [Fact]
    public async Task An_approval_says_who_when_on_which_text_and_from_where()
    {
        await using var world = await OpenAsync();
        var plan = await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);
        var approved = await world.Registry.ReviewPlanAsync(
            Verdict(plan) with { Claims = new Claims { Host = "laptop", PullRequestUrl = "https://example.com/pull/9" } }, Cancel);

        Assert.Equal(PlanStatus.Approved, approved.Status);
        Assert.Equal(("ann", world.Clock.Now, plan.Digest), (approved.Review!.Subject, approved.Review.At, approved.Review.Digest));
        Assert.Equal(("laptop", "https://example.com/pull/9"), (approved.Review.Claims.Host, approved.Review.Claims.PullRequestUrl));
        Assert.Equal(
            ["plan.approve", "plan.push"], await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE 'plan%' ORDER BY action"));
    }

    [Fact]
    public async Task Pushing_the_same_text_again_changes_nothing_and_another_text_takes_the_approval_away()
    {
        await using var world = await OpenAsync();
        await world.Registry.PushPlanAsync(Plan("p1", "a", "b", PlanStatus.Approved), Cancel);
        var same = await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);
        var events = await world.QueryAsync("SELECT COUNT(*) FROM atlas_event WHERE action LIKE 'plan%'");
        var changed = await world.Registry.PushPlanAsync(Plan("p1", "a", "b", sql: "SELECT 2;\n"), Cancel);

        Assert.Equal((PlanStatus.Approved, "1"), (same.Status, events.Single()));
        Assert.Equal((PlanStatus.Pending, null), (changed.Status, changed.Review));
    }

    [Fact]
    public async Task A_verdict_on_a_text_that_was_changed_meanwhile_is_a_conflict()
    {
        await using var world = await OpenAsync();
        var plan = await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);
        await world.Registry.PushPlanAsync(Plan("p1", "a", "b", sql: "DROP TABLE t;\n"), Cancel);

        Assert.Contains("changed meanwhile", (await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.ReviewPlanAsync(Verdict(plan), Cancel))).Message);
    }

    [Fact]
    public async Task Where_approvals_are_asked_for_a_plan_is_pending_and_its_author_can_not_approve_it()
    {
        await using var world = await OpenAsync();
        await world.Registry.SetRepoAsync("myapp", new([]) { RequiresPlanApproval = true }, Cancel);
        var plan = await world.Registry.PushPlanAsync(Plan("p1", "a", "b", PlanStatus.Approved), Cancel);
        var refusal = await RefusedAsync(RegistryProblem.Forbidden, () => world.Registry.ReviewPlanAsync(Verdict(plan), Cancel));
        var approved = await ReviewAsAsync(world, new Subject("bea", "local", ["read", "approve"], null), plan);

        Assert.Equal(PlanStatus.Pending, plan.Status);
        Assert.Contains("another person than their author", refusal.Message);
        Assert.Equal("bea", approved.Review!.Subject);
    }

    [Fact]
    public async Task Where_approvals_are_asked_for_a_bot_can_not_give_one()
    {
        await using var world = await OpenAsync();
        await world.Registry.SetRepoAsync("myapp", new([]) { RequiresPlanApproval = true }, Cancel);
        var plan = await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);
        var bot = new Subject("ci", "local", ["read", "approve"], null) { IsBot = true };

        Assert.Contains("is a bot", (await RefusedAsync(RegistryProblem.Forbidden, () => ReviewAsAsync(world, bot, plan))).Message);
    }

    [Fact]
    public async Task An_approved_push_needs_the_right_to_approve()
    {
        await using var world = await OpenAsync();
        var registry = As(world, new Subject("ci", "local", ["plan"], null));

        await RefusedAsync(RegistryProblem.Forbidden, () => registry.PushPlanAsync(Plan("p1", "a", "b", PlanStatus.Approved), Cancel));
        Assert.Equal(PlanStatus.Pending, (await registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel)).Status);
    }

    [Fact]
    public async Task A_plan_that_did_not_arrive_is_refused()
    {
        await using var world = await OpenAsync();
        var astray = Plan("p1", "a", "b") with { Replay = new("sqlite", "3", Print("c")) };

        Assert.Contains("not at", (await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.PushPlanAsync(astray, Cancel))).Message);
    }

    [Fact]
    public async Task A_push_approves_the_plan_that_arrives_at_it_and_else_neither_is_there()
    {
        await using var world = await OpenAsync();
        var plan = await world.Registry.PushPlanAsync(Plan("p1", "a", "b"), Cancel);
        var reference = new PlanReference("p1", plan.Digest);
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.PushAsync(Push("myapp", "c", "v9") with { Plan = reference }, Cancel));
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.ResolveAsync("myapp", new(ReferenceKind.Version, "v9"), Cancel));
        var pushed = await world.Registry.PushAsync(Push("myapp", "b", "v2", "stable") with { Plan = reference }, Cancel);

        Assert.Equal(PlanStatus.Approved, pushed.Plan!.Status);
        Assert.Equal(PlanStatus.Approved, (await world.Registry.GetPlanAsync("myapp", "p1", Cancel)).Status);
    }

    [Fact]
    public async Task A_deployment_begins_only_with_plans_that_are_approved_and_lead_where_it_goes()
    {
        await using var world = await OpenAsync();
        var first = await world.Registry.PushPlanAsync(Plan("p1", "a", "b", PlanStatus.Approved), Cancel);
        var second = await world.Registry.PushPlanAsync(Plan("p2", "b", "c"), Cancel);
        var begin = Begin("staging", "one", null, from: "a", to: "c") with { Plans = [new("p1", first.Digest), new("p2", second.Digest)] };
        var pending = await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin, Cancel));
        await world.Registry.ReviewPlanAsync(Verdict(second), Cancel);
        var short1 = await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin with { Plans = [new("p1", first.Digest)] }, Cancel));
        await world.Registry.BeginAsync(begin, Cancel);

        Assert.Contains("is PENDING", pending.Message);
        Assert.Contains("is to arrive at", short1.Message);
        Assert.Equal(2, (await world.Registry.GetDeploymentAsync(begin.Id, Cancel)).Begin.Plans.Count);
    }

    [Fact]
    public async Task A_plan_is_rejected_and_removed_and_an_unknown_one_is_answered_with_the_nearest()
    {
        await using var world = await OpenAsync();
        var plan = await world.Registry.PushPlanAsync(Plan("first", "a", "b"), Cancel);
        var rejected = await world.Registry.ReviewPlanAsync(Verdict(plan) with { Verdict = PlanStatus.Rejected }, Cancel);
        Assert.Contains("\"first\"", (await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.GetPlanAsync("myapp", "frist", Cancel))).Message);
        await world.Registry.RemovePlanAsync("myapp", "first", Cancel);

        Assert.Equal(PlanStatus.Rejected, rejected.Status);
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.RemovePlanAsync("myapp", "first", Cancel));
        Assert.Equal(
            ["plan.push", "plan.reject", "plan.remove"],
            await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE 'plan%' ORDER BY action"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_bad_name_is_refused(string name)
    {
        await using var world = await OpenAsync();

        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.PushPlanAsync(Plan(name, "a", "b"), Cancel));
    }

    private async Task<World> OpenAsync()
    {
        var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        return world;
    }

    private static PlanVerdict Verdict(StoredPlan plan) => new(plan.Repo, plan.Name, PlanStatus.Approved, plan.Digest, new Claims());

    private static SchemaRegistry As(World world, Subject subject) =>
        new Atlas.Registry.Doors.BoundRegistry(world.Rules, subject, Atlas.Registry.Access.RegistryLinks.Embedded, "", isEmbedded: true);

    private static Task<StoredPlan> ReviewAsAsync(World world, Subject subject, StoredPlan plan) =>
        As(world, subject).ReviewPlanAsync(Verdict(plan), Cancel);

    private static async Task<List<string>> NamesAsync(World world, PlanFilter filter) =>
        [.. (await world.Registry.ListPlansAsync("myapp", filter, new PageRequest(), Cancel)).Items.Select(p => p.Name).Order(StringComparer.Ordinal)];
}
