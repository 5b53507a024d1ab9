using System.Text;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of reading versions.</summary>
internal sealed class Versions(RegistryStore store)
{
    private const int ShortestCommit = 7;
    private const int Commit = 40;

    public Task<ResolvedVersion> ResolveAsync(
        Caller caller, string repo, VersionReference reference, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                return (await FindAsync(session, caller.Organisation, found, reference, cancellationToken))
                    .ToVersion(found);
            },
            cancellationToken);
    }

    public Task<Page<ResolvedVersion>> ListAsync(Caller caller, string repo, PageRequest page,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var rows = await VersionTable.ListAsync(session, caller.Organisation, found.Id, limit, offset,
                    cancellationToken);
                return new Page<ResolvedVersion>(
                    rows.Select(v => v.ToVersion(found)).ToSeq(), page.Number, page.Size, found.NewestSequence);
            },
            cancellationToken);
    }

    public Task<byte[]> DownloadAsync(Caller caller, string repo, Digest digest, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var content = await VersionTable.ContentAsync(session, caller.Organisation, found.Id, digest,
                    cancellationToken)
                    ?? throw Refuse.NotFound(
                        $"No version of the repo \"{found.Slug}\" has the digest {Names.Shown(digest.Value)}.");
                if (content.Length == 0)
                {
                    var version = await VersionTable.ByDigestAsync(
                        session, caller.Organisation, found.Id, digest, cancellationToken);
                    throw Refuse.Gone(
                        version?.Redaction?.Refusal(found.Slug, version.Version)
                        ?? $"The content {digest} was redacted. Use another version.");
                }

                return Encoding.UTF8.GetBytes(content);
            },
            cancellationToken);
    }

    /// <summary>Finds the version that a reference means at this moment; a refusal names the nearest.</summary>
    public static async Task<VersionRow> FindAsync(
        StoreSession session, string organisation, RepoRow repo, VersionReference reference,
        CancellationToken cancellationToken)
    {
        if (repo.NewestVersion is not { } newest)
        {
            throw Refuse.NotFound(
                $"The repo \"{repo.Slug}\" holds no version yet. Push one with `atlas schema push {repo.Slug}`.");
        }

        var name = reference switch
        {
            { Kind: ReferenceKind.Latest } or { Value: Names.Latest } => newest,
            { Kind: ReferenceKind.Tag } =>
                await TaggedAsync(session, organisation, repo, reference.Value, cancellationToken),
            _ => reference.Value,
        };
        var found = reference.Kind == ReferenceKind.Digest
            ? await VersionTable.ByDigestAsync(session, organisation, repo.Id, new Digest(reference.Value),
                cancellationToken)
            : await VersionTable.ByNameAsync(session, organisation, repo.Id, name, cancellationToken);
        if (found is not null) return found;

        if (reference.Kind == ReferenceKind.Digest)
        {
            throw Refuse.NotFound(
                $"No version of the repo \"{repo.Slug}\" has the digest {Names.Shown(reference.Value)}.");
        }

        var versions = await VersionTable.ListAsync(session, organisation, repo.Id, 1000, 0, cancellationToken);
        throw Refuse.NotFound(
            $"The repo \"{repo.Slug}\" has no version \"{Names.Shown(name)}\"." +
            (Nearest.Suggest(name, versions.Select(v => v.Version)) is { Length: > 0 } hint ? hint : $" Its newest is \"{newest}\"."));
    }

    /// <summary>Returns the version that a tag points at; the beginning of a commit's hash will do where only one tag
    /// has it.</summary>
    private static async Task<string> TaggedAsync(
        StoreSession session, string organisation, RepoRow repo, string tag, CancellationToken cancellationToken)
    {
        var exact = await VersionTable.ByTagAsync(session, organisation, repo.Id, tag, cancellationToken);
        if (exact.Count > 0) return exact[0];

        var tags = await VersionTable.TagsAsync(session, organisation, repo.Id, cancellationToken);
        var commits = tags.Where(t => IsCommit(t, tag)).ToSeq();
        if (commits.Count == 1)
        {
            return (await VersionTable.ByTagAsync(session, organisation, repo.Id, commits[0], cancellationToken))[0];
        }

        if (commits.Count > 1)
        {
            throw Refuse.Invalid(
                $"The tag \"{Names.Shown(tag)}\" of the repo \"{repo.Slug}\" may mean several commits. Give more of " +
                "its digits.");
        }

        var hint = tags.IsEmpty ? " It has no tags." : Nearest.Suggest(tag, tags);
        throw Refuse.NotFound($"The repo \"{repo.Slug}\" has no tag \"{Names.Shown(tag)}\".{hint}");
    }

    private static bool IsCommit(string tag, string beginning) =>
        tag.Length >= Commit && beginning.Length >= ShortestCommit
            && tag.StartsWith(beginning, StringComparison.Ordinal)
        && tag.All(char.IsAsciiHexDigitLower);
}
