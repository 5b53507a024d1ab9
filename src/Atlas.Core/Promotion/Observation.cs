using System.Globalization;
using System.Text;
using Atlas.Core.Planning;

namespace Atlas.Core.Promotion;

/// <summary>What an agent saw on a target: inspected by itself, not reported by who deployed.</summary>
/// <param name="Id">The id, a ULID of the agent's making.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Identity">Who the database is.</param>
/// <param name="Sequence">The number of the target's newest event when it was looked at; another one by now is a
/// conflict.</param>
/// <param name="Found">The fingerprint that inspection found.</param>
/// <param name="Difference">The statements that would bring back the version that should be there, literals masked;
/// empty
/// when it is there.</param>
/// <param name="SeenAt">The agent's clock, a claim.</param>
public sealed record Observation(
    string Id, string Repo, string Env, string Identity, long Sequence, Fingerprint Found, string Difference,
    DateTimeOffset SeenAt)
{
    /// <summary>Returns the bytes that are signed: the format's name and the members in order, each but the last ended
    /// by a
    /// newline, the difference as its digest.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Join('\n',
        "atlas-observation-1", Id, Repo, Env, Identity, Sequence.ToString(CultureInfo.InvariantCulture), Found.Value,
        Digest.Of(Encoding.UTF8.GetBytes(Difference)).Value,
        SeenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)));
}

/// <summary>An observation under its agent's signature.</summary>
/// <param name="Observation">What was seen.</param>
/// <param name="PublicKey">The agent's key: ECDSA P-256, SubjectPublicKeyInfo in base64.</param>
/// <param name="Signature">The signature of the observation's bytes with SHA-256, DER in base64.</param>
public sealed record SignedObservation(Observation Observation, string PublicKey, string Signature);

/// <summary>What an agent needs to know of a target before it looks.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Sequence">The number of the target's newest event.</param>
/// <param name="IsOpen">Whether a deployment is open on it.</param>
/// <param name="Version">The version that should be there; null when it is on none.</param>
/// <param name="Fingerprint">Its fingerprint; null with it.</param>
/// <param name="Digest">Its content's digest; null with it.</param>
/// <param name="Content">Its content; null unless it was asked for.</param>
public sealed record WatchedTarget(
    string Repo, long Sequence, bool IsOpen, string? Version, Fingerprint? Fingerprint, Digest? Digest,
    byte[]? Content);

/// <summary>What the registry made of an observation.</summary>
/// <param name="Id">The observation.</param>
/// <param name="Verdict">What it says of the target.</param>
/// <param name="Version">The version that was expected; null when the target is on none.</param>
/// <param name="Subject">Who saw it.</param>
/// <param name="ReceivedAt">When, by the registry's clock.</param>
public sealed record Verification(
    string Id, VerificationVerdict Verdict, string? Version, string Subject, DateTimeOffset ReceivedAt);

/// <summary>What an observation says of a target.</summary>
public enum VerificationVerdict
{
    /// <summary>The version that was reported is there.</summary>
    Confirmed,

    /// <summary>Something else is there: somebody changed it past the registry.</summary>
    Drifted,

    /// <summary>The target is on no version, so there is nothing to confirm.</summary>
    NoVersion,
}

/// <summary>Signs observations with the key of one agent.</summary>
public abstract class ObservationSigner
{
    /// <summary>Returns the observation under the agent's signature.</summary>
    public abstract SignedObservation Sign(Observation observation);
}
