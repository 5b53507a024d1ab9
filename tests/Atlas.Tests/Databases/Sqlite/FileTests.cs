using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using Atlas.Core.Dialects;

namespace Atlas.Tests.Databases.Sqlite;

public sealed class FileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_missing_file_is_an_empty_database_until_something_is_executed()
    {
        await using (var database = await Lite.Open(folder.Url("app.db")))
        {
            Assert.Empty((await database.Realm()).Schemas[0].Tables);
            Assert.Equal("1", await database.Scalar("SELECT 1"));
            await database.IdentifyAsync(Lite.Token);
            Assert.False(File.Exists(folder.File("app.db")));
            await database.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
        }

        await using var again = await Lite.Open(folder.Url("app.db") + "?_fk=1&_unknown=2");
        Assert.Single((await again.Realm()).Schemas[0].Tables);
    }

    [Fact]
    public async Task Inspecting_writes_nothing()
    {
        await using (var database = await Lite.Open(folder.Url("app.db"))) await database.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
        var before = SHA256.HashData(File.ReadAllBytes(folder.File("app.db")));
        await using (var database = await Lite.Open(folder.Url("app.db"))) await database.Realm();
        Assert.Equal(before, SHA256.HashData(File.ReadAllBytes(folder.File("app.db"))));
    }

    [Theory]
    [InlineData("sqlite://{0}/none/app.db", "The folder of the database")]
    [InlineData("sqlite://{0}/app.db?mode=ro", "doesn't exist")]
    [InlineData("sqlite://{0}", "is a folder")]
    [InlineData("sqlite://{0}/text.db", "file is not a database")]
    [InlineData("sqlite://", "names no file")]
    [InlineData("sqlite://{0}/a.db?mode=new", "Use memory, ro, rw or rwc")]
    public async Task What_cannot_be_opened_is_said(string url, string message)
    {
        await File.WriteAllTextAsync(folder.File("text.db"), new string('x', 5000), Lite.Token);
        Assert.Contains(message, (await Assert.ThrowsAsync<FailureException>(() => Lite.Open(string.Format(url, folder.Path)))).Message);
    }

    [Fact]
    public async Task A_read_only_database_refuses_to_be_written()
    {
        await using (var database = await Lite.Open(folder.Url("app.db"))) await database.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
        await using var reader = await Lite.Open(folder.Url("app.db") + "?mode=ro");
        Assert.Contains("readonly", (await Assert.ThrowsAsync<DatabaseException>(() => reader.ExecuteAsync("DROP TABLE t", Lite.Token))).Message);
    }

    [Fact]
    public async Task One_file_has_one_identity_through_every_link_and_a_copy_has_another()
    {
        await using (var database = await Lite.Open(folder.Url("app.db"))) await database.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
        Directory.CreateSymbolicLink(folder.File("link"), folder.Path);
        File.CreateSymbolicLink(folder.File("other.db"), "app.db");
        File.Copy(folder.File("app.db"), folder.File("copy.db"));
        var own = await Identity("app.db");
        Assert.Equal(own, await Identity("link/./link/other.db"));
        Assert.NotEqual(own, await Identity("copy.db"));
    }

    [Fact]
    public async Task The_identity_under_the_lock_is_the_one_that_stays()
    {
        await using var database = await Lite.Open(folder.Url("new.db"));
        await using (await database.LockAsync("apply", "me", TimeSpan.Zero, _ => { }, Lite.Token))
        {
            var identity = await database.IdentifyAsync(Lite.Token);
            await database.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
            Assert.Equal(identity, await database.IdentifyAsync(Lite.Token));
        }

        Assert.Equal(["new.db"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Whoever_waits_for_the_lock_hears_who_holds_it()
    {
        await using var first = await Lite.Open(folder.Url("app.db"));
        await using var second = await Lite.Open(folder.Url("app.db"));
        var held = await first.LockAsync("apply", "anna on laptop", TimeSpan.Zero, _ => { }, Lite.Token);
        string? waited = null;
        var failure = await Assert.ThrowsAsync<FailureException>(() => second.LockAsync("apply", "ben", TimeSpan.FromMilliseconds(150), w => waited = w, Lite.Token));
        Assert.Equal(("anna on laptop", true), (waited, failure.Message.Contains("is held by anna on laptop")));
        await using (await second.LockAsync("other", "ben", TimeSpan.Zero, _ => { }, Lite.Token)) { }
        await held.DisposeAsync();
        await using var taken = await second.LockAsync("apply", "ben", TimeSpan.Zero, _ => { }, Lite.Token);
        await taken.EnsureHeldAsync(Lite.Token);
    }

    [Fact]
    public async Task A_removed_or_replaced_lock_file_is_a_lost_lock()
    {
        await using var database = await Lite.Open(folder.Url("app.db"));
        await using var held = await database.LockAsync("apply", "me", TimeSpan.Zero, _ => { }, Lite.Token);
        File.Delete(folder.File("app.db.apply.lock"));
        await Assert.ThrowsAsync<FailureException>(() => held.EnsureHeldAsync(Lite.Token));
        await File.WriteAllTextAsync(folder.File("app.db.apply.lock"), "other", Lite.Token);
        await Assert.ThrowsAsync<FailureException>(() => held.EnsureHeldAsync(Lite.Token));
    }

    [Fact]
    public async Task The_lock_of_a_killed_process_is_free()
    {
        if (OperatingSystem.IsWindows()) return;
        using var holder = Process.Start(new ProcessStartInfo("flock", [folder.File("app.db.apply.lock"), "-c", "echo held; sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Lite.Token));
        await using var database = await Lite.Open(folder.Url("app.db"));
        await Assert.ThrowsAsync<FailureException>(() => database.LockAsync("apply", "me", TimeSpan.Zero, _ => { }, Lite.Token));
        holder.Kill(entireProcessTree: true);
        await using var held = await database.LockAsync("apply", "me", TimeSpan.FromSeconds(10), _ => { }, Lite.Token);
    }

    [Fact]
    public async Task A_dev_file_must_be_clean_and_is_left_as_it_was_found()
    {
        var dev = Url.Parse(folder.Url("dev.db"));
        await using (var scratch = await Lite.Driver.OpenScratchAsync(dev, [], Lite.Token))
        {
            await scratch.ExecuteAsync(
                "CREATE TABLE t (a int); CREATE VIEW v AS SELECT * FROM t; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; CREATE VIRTUAL TABLE f USING fts5(x)",
                Lite.Token);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
        await using (var database = await Lite.Open(folder.Url("dev.db"))) await database.ExecuteAsync("CREATE TABLE x (a int)", Lite.Token);
        Assert.StartsWith(
            "connected database is not clean: found table \"x\"",
            (await Assert.ThrowsAsync<FailureException>(() => Lite.Driver.OpenScratchAsync(dev, [], Lite.Token))).Message);
        await using (var database = await Lite.Open(folder.Url("dev.db")))
        {
            Assert.Single((await database.Realm()).Schemas[0].Tables);
            await database.ExecuteAsync("DROP TABLE x", Lite.Token);
        }

        await using (await Lite.Driver.OpenScratchAsync(dev, [], Lite.Token)) { }
        var identity = await Identity("dev.db");
        await Assert.ThrowsAsync<FailureException>(() => Lite.Driver.OpenScratchAsync(dev, [identity], Lite.Token));
    }

    [Fact]
    public async Task Scratch_databases_in_memory_are_private()
    {
        await using var first = await Lite.Driver.OpenScratchAsync(null, [], Lite.Token);
        await first.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
        await using var second = await Lite.Driver.OpenScratchAsync(Url.Parse("sqlite://dev?mode=memory&_fk=1"), [], Lite.Token);
        Assert.Empty((await second.Realm()).Schemas[0].Tables);
    }

    [Fact]
    public async Task The_storage_of_the_registry_is_durable_and_enforces_keys()
    {
        await using var source = Lite.Driver.CreateDataSource(Url.Parse(folder.Url("registry.db")));
        await using var connection = await source.OpenConnectionAsync(Lite.Token);
        Assert.Equal(["wal", "2", "1", "30000"], await Task.WhenAll(Enumerable.Select(["journal_mode", "synchronous", "foreign_keys", "busy_timeout"], p => Pragma(connection, p))));
    }

    private static async Task<string?> Pragma(DbConnection connection, string name)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(await command.ExecuteScalarAsync(Lite.Token));
    }

    private async Task<DatabaseIdentity> Identity(string file)
    {
        await using var database = await Lite.Open(folder.Url(file));
        return await database.IdentifyAsync(Lite.Token);
    }
}
