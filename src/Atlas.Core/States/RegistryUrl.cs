using Atlas.Core.Dialects;
using Atlas.Core.Registries;

namespace Atlas.Core.States;

/// <summary>An <c>atlas://</c> URL.</summary>
/// <param name="Repo">The repo's slug; may hold slashes.</param>
/// <param name="Version">The version it names.</param>
public sealed record RegistryUrl(string Repo, VersionReference Version)
{
    /// <summary>Reads <c>atlas://repo[?version=V|?tag=T|?digest=D]</c>.</summary>
    /// <exception cref="FailureException">It names no repo, an empty version, or two things at once.</exception>
    public static RegistryUrl Parse(Url url)
    {
        var repo = url.HostAndPath.Trim('/');
        if (repo.Length == 0)
            throw new FailureException(
                $"{url} names no repo. Write atlas://REPO, atlas://REPO?version=VERSION or atlas://REPO?tag=TAG.");
        if (repo.Contains("/plans/", StringComparison.Ordinal))
            throw new FailureException($"{url} names a plan, which is not supported yet.");
        if (url.Query.Count > 1)
            throw new FailureException($"{url} names a version in two ways. Give one of version, tag and digest.");
        if (url.Query.IsEmpty) return new RegistryUrl(repo, VersionReference.Latest);
        var (name, value) = url.Query[0];
        if (value.Length == 0)
            throw new FailureException(
                $"{url} names an empty {name}. If it is computed, the environment it is read from has no current " +
                "version.");
        return new RegistryUrl(repo, name switch
        {
            "version" => new VersionReference(ReferenceKind.Version, value),
            "tag" when value == "latest" => VersionReference.Latest,
            "tag" => new VersionReference(ReferenceKind.Tag, value),
            "digest" => new VersionReference(ReferenceKind.Digest, value),
            _ => throw new FailureException(
                $"{url}: the parameter \"{name}\" is not known. Give one of version, tag and digest."),
        });
    }
}
