using System.Globalization;
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
        var exchanged = new HashSet<string>();
        foreach (var entry in events.Where(e => e.At <= moment))
        {
            if (entry.Action is "token.create" or "token.exchange") known[entry.Text("token")] = Given(entry);
            if (entry.Action == "token.exchange") exchanged.Add(entry.Text("token"));
            if (entry.Action == "token.revoke") known.Remove(entry.Text("token"));
            if (entry.Action == "registry.restore") End(known, exchanged, entry.Flag("keepsTokens"));
        }

        return known.Values.Where(a => !(a.EndsAt <= moment)).OrderBy(a => a.Subject, StringComparer.Ordinal)
            .ThenBy(a => a.Token, StringComparer.Ordinal).ToSeq();
    }

    /// <summary>A restored registry ends all tokens; where its operator kept them, those of runs and sign-ins.</summary>
    private static void End(Dictionary<string, Access> known, HashSet<string> exchanged, bool areKept)
    {
        foreach (var token in known.Keys.Where(t => !areKept || exchanged.Contains(t)).ToList()) known.Remove(token);
    }

    private static Access Given(AuditEvent entry) => new(
        entry.Text("name"), entry.Text("token"),
        [.. entry.Text("scopes").Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
        entry.Flag("isBot"), entry.Subject, entry.At,
        entry.Text("expiresAt") is { Length: > 0 } end
            ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null);
}
