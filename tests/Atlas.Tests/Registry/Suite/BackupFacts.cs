using System.IO.Compression;
using System.Text;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Backups;
using Atlas.Registry.Doors;
using Atlas.Registry.Log;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class BackupFacts(IDoor door)
{
    [Fact]
    public async Task A_restored_registry_is_a_new_epoch()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("shop", "a"));
        var begin = Begin("staging", "one", version, repo: "shop");
        await world.Registry.DeployAsync(begin, DeploymentOutcome.Passed, version.Fingerprint);
        await world.Registry.Gate.ApplyPolicyAsync("shop", new([PromotionRule.Of("prod")]), Cancel);
        var granted = await world.Registry.Gate.RequestPermitAsync(new(Begin("prod", "two", version, repo: "shop"), null), Cancel);
        var token = await world.Rules.Tokens.CreateAsync(EmbeddedRegistry.Owner("root"), "ci", [], null, false, Cancel);
        var before = await world.Registry.GetLogAsync(0, Cancel);
        var backup = await BackupAsync(world);
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        var lost = await world.Registry.PushAsync(Push("shop", "b"));
        world.Clock.Now = world.Clock.Now.AddMinutes(1);

        await using var restored = await EmptyAsync();
        restored.Clock.Now = world.Clock.Now;
        var epoch = await RestoreAsync(restored, backup);
        await using var registry = EmbeddedRegistry.Open(restored.Rules, "ann", "");
        var again = await registry.PushAsync(Push("shop", "c"));
        var target = Assert.Single(await registry.ListTargetsAsync("shop", "staging", Cancel));
        var after = await registry.GetLogAsync(SeenLog.Of(before)!.Checkpoint.Size, Cancel);
        var restoring = await restored.QueryAsync("SELECT body FROM atlas_event WHERE action = 'registry.restore'");

        Assert.Equal((1L, 1, 1, 1), (epoch.Number, epoch.Targets, epoch.Permits, epoch.Tokens));
        Assert.Equal("a", Encoding.UTF8.GetString(await registry.DownloadAsync("shop", version.Digest, Cancel)));
        Assert.True(string.CompareOrdinal(again.Version, lost.Version) > 0, $"{again.Version} after {lost.Version}");
        Assert.Equal((null, version.Version, null), (target.CurrentVersion, target.LastVersion, target.VerifiedAt));
        Assert.Equal(PermitState.Lapsed, (await registry.Gate.ListPermitsAsync(new(null, null, false, false), new(), Cancel)).Items.Single(p => p.Id == granted.Id).State);
        await RefusedAsync(RegistryProblem.Unauthorized, () => restored.Rules.Tokens.AuthenticateAsync(token.Secret, Cancel));
        Assert.Null(LogContinuity.Break(SeenLog.Of(before)!, after));
        Assert.Contains(epoch.Checkpoint!.Split(' ')[2], Assert.Single(restoring));
    }

    [Fact]
    public async Task A_backup_is_one_moment_while_others_write()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("shop", "0"));
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 1; !stop.IsCancellationRequested; i++) await world.Registry.PushAsync(Push("shop", $"{i}", version: $"v{i}"));
        }, Samples.Cancel);
        byte[] backup;
        try
        {
            await Task.Delay(200, Cancel);
            backup = await BackupAsync(world);
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }

        await using var restored = await EmptyAsync();
        await RestoreAsync(restored, backup);
        Assert.Equal(
            await restored.QueryAsync("SELECT newest_sequence FROM atlas_repo"),
            await restored.QueryAsync("SELECT COUNT(*) FROM atlas_version"));
        Assert.Equal(
            await restored.QueryAsync("SELECT COUNT(*) FROM atlas_version"),
            await restored.QueryAsync("SELECT COUNT(*) FROM atlas_event WHERE action = 'version.push'"));
    }

    [Fact]
    public async Task What_is_no_whole_backup_or_goes_over_something_restores_nothing()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("shop", "a"));
        var backup = await BackupAsync(world);
        var text = await PlainAsync(backup);
        var lines = text.Split('\n');
        await using var restored = await EmptyAsync();
        foreach (var broken in new[]
        {
            [], backup[..(backup.Length / 2)], Encoding.UTF8.GetBytes("nonsense"), Packed(""),
            Packed(text.Replace("\"shop\"", "\"shoq\"")), Packed(string.Join('\n', lines[..^2]) + "\n"),
            Packed(string.Join('\n', lines[..^3]) + "\n" + lines[^2] + "\n"), Packed(text + "[]\n"), Packed("[\"atlas_repo\"]\n"),
            Packed(lines[0] + "\n[\"sqlite_master\",1]\n"), Packed(text.Replace("\"slug\"", "\"slug; DROP TABLE atlas_repo\"")),
        })
        {
            await Assert.ThrowsAsync<RegistryException>(() => RestoreAsync(restored, broken));
            Assert.Equal(["0"], await restored.QueryAsync("SELECT COUNT(*) FROM atlas_repo"));
        }

        Assert.Contains("already", (await RefusedAsync(RegistryProblem.Conflict, () => RestoreAsync(world, backup))).Message);
    }

    protected virtual async Task<World> EmptyAsync()
    {
        var world = await World.WithoutTablesAsync(door);
        await world.MigrateAsync();
        return world;
    }

    private static async Task<byte[]> BackupAsync(World world)
    {
        using var file = new MemoryStream();
        await Backup.WriteAsync(world.Rules, world.Driver.Dialect, world.Clock.Now, file, Cancel);
        return file.ToArray();
    }

    private static Task<RestoredRegistry> RestoreAsync(World world, byte[] backup) => new Restore(world.Rules).RunAsync(
        EmbeddedRegistry.Owner("root"), world.Driver.Dialect, () => new MemoryStream(backup), keepsTokens: false, Cancel);

    private static async Task<string> PlainAsync(byte[] backup)
    {
        await using var plain = new GZipStream(new MemoryStream(backup), CompressionMode.Decompress);
        return await new StreamReader(plain).ReadToEndAsync(Cancel);
    }

    private static byte[] Packed(string text)
    {
        using var file = new MemoryStream();
        using (var packed = new GZipStream(file, CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(text));
        return file.ToArray();
    }
}
