using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Reports;

namespace Atlas.Tests.Registry.Reports;

/// <summary>What the log says of one database, and what follows from it.</summary>
public sealed class TargetStatementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly Period Day = new(Noon, Noon.AddHours(12));
    private static readonly Target Database = new(
        "t", "shop", "production", "sqlite:a", "a", "sqlite://a.db", TargetStatus.Synced, null, null, null, false, false, null, null, null);

    private readonly List<AuditEvent> log = [];

    [Fact]
    public void What_a_deployment_left_is_explained_and_what_is_found_otherwise_is_not()
    {
        Add(-60, "deployment.begin", "fromFingerprint", "empty");
        Add(-59, "deployment.end", "fingerprint", "one");
        Add(10, "target.verify", "found", "one");
        Add(20, "target.drift", "found", "by hand");
        Add(30, "deployment.begin", "fromFingerprint", "by hand again");
        Add(31, "deployment.end", "fingerprint", "two");
        var statement = Read(TimeSpan.FromDays(1));

        Assert.Equal(("one", "two"), (statement.AtStart, statement.AtEnd));
        Assert.Equal(
            [("one", "by hand"), ("by hand", "by hand again")],
            statement.Unauthorised.Select(c => (c.Before.Fingerprint, c.Found.Fingerprint)));
        Assert.Equal(4, statement.Sightings.Count);
        Assert.False(statement.IsComplete);
    }

    [Fact]
    public void A_change_is_told_in_the_period_in_which_it_was_found()
    {
        Add(-60, "deployment.end", "fingerprint", "one");
        Add(-30, "target.drift", "found", "other");
        Add(10, "target.verify", "found", "other");

        Assert.Empty(Read(TimeSpan.FromDays(1)).Unauthorised);
        Assert.True(Read(TimeSpan.FromDays(1)).IsComplete);
    }

    [Fact]
    public void Gaps_in_verification_are_measured_from_the_beginning_and_to_the_end()
    {
        Add(-60, "deployment.end", "fingerprint", "one");
        Add(120, "target.verify", "found", "one");
        Add(150, "target.verify", "found", "one");

        Assert.Equal(
            [(0, 120), (150, 720)],
            Read(TimeSpan.FromHours(1)).Gaps.Select(g => ((int)(g.From - Noon).TotalMinutes, (int)(g.To - Noon).TotalMinutes)));
        Assert.Empty(Read(TimeSpan.FromHours(10)).Gaps);
    }

    [Fact]
    public void A_database_is_not_missed_before_it_was_first_seen()
    {
        Add(600, "deployment.begin", "fromFingerprint", "empty");
        Add(601, "deployment.end", "fingerprint", "one");

        Assert.Empty(Read(TimeSpan.FromHours(3)).Gaps);
        Assert.Equal("", Read(TimeSpan.FromHours(3)).AtStart);
    }

    [Fact]
    public void Who_may_do_what_follows_from_what_was_given_revoked_and_ended()
    {
        Token(0, "create", "1", "ann", "read admin");
        Token(1, "create", "2", "bob", "read");
        Token(2, "revoke", "2", "bob", "read");
        Token(3, "create", "3", "bob", "push");
        Token(4, "create", "4", "eve", "read", "2026-06-10T12:30:00.0000000Z");

        string At(int minute) => string.Join(", ", AccessReport.At([.. log], Noon.AddMinutes(minute)).Select(a => $"{a.Subject}: {string.Join(" ", a.Scopes)}"));
        Assert.Equal("ann: admin read, bob: read", At(1));
        Assert.Equal("ann: admin read", At(2));
        Assert.Equal("ann: admin read, bob: push, eve: read", At(10));
        Assert.Equal("ann: admin read, bob: push", At(30));

        Token(40, "exchange", "5", "run", "push");
        Event(41, "registry.restore", """{"keepsTokens":true}""");
        Assert.Equal("ann: admin read, bob: push, run: push", At(40));
        Assert.Equal("ann: admin read, bob: push", At(41));
        Event(42, "registry.restore", """{"keepsTokens":false}""");
        Assert.Equal("", At(42));
    }

    private TargetStatement Read(TimeSpan longestGap) => TargetStatement.Of(Database, [.. log], Day, longestGap);

    private void Add(int minute, string action, string member, string fingerprint) =>
        Event(minute, action, $$"""{"env":"production","target":"t","{{member}}":"{{fingerprint}}","id":"i"}""");

    private void Token(int minute, string action, string id, string name, string scopes, string? end = null) =>
        Event(minute, "token." + action, $$"""{"token":"{{id}}","name":"{{name}}","scopes":"{{scopes}}","expiresAt":{{(end is null ? "null" : $"\"{end}\"")}},"isBot":false}""");

    private void Event(int minute, string action, string details) => log.Add(AuditEvent.Read(new AuditEntry(
        log.Count,
        $$"""{"action":"{{action}}","at":"{{Noon.AddMinutes(minute):yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}}","details":{{details}},"id":"e","repo":"r","subject":"ann"}""",
        "", [])));
}
