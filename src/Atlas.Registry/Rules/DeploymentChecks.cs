using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>What a deployment's events must be like before anything is looked up or written.</summary>
internal static class DeploymentChecks
{
    private const int LongestText = 4096;

    public static void Check(Caller caller, DeploymentBegin begin)
    {
        Names.CheckId(begin.Id);
        Names.CheckEnv(begin.Env);
        caller.Demand(Scopes.Deploy(begin.Env));
        caller.Check(begin.Claims);
        Names.CheckText("database's identity", begin.Target.Identity, LongestText);
        Names.CheckText("database's name", begin.Target.Name, LongestText);
        Names.CheckText("database's URL", begin.Target.Url, LongestText);
        Names.CheckText("database's driver", begin.Target.Driver, 64);
        RefusePassword("database's URL", begin.Target.Url);

        Fingerprinted.Check(begin.FromFingerprint);
        Fingerprinted.Check(begin.ToFingerprint);
        if (begin.ToVersion is null != begin.ToDigest is null)
        {
            throw Refuse.Invalid(
                "A deployment of a version names its digest too, and one of anything else names neither.");
        }
    }

    public static void Check(Caller caller, DeploymentEnd end)
    {
        Names.CheckId(end.Id);
        Names.CheckEnv(end.Env);
        caller.Demand(Scopes.Deploy(end.Env));
        caller.Check(end.Claims);
        if (end.Fingerprint is { } fingerprint) Fingerprinted.Check(fingerprint);
    }

    /// <summary>Checks that the repo takes databases of this kind, and that the version is the one that the digest
    /// says.</summary>
    /// <returns>The version; null for a state that isn't from the registry.</returns>
    public static async Task<VersionRow?> VersionAsync(
        StoreSession session, Caller caller, RepoRow repo, DeploymentBegin begin, CancellationToken cancellationToken)
    {
        if (repo.Driver is { } driver && driver != begin.Target.Driver)
        {
            throw Refuse.Conflict(
                $"The repo \"{repo.Slug}\" holds schemas for {driver}, and the database \"{begin.Target.Name}\" is " +
                    $"{begin.Target.Driver}.");
        }

        if (begin.ToVersion is not { } name) return null;

        var version = await Versions.FindAsync(
            session, caller.Organisation, repo, new(ReferenceKind.Version, name), cancellationToken);
        if (version.Redaction is { } redaction) throw Refuse.Gone(redaction.Refusal(repo.Slug, version.Version));

        return version.Digest == begin.ToDigest
            ? version
            : throw Refuse.Conflict(
                $"The version \"{name}\" of the repo \"{repo.Slug}\" has the digest {version.Digest}, not " +
                    $"{begin.ToDigest}: what was to be " +
                "deployed isn't that version.");
    }

    public static void RefusePassword(string what, string url)
    {
        if (!HoldsPassword(url)) return;

        throw Refuse.Invalid($"The {what} holds a password. A registry never keeps one: send the URL without it.");
    }

    private static bool HoldsPassword(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0) return false;

        var authority = url.AsSpan(start + 3);
        var end = authority.IndexOfAny('/', '?', '#');
        if (end >= 0) authority = authority[..end];
        var at = authority.LastIndexOf('@');
        return at >= 0 && authority[..at].Contains(':');
    }
}
