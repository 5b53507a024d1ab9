using System.Globalization;
using System.Text.Json;
using Atlas.Core.Model;

namespace Atlas.Registry.Reports;

/// <summary>One token that was in force at a date.</summary>
/// <param name="Subject">Who bears it.</param>
/// <param name="Token">Its id.</param>
/// <param name="Scopes">The rights; sorted.</param>
/// <param name="IsBot">Whether its bearer is a program.</param>
/// <param name="GivenBy">Who made it.</param>
/// <param name="GivenAt">When.</param>
/// <param name="EndsAt">When it ends by itself; null for never.</param>
public sealed record Access(
    string Subject, string Token, Seq<string> Scopes, bool IsBot, string GivenBy, DateTimeOffset GivenAt,
    DateTimeOffset? EndsAt);

/// <summary>Says who may do what at a date, from the events of the log alone.</summary>
public static class AccessReport
{
    /// <summary>Returns the tokens that were in force at a moment, by their bearers' names.</summary>
    public static Seq<Access> At(Seq<AuditEvent> events, DateTimeOffset moment)
    {
        var known = new Dictionary<string, Access>();
        foreach (var entry in events.Where(e => e.At <= moment))
        {
            if (entry.Action == "token.create") known[entry.Text("token")] = Given(entry);
            if (entry.Action == "token.revoke") known.Remove(entry.Text("token"));
        }

        return known.Values.Where(a => !(a.EndsAt <= moment)).OrderBy(a => a.Subject, StringComparer.Ordinal)
            .ThenBy(a => a.Token, StringComparer.Ordinal).ToSeq();
    }

    private static Access Given(AuditEvent entry) => new(
        entry.Text("name"), entry.Text("token"),
        [.. entry.Text("scopes").Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
        entry.Details.TryGetProperty("isBot", out var bot) && bot.ValueKind == JsonValueKind.True, entry.Subject, entry.At,
        entry.Text("expiresAt") is { Length: > 0 } end
            ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null);
}
