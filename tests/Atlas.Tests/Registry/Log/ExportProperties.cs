using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Log;
using Atlas.Registry.Witnesses;
using Atlas.Tests.Registry.Suite;
using CsCheck;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Log;

/// <summary>Whatever is done to an export is found, and the first entry it was done to is named.</summary>
public sealed class ExportProperties
{
    private const int Pushes = 12;

    [Fact]
    public async Task An_export_as_it_was_written_is_sound()
    {
        var whole = await ExportAsync(AuditFilter.None);
        var selection = await ExportAsync(new(null, null, "other", null, null));

        Assert.Equal(Pushes, (await VerifyAsync(whole)).Entries);
        Assert.Equal(4, (await VerifyAsync(selection)).Entries);
        Assert.False((await VerifyAsync(selection)).IsWhole);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found()
    {
        foreach (var filter in new[] { AuditFilter.None, new(null, null, "other", null, "ann") })
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat((await ExportAsync(filter)).Select(l => l + "\n")));
            await Gen.Select(Gen.Int[0, bytes.Length - 2], Gen.Int[0, 7]).SampleAsync(
                async (at, bit) =>
                {
                    byte[] altered = [.. bytes];
                    altered[at] ^= (byte)(1 << bit);
                    using var stream = new MemoryStream(altered);
                    await Assert.ThrowsAsync<FailureException>(
                        () => LogVerifier.RunAsync(LogExport.ReadAsync(stream, Cancel), null, [], Cancel));
                },
                iter: Properties.Soak.Pairs(300));
        }
    }

    [Fact]
    public async Task An_entry_that_was_altered_removed_or_moved_is_named() => await AllAsync(async (lines, leaf, at) =>
    {
        Assert.Contains($"entry {leaf} (", await ProblemAsync(With(lines, at, lines[at].Replace("\"slug\":\"", "\"slug\":\"x"))));
        var removed = await ProblemAsync([.. lines[..at], .. lines[(at + 1)..]]);
        Assert.True(
            removed.Contains($"entry {leaf} was removed") || removed.Contains($"stands after entry {leaf - 1}")
            || removed.Contains("stands after the first line"), removed);
        if (leaf + 1 < Pushes)
        {
            var next = Array.FindIndex(lines, at + 1, IsEntry);
            var swapped = With(With(lines, at, lines[next]), next, lines[at]);
            Assert.Contains($"entry {leaf} was removed: entry {leaf + 1} stands", await ProblemAsync(swapped));
        }
    });

    [Fact]
    public async Task Whoever_numbers_the_entries_anew_is_found_at_the_entry() => await AllAsync(async (lines, leaf, at) =>
    {
        if (leaf + 1 == Pushes) return;

        var gone = lines.Where((_, i) => i != at).Where(l => !l.StartsWith("{\"checkpoint\"", StringComparison.Ordinal))
            .Select(l => IsEntry(l) && Leaf(l) > leaf ? l.Replace($"\"leaf\":{Leaf(l)}", $"\"leaf\":{Leaf(l) - 1}") : l);
        Assert.Contains($"entry {leaf} (", await ProblemAsync([.. gone]));
    });

    [Fact]
    public async Task A_log_that_was_signed_again_by_its_own_key_is_found_by_a_witness()
    {
        await using var world = await World.OpenAsync(new EmbeddedDoor());
        var testimonies = new List<Testimony>();
        foreach (var i in Enumerable.Range(0, 6))
        {
            world.Clock.Now = world.Clock.Now.AddSeconds(1);
            await world.Registry.PushAsync(Push("myapp", $"{i}"));
            testimonies.Add(new("w", SeenLog.Of(await world.Registry.GetLogAsync(0, Cancel))!, world.Clock.Now));
        }

        // The operator alters an event and lets the whole log be made anew, with the same key.
        await world.ExecuteAsync(
            """
            UPDATE atlas_event SET body = replace(body, 'version.push', 'version.pull') WHERE leaf = 3;
            """);
        var altered = (await world.QueryAsync("SELECT body FROM atlas_event WHERE leaf = 3"))[0];
        var digest = Digest.Of(Encoding.UTF8.GetBytes(altered)).Value;
        await world.ExecuteAsync($"""
            UPDATE atlas_event SET digest = '{digest}' WHERE leaf = 3;
            UPDATE atlas_event SET leaf = NULL;
            DELETE FROM atlas_node; DELETE FROM atlas_checkpoint; UPDATE atlas_log SET size = 0;
            """);
        var lines = await LinesAsync(world.Registry, AuditFilter.None);

        await VerifyAsync(lines);
        var problem = await Assert.ThrowsAsync<FailureException>(
            () => LogVerifier.RunAsync(lines.ToAsyncEnumerable(), null, testimonies.ToSeq(), Cancel));
        Assert.StartsWith("entry 3 was altered, removed or put in", problem.Message);
    }

    private static async Task AllAsync(Func<string[], int, int, Task> check)
    {
        var lines = await ExportAsync(AuditFilter.None);
        foreach (var at in Enumerable.Range(0, lines.Length).Where(i => IsEntry(lines[i])))
            await check(lines, Leaf(lines[at]), at);
    }

    private static async Task<string[]> ExportAsync(AuditFilter filter)
    {
        await using var world = await World.OpenAsync(new EmbeddedDoor());
        foreach (var i in Enumerable.Range(0, Pushes))
        {
            await world.Registry.PushAsync(Push(i % 3 == 0 ? "other" : "myapp", $"content \u00e9 {i}"));
            if (i is 0 or 3 or 4 or 8) await world.Rules.Log.SequenceAsync("local", Cancel);
        }

        return await LinesAsync(world.Registry, filter);
    }

    private static async Task<string[]> LinesAsync(SchemaRegistry registry, AuditFilter filter) =>
        await LogExport.LinesAsync(registry, filter, Cancel).Select(l => l.ToString()).ToArrayAsync(Cancel);

    private static Task<LogVerifier> VerifyAsync(string[] lines) =>
        LogVerifier.RunAsync(lines.ToAsyncEnumerable(), null, [], Cancel);

    private static async Task<string> ProblemAsync(string[] lines) =>
        (await Assert.ThrowsAsync<FailureException>(() => VerifyAsync(lines))).Message;

    private static string[] With(string[] lines, int at, string line) => [.. lines.Select((l, i) => i == at ? line : l)];

    private static bool IsEntry(string line) => line.StartsWith("{\"leaf\":", StringComparison.Ordinal);

    private static int Leaf(string line) => int.Parse(line["{\"leaf\":".Length..line.IndexOf(',')]);
}
