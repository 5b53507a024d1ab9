using System.Net;
using System.Net.Sockets;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Tests.Databases.Postgres;

[Collection("postgres")]
public sealed class ConnectionFacts(PrivatePostgres server)
{
    [Fact]
    public async Task A_refused_connection_names_address_and_remedy_and_no_password()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var failure = await Assert.ThrowsAsync<FailureException>(() => Open($"postgres://me:sesame@127.0.0.1:{port}/app"));
        Assert.Contains($"127.0.0.1:{port}/app", failure.Message);
        Assert.DoesNotContain("sesame", failure.ToString());
    }

    [Theory]
    [InlineData("service=x", "\"service\"")]
    [InlineData("sslmode=maybe", "sslmode")]
    [InlineData("search_path=a,b", "search_path names 2 schemas")]
    [InlineData("no_such_setting=1", "no_such_setting")]
    public async Task A_parameter_that_is_not_understood_is_named(string query, string part)
    {
        var failure = await Assert.ThrowsAsync<FailureException>(() => Open(server.Url("postgres", query)));
        Assert.Contains(part, failure.Message);
    }

    [Fact]
    public async Task A_unknown_database_is_named() =>
        Assert.Contains("\"nowhere\"", (await Assert.ThrowsAsync<FailureException>(() => Open(server.Url("nowhere")))).Message);

    [Theory]
    [InlineData("search_path=shop", "shop")]
    [InlineData("options=-csearch_path%3Dshop", "shop")]
    [InlineData("options=-c%20search_path%3DShop", "shop")]
    [InlineData("options=--search_path%3D%22Shop%22", "Shop")]
    [InlineData("application_name=x&work_mem=8MB", null)]
    public async Task The_bound_schema_comes_from_the_search_path(string query, string? bound)
    {
        await using var database = await Open(server.Url("postgres", query));
        Assert.Equal(bound, database.BoundSchema);
    }

    [Fact]
    public async Task A_unix_socket_and_run_time_settings_are_used()
    {
        await using var database = await Open($"postgresql://postgres@/postgres?host={server.SocketFolder}&port={server.Port}&work_mem=8MB");
        var row = (await database.QueryAsync("SELECT current_setting('work_mem'), inet_server_addr(), current_setting('application_name'), $1::text, $2 + 1",
            ["it's", 4L], PostgresSteps.Cancel))[0];
        Assert.Equal<string?>(["8MB", null, "atlas", "it's", "5"], row);
    }

    [Fact]
    public async Task An_error_carries_no_value_of_a_row()
    {
        var name = server.CreateDatabase();
        server.Run(name, "CREATE TABLE t (a text UNIQUE); INSERT INTO t VALUES ('sesame')");
        await using var database = await server.OpenAsync(name);
        foreach (var sql in (string[])["INSERT INTO t VALUES ('sesame')", "ALTER TABLE t ALTER a TYPE int USING a::int"])
        {
            var failure = await Assert.ThrowsAsync<DatabaseException>(() => database.ExecuteAsync(sql, PostgresSteps.Cancel));
            Assert.DoesNotContain("sesame", failure.Message);
            Assert.Contains("SQLSTATE", failure.Message);
        }
    }

    [Fact]
    public async Task A_transaction_holds_and_rolls_back()
    {
        var name = server.CreateDatabase();
        await using var database = await server.OpenAsync(name);
        await database.BeginAsync(PostgresSteps.Cancel);
        await database.ExecuteAsync("CREATE TABLE t (id int)", PostgresSteps.Cancel);
        Assert.NotNull((await database.InspectAsync([], PostgresSteps.Cancel)).PublicTable("t"));
        Assert.Equal("\"$user\", public", (await database.QueryAsync("SHOW search_path", [], PostgresSteps.Cancel))[0][0]);
        await database.RollbackAsync();
        Assert.Empty((await database.InspectAsync([], PostgresSteps.Cancel)).Realm.Schema("public")!.Tables);
    }

    [Fact]
    public async Task A_cancelled_statement_ends_on_the_server()
    {
        var name = server.CreateDatabase();
        await using var database = await server.OpenAsync(name);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ExecuteAsync("SELECT pg_sleep(30)", source.Token));
        await database.ExecuteAsync("SELECT 1", PostgresSteps.Cancel);
    }

    [Fact]
    public async Task Whoever_waits_for_a_lock_sees_who_holds_it()
    {
        var name = server.CreateDatabase();
        await using var one = await server.OpenAsync(name);
        await using var other = await server.OpenAsync(name, "application_name=x");
        var held = await one.LockAsync("apply", "ann@laptop", TimeSpan.FromSeconds(1), _ => { }, PostgresSteps.Cancel);
        await held.EnsureHeldAsync(PostgresSteps.Cancel);
        var told = new List<string>();
        var failure = await Assert.ThrowsAsync<FailureException>(
            () => other.LockAsync("apply", "bob", TimeSpan.FromMilliseconds(500), told.Add, PostgresSteps.Cancel));
        Assert.Contains("ann@laptop", failure.Message);
        Assert.Contains("ann@laptop", Assert.Single(told));
        await using (await other.LockAsync("another", "bob", TimeSpan.FromSeconds(1), _ => { }, PostgresSteps.Cancel)) { }
        server.Run(name, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'atlas lock: ann@laptop'");
        await Assert.ThrowsAsync<FailureException>(() => held.EnsureHeldAsync(PostgresSteps.Cancel));
        await held.DisposeAsync();
        await using var taken = await other.LockAsync("apply", "bob", TimeSpan.FromSeconds(5), _ => { }, PostgresSteps.Cancel);
        await taken.EnsureHeldAsync(PostgresSteps.Cancel);
    }

    [Fact]
    public async Task One_database_has_one_identity_whatever_the_url()
    {
        var name = server.CreateDatabase();
        async Task<string> Of(string url)
        {
            await using var database = await Open(url);
            return (await database.IdentifyAsync(PostgresSteps.Cancel)).Value;
        }

        var identity = await Of(server.Url(name));
        Assert.Equal(identity, await Of($"postgresql://postgres@/{name}?host={server.SocketFolder}&port={server.Port}"));
        Assert.NotEqual(identity, await Of(server.Url("postgres")));
        Assert.NotEqual(identity, await Of(server.Url(name, "search_path=public")));
    }

    private static Task<Database> Open(string url) => PostgresSteps.Driver.OpenAsync(Url.Parse(url), PostgresSteps.Cancel);
}
