using Atlas.Core.Dialects;

namespace Atlas.Tests.Databases.Postgres;

[Collection("postgres")]
public sealed class ScratchFacts(PrivatePostgres server)
{
    [Fact]
    public async Task Without_a_dev_url_it_is_refused_with_the_remedy()
    {
        var failure = await Assert.ThrowsAsync<FailureException>(() => PostgresSteps.Driver.OpenScratchAsync(null, [], PostgresSteps.Cancel));
        Assert.StartsWith("--dev-url cannot be empty", failure.Message);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("search_path=public", "public")]
    [InlineData("search_path=shop", "shop")]
    public async Task A_database_of_its_own_is_empty_and_gone_afterwards(string query, string? bound)
    {
        var name = server.CreateDatabase();
        server.Run(name, "CREATE TABLE here (id int); CREATE EXTENSION hstore");
        await using (var scratch = await PostgresSteps.Driver.OpenScratchAsync(Url.Parse(server.Url(name, query)), [], PostgresSteps.Cancel))
        {
            Assert.Equal(bound, scratch.BoundSchema);
            Assert.Empty((await scratch.InspectAsync([], PostgresSteps.Cancel)).Realm.Schemas.Single().Tables);
            await scratch.ExecuteAsync("CREATE TABLE t (h public.hstore)", PostgresSteps.Cancel);
            Assert.Equal("1", Scratches());
        }

        Assert.Equal("0", Scratches());
    }

    [Fact]
    public async Task The_target_itself_is_refused_as_dev()
    {
        var name = server.CreateDatabase();
        await using var target = await server.OpenAsync(name);
        var identity = await target.IdentifyAsync(PostgresSteps.Cancel);
        var failure = await Assert.ThrowsAsync<FailureException>(
            () => PostgresSteps.Driver.OpenScratchAsync(Url.Parse(server.Url(name, "search_path=public")), [identity], PostgresSteps.Cancel));
        Assert.Contains("is the target itself", failure.Message);
    }

    [Fact]
    public async Task A_role_that_may_not_create_databases_uses_the_given_one_when_it_is_clean()
    {
        var name = server.CreateDatabase();
        server.Run(name, "CREATE ROLE plain LOGIN; GRANT ALL ON DATABASE " + name + " TO plain; GRANT ALL ON SCHEMA public TO plain");
        var url = Url.Parse(server.Url(name, user: "plain"));
        await using (var scratch = await PostgresSteps.Driver.OpenScratchAsync(url, [], PostgresSteps.Cancel))
        {
            await scratch.ExecuteAsync("CREATE SCHEMA s; CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (id serial, x e); CREATE VIEW s.v AS SELECT * FROM t", PostgresSteps.Cancel);
        }

        await using (await PostgresSteps.Driver.OpenScratchAsync(url, [], PostgresSteps.Cancel)) { }
        server.Run(name, "CREATE TABLE mine (id int)");
        var failure = await Assert.ThrowsAsync<FailureException>(() => PostgresSteps.Driver.OpenScratchAsync(url, [], PostgresSteps.Cancel));
        Assert.StartsWith("connected database is not clean: found table \"public.mine\"", failure.Message);
        Assert.Equal("1", server.Run(name, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'").Trim());
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_after_an_hour()
    {
        var name = server.CreateDatabase();
        server.Run("postgres", "CREATE DATABASE atlas_dev_01arz3ndektsv4rrffq69g5fav");
        await using (await PostgresSteps.Driver.OpenScratchAsync(Url.Parse(server.Url(name)), [], PostgresSteps.Cancel))
            Assert.Equal("1", Scratches());
    }

    private string Scratches() => server.Run("postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'atlas\\_dev\\_%'").Trim();
}
