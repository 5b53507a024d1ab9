using Atlas.Core.Model;

namespace Atlas.Core.Registries;

/// <summary>The registry's audit log at one moment (docs/design/0005-audit-log.md).</summary>
/// <param name="Checkpoint">How many entries there are and the hash of all of them, signed: a C2SP signed note.</param>
/// <param name="Key">The public key that signs, as a C2SP verifier key.</param>
/// <param name="Consistency">The proof that the log of the size that was asked about is the beginning of this one, as
/// base64 hashes; empty where none is needed, and where this log is shorter.</param>
public sealed record LogState(string Checkpoint, string Key, Seq<string> Consistency);

/// <summary>Which events of the log to read; null members don't filter.</summary>
/// <param name="From">Not before this time.</param>
/// <param name="To">Before this time.</param>
/// <param name="Repo">The repo's slug, id or display name.</param>
/// <param name="Env">The environment that they name.</param>
/// <param name="Actor">The authenticated subject.</param>
public sealed record AuditFilter(DateTimeOffset? From, DateTimeOffset? To, string? Repo, string? Env, string? Actor)
{
    /// <summary>Gets the kind of event, such as <c>version.push</c>, or the beginning of several kinds up to a dot, such as
    /// <c>version</c>; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>The filter that lets everything through.</summary>
    public static readonly AuditFilter None = new(null, null, null, null, null);
}

/// <summary>One entry of the log.</summary>
/// <param name="Leaf">Its place, from 0.</param>
/// <param name="Event">The event's canonical bytes, as text.</param>
/// <param name="Root">The log's hash with this entry as its last, as base64; empty where a filter left others
/// out.</param>
/// <param name="Proof">The proof that the log holds it, as base64 hashes; empty unless a filter left others
/// out.</param>
public sealed record AuditEntry(long Leaf, string Event, string Root, Seq<string> Proof);

/// <summary>A part of the log.</summary>
/// <param name="Entries">The entries in order; empty when the filter lets none of this part through.</param>
/// <param name="Checkpoints">The checkpoints that were signed along this part, oldest first.</param>
/// <param name="Next">Where the next part begins; the log's size at its end.</param>
public sealed record AuditPage(Seq<AuditEntry> Entries, Seq<string> Checkpoints, long Next);
