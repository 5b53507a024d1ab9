using Atlas.Scripts.Language;
using Atlas.Scripts.Running;
using Atlas.Tests.Shared;
using Xunit.Sdk;

namespace Atlas.Scripts;

/// <summary>The runner itself: a script that should fail does, and says where.</summary>
public sealed class RunnerTests(Servers servers)
{
    [Theory]
    [InlineData("sh exit 1", "It exited with 1, not 0.")]
    [InlineData("! sh exit 2", "It exited with 2, not 1.")]
    [InlineData("! sh exit 0", "It exited with 0, not 1.")]
    [InlineData("stdout x", "stdout doesn't match /x/.")]
    [InlineData("! stdout ''", "stdout matches //.")]
    [InlineData("frobnicate", "Unknown command `frobnicate`.")]
    [InlineData("write a $MISSING", "The variable $MISSING isn't set.")]
    [InlineData("write a 'open", "A single quote isn't closed.")]
    [InlineData("sql app 'SELECT 1'", "`on sqlite`")]
    [InlineData("[mysql] sh true", "Unknown condition `mysql`.")]
    [InlineData("wait nobody", "Nothing was started as `nobody`.")]
    [InlineData("unchanged app", "`hash app` must come first.")]
    [InlineData("tty /never/ -- sh true", "The terminal never showed /never/.")]
    public async Task A_line_that_does_not_hold_fails_the_script(string line, string message)
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => RunAsync($"# A fact.\n\n{line}\n"));
        Assert.Contains("inline.txtar:3: " + line, failure.Message);
        Assert.Contains(message, failure.Message);
    }

    [Theory]
    [InlineData("sh true\n", "The first line must be a comment")]
    [InlineData("# A fact.\non oracle\n", "unknown `oracle`")]
    [InlineData("# A fact.\nsh true\non sqlite\n", "must stand before the first command")]
    public void A_malformed_script_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ScriptException>(() => Script.Parse(text)).Message);

    [Theory]
    [InlineData("SELECT 1", false)]
    [InlineData("BEGIN; SET search_path = x; SHOW all; COMMIT", false)]
    [InlineData("SELECT 'DELETE FROM t; DROP TABLE t'", false)]
    [InlineData("-- DROP TABLE t\nSELECT \"insert\" FROM t", false)]
    [InlineData("SELECT pg_advisory_lock(1)", false)]
    [InlineData("SELECT 1; DROP TABLE t", true)]
    [InlineData("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", true)]
    [InlineData("SELECT * INTO u FROM t", true)]
    [InlineData("SELECT nextval('s')", true)]
    [InlineData("CREATE TEMP TABLE t (id int)", true)]
    [InlineData("DO $$ BEGIN END $$", true)]
    public void Statements_that_may_change_something_are_told_from_reads(string sql, bool mayChange) =>
        Assert.Equal(mayChange, StatementLog.MayChange(sql));

    [Fact]
    public void An_archive_keeps_its_text_when_one_file_changes()
    {
        const string text = "# c\nsh true\n\n-- a --\n1\n-- b/c.txt --\n2\n";
        Assert.Equal(text, Txtar.Parse(text).ToString());
        Assert.Equal(text.Replace("2", "3"), Txtar.Parse(text).With("b/c.txt", "3\n").ToString());
    }

    private async Task RunAsync(string text)
    {
        await using var run = await ScriptRun.StartAsync(
            Script.Parse(text), new("inline.txtar", "", "", ""), servers, TestContext.Current.CancellationToken);
        await run.RunAsync();
    }
}
