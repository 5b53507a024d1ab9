using System.Globalization;

namespace Atlas.Core.Registries;

/// <summary>That a version's content was taken away; its name, digest, fingerprint and order stay.</summary>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="By">The authenticated subject.</param>
/// <param name="Reason">Why, in the words of who did it.</param>
public sealed record Redaction(DateTimeOffset At, string By, string Reason)
{
    /// <summary>Returns what is said to somebody who wants the content: what happened, and the remedy.</summary>
    /// <param name="repo">The repo's slug.</param>
    /// <param name="version">The version's name.</param>
    public string Refusal(string repo, string version) =>
        $"Version {version} of \"{repo}\" is a tombstone: {Story}. Use another version, or push the corrected schema " +
        $"as a new one with `atlas schema push {repo}`.";

    /// <summary>Gets what happened, without a full stop.</summary>
    public string Story => string.Create(
        CultureInfo.InvariantCulture,
        $"its content was redacted at {At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by {By} ({Reason})");
}
