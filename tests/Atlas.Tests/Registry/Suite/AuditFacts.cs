using System.Globalization;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Log;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class AuditFacts(IDoor door)
{
    [Fact]
    public async Task The_log_has_a_key_and_a_signed_checkpoint_before_anything_happened()
    {
        await using var world = await World.OpenAsync(door);
        var (first, second) = (await SeenAsync(world), await SeenAsync(world));

        Assert.Equal(first, second);
        Assert.Equal(first.Checkpoint.Origin, first.Key.Name);
        Assert.StartsWith("atlas-audit/local/", first.Key.Name);
    }

    [Fact]
    public async Task Everything_that_was_written_is_in_the_log_in_order_and_each_log_continues_the_one_before()
    {
        await using var world = await World.OpenAsync(door);
        var before = await SeenAsync(world);
        var beginning = before.Checkpoint.Size;
        foreach (var i in Enumerable.Range(1, 9))
        {
            await world.Registry.PushAsync(Push("myapp", $"{i}"));
            var state = await world.Registry.GetLogAsync(before.Checkpoint.Size, Cancel);
            Assert.Null(LogContinuity.Break(before, state));
            before = SeenLog.Of(state)!;
            Assert.Equal(beginning + i, before.Checkpoint.Size);
        }

        var page = await world.Registry.ReadLogAsync(AuditFilter.None, 0, before.Checkpoint.Size, Cancel);
        Assert.Equal(Enumerable.Range(0, page.Entries.Count), page.Entries.Select(e => (int)e.Leaf));
        Assert.Equal(before.Checkpoint.Size, page.Next);
        Assert.Equal(before.Checkpoint.Root.ToString(), page.Entries[^1].Root);
    }

    [Fact]
    public async Task A_log_that_lost_or_changed_its_past_does_not_continue_what_was_seen()
    {
        await using var world = await World.OpenAsync(door);
        foreach (var i in Enumerable.Range(1, 4)) await world.Registry.PushAsync(Push("myapp", $"{i}"));
        var seen = await SeenAsync(world);
        await world.ExecuteAsync(
            "UPDATE atlas_event SET leaf = NULL; DELETE FROM atlas_node; DELETE FROM atlas_checkpoint; " +
            "UPDATE atlas_log SET size = 0; DELETE FROM atlas_event WHERE id = (SELECT MIN(id) FROM atlas_event)");
        var shorter = LogContinuity.Break(seen, await world.Registry.GetLogAsync(seen.Checkpoint.Size, Cancel));
        await world.Registry.PushAsync(Push("myapp", "5"));
        await world.Registry.PushAsync(Push("myapp", "6"));
        var other = LogContinuity.Break(seen, await world.Registry.GetLogAsync(seen.Checkpoint.Size, Cancel));

        Assert.StartsWith("it had ", shorter);
        Assert.Contains("aren't those that it had", other);
    }

    [Fact]
    public async Task Many_writers_and_sequencers_at_once_give_every_event_one_place()
    {
        await using var world = await World.OpenAsync(door);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            foreach (var i in Enumerable.Range(0, 8)) await world.Registry.PushAsync(Push($"repo{w}", $"{i}"));
        }, Cancel));
        var sequencers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            foreach (var i in Enumerable.Range(0, 10)) await world.Rules.Log.SequenceAsync("local", Cancel);
        }, Cancel));
        await Task.WhenAll(writers.Concat(sequencers));
        var size = (await SeenAsync(world)).Checkpoint.Size;
        var places = (await world.QueryAsync("SELECT leaf FROM atlas_event"))
            .Select(l => long.Parse(l, CultureInfo.InvariantCulture)).Order();

        Assert.True(size >= 32);
        Assert.Equal(Enumerable.Range(0, (int)size).Select(i => (long)i), places);
        var lines = LogExport.LinesAsync(world.Registry, AuditFilter.None, Cancel).Select(l => l.ToString());
        Assert.Equal(size, (await LogVerifier.RunAsync(lines, null, [], Cancel)).Entries);
    }

    [Fact]
    public async Task A_selection_is_by_time_repo_environment_and_actor_and_each_entry_has_its_proof()
    {
        await using var world = await World.OpenAsync(door);
        var start = world.Clock.Now;
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.PushAsync(Push("other", "a"));
        world.Clock.Now = start.AddHours(1);
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.DeployAsync("production", "two", version);
        var me = (await world.Registry.WhoAmIAsync(Cancel)).Name;

        Assert.Equal(
            ["deployment.begin", "deployment.end"], (await ActionsAsync(world, new(null, null, null, "staging", null))).Order());
        Assert.Equal(["version.push"], await ActionsAsync(world, new(null, null, "other", null, me)));
        Assert.Equal(["version.push"], await ActionsAsync(world, new(null, start.AddMinutes(1), "myapp", null, null)));
        Assert.Equal(4, (await ActionsAsync(world, new(start.AddMinutes(1), null, null, null, me))).Count);
        Assert.Empty(await ActionsAsync(world, new(null, null, null, null, "nobody")));
        await RefusedAsync(
            RegistryProblem.NotFound, () => world.Registry.ReadLogAsync(new(null, null, "nothing", null, null), 0, 1, Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.ReadLogAsync(AuditFilter.None, 0, 1000, Cancel));
    }

    private static async Task<SeenLog> SeenAsync(World world) =>
        SeenLog.Of(await world.Registry.GetLogAsync(0, Cancel))!;

    private static async Task<Seq<string>> ActionsAsync(World world, AuditFilter filter)
    {
        var lines = await LogExport.LinesAsync(world.Registry, filter, Cancel).ToListAsync(Cancel);
        await LogVerifier.RunAsync(lines.Select(l => l.ToString()).ToAsyncEnumerable(), null, [], Cancel);
        return lines.OfType<ExportLine.EntryLine>().Select(l => EventText.Read(l.Entry.Event).Action).ToSeq();
    }
}
