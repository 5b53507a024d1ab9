using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Reports;

/// <summary>What is known of a database in a period: whether every change of it is explained by a deployment.</summary>
/// <param name="Target">The database.</param>
/// <param name="AtStart">The fingerprint at the beginning; empty when nothing was known then.</param>
/// <param name="AtEnd">The fingerprint at the end; empty when nothing is known.</param>
/// <param name="Sightings">Each time that somebody inspected it, in order.</param>
/// <param name="Unauthorised">The changes that no deployment explains, in order.</param>
/// <param name="Gaps">The times in which nobody verified it for longer than allowed, in order.</param>
public sealed record TargetStatement(
    Target Target, string AtStart, string AtEnd, Seq<Sighting> Sightings, Seq<UnauthorisedChange> Unauthorised,
    Seq<VerificationGap> Gaps)
{
    /// <summary>Gets whether every change that was seen is explained, and no verification is missing.</summary>
    public bool IsComplete => Unauthorised.IsEmpty && Gaps.IsEmpty;

    /// <summary>Reads the history of one database.</summary>
    /// <param name="target">The database.</param>
    /// <param name="events">The whole log.</param>
    /// <param name="period">The period.</param>
    /// <param name="longestGap">How long nobody may have looked.</param>
    public static TargetStatement Of(Target target, Seq<AuditEvent> events, Period period, TimeSpan longestGap)
    {
        var sightings = events.Where(e => e.Text("target") == target.Id).SelectMany(Seen).ToList();
        var changes = new List<UnauthorisedChange>();
        for (var i = 1; i < sightings.Count; i++)
        {
            var (before, now) = (sightings[i - 1], sightings[i]);
            if (before.Fingerprint != now.Fingerprint && before.Fingerprint.Length > 0 && !now.IsOwnDoing)
                changes.Add(new UnauthorisedChange(before, now));
        }

        return new TargetStatement(
            target, Last(sightings, period.From), Last(sightings, period.To),
            [.. sightings.Where(s => period.Holds(s.At))],
            [.. changes.Where(c => period.Holds(c.Found.At))],
            GapsOf([.. sightings.Where(s => s.IsVerified).Select(s => s.At)], sightings.FirstOrDefault()?.At, period,
                longestGap));
    }

    /// <summary>A begin tells what was there before, an end what the deployment left, a verification what an agent
    /// saw.</summary>
    private static IEnumerable<Sighting> Seen(AuditEvent entry)
    {
        var kind = entry.Action switch
        {
            "deployment.begin" => ("fromFingerprint", "before a deployment", false, false),
            "deployment.end" => ("fingerprint", "after a deployment", true, false),
            "deployment.settle" => ("fingerprint", "after a deployment without an end", true, false),
            "target.verify" => ("found", "verified by an agent", false, true),
            "target.drift" => ("found", "drift seen by an agent", false, true),
            _ => default,
        };
        if (kind.Item1 is not { } member || entry.Text(member) is not { Length: > 0 } fingerprint) yield break;
        yield return new Sighting(entry.At, fingerprint, kind.Item2, entry.Subject, entry.Text("id"), entry.Leaf)
        {
            IsOwnDoing = kind.Item3,
            IsVerified = kind.Item4,
        };
    }

    private static string Last(List<Sighting> sightings, DateTimeOffset moment) =>
        sightings.LastOrDefault(s => s.At < moment)?.Fingerprint ?? "";

    private static Seq<VerificationGap> GapsOf(
        Seq<DateTimeOffset> verified, DateTimeOffset? first, Period period, TimeSpan longest)
    {
        if (first is not { } known) return [];
        var from = known > period.From ? known : period.From;
        var gaps = new List<VerificationGap>();
        var last = verified.LastOrDefault(v => v <= from, from);
        foreach (var next in verified.Where(v => v > from && v < period.To).Append(period.To))
        {
            if (next - last > longest) gaps.Add(new VerificationGap(last > from ? last : from, next));
            last = next;
        }

        return gaps.ToSeq();
    }
}

/// <summary>A moment at which somebody inspected a database.</summary>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="Fingerprint">What was there.</param>
/// <param name="Kind">On what occasion, in words.</param>
/// <param name="Subject">Who looked, authenticated.</param>
/// <param name="Id">The deployment or the observation.</param>
/// <param name="Leaf">The entry of the log.</param>
public sealed record Sighting(
    DateTimeOffset At, string Fingerprint, string Kind, string Subject, string Id, long Leaf)
{
    /// <summary>Gets whether what was found is what a deployment itself left.</summary>
    public bool IsOwnDoing { get; init; }

    /// <summary>Gets whether an agent looked, who is not who deployed.</summary>
    public bool IsVerified { get; init; }
}

/// <summary>A change that no deployment explains.</summary>
/// <param name="Before">When the database was last seen as it was.</param>
/// <param name="Found">When it was first seen to be another.</param>
public sealed record UnauthorisedChange(Sighting Before, Sighting Found);

/// <summary>A time in which nobody verified a database.</summary>
public sealed record VerificationGap(DateTimeOffset From, DateTimeOffset To);

/// <summary>A period: its first moment, and the first moment after it.</summary>
public sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Returns whether a moment is in it.</summary>
    public bool Holds(DateTimeOffset moment) => From <= moment && moment < To;
}
