using Atlas.Core.Dialects;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Tests.Registry;

public abstract class MigrationFacts(IDoor door)
{
    [Fact]
    public async Task The_registrys_tables_are_made_once()
    {
        await using var world = await World.WithoutTablesAsync(door);
        var first = await world.MigrateAsync();

        Assert.True(first > 0);
        Assert.Equal(0, await world.MigrateAsync());
        Assert.Equal(
            [
                "atlas_agent", "atlas_checkpoint", "atlas_claim", "atlas_content", "atlas_delivery", "atlas_deployment", "atlas_environment",
                "atlas_event", "atlas_label", "atlas_log", "atlas_node", "atlas_permit", "atlas_plan", "atlas_plan_comment", "atlas_policy",
                "atlas_redaction", "atlas_repo", "atlas_session", "atlas_tag", "atlas_target", "atlas_test_run",
                "atlas_token", "atlas_validation", "atlas_verification", "atlas_version", "atlas_webhook", "atlas_withdrawal",
            ],
            await world.TablesAsync());
    }

    [Fact]
    public async Task Tables_of_others_are_left_alone()
    {
        await using var world = await World.WithoutTablesAsync(door);
        await world.ExecuteAsync("CREATE TABLE theirs (id integer); INSERT INTO theirs VALUES (1)");
        await world.MigrateAsync();

        Assert.Equal(["1"], await world.QueryAsync("SELECT id FROM theirs"));
    }

    [Fact]
    public async Task What_a_newer_program_added_is_not_dropped()
    {
        await using var world = await World.OpenAsync(door);
        await world.ExecuteAsync("ALTER TABLE atlas_repo ADD COLUMN colour text");
        var failure = await Assert.ThrowsAsync<FailureException>(world.MigrateAsync);

        Assert.Contains("newer program", failure.Message);
    }

    [Fact]
    public async Task A_column_that_an_older_program_lacked_is_added()
    {
        await using var world = await World.OpenAsync(door);
        await world.ExecuteAsync("DROP INDEX atlas_event_leaf; ALTER TABLE atlas_event DROP COLUMN leaf");

        Assert.True(await world.MigrateAsync() > 0);
        Assert.Equal(0, await world.MigrateAsync());
    }
}
