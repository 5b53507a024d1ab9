using System.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of pushing (foundations: versions, tags, pushes).</summary>
internal sealed class Pushes(RegistryStore store, RegistryClock clock, Audit audit, Plans plans)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly Repos repos = new(store, clock, audit);

    public async Task<PushedVersion> PushAsync(Caller caller, PushRequest push, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Push);
        if (push.Plan is not null) caller.Demand(Scopes.Approve);
        caller.Check(push.Claims);
        var content = Check(push);
        return await store.WriteAsync(session => PushAsync(session, caller, push, content, cancellationToken),
            cancellationToken);
    }

    private async Task<PushedVersion> PushAsync(
        StoreSession session, Caller caller, PushRequest push, string content, CancellationToken cancellationToken)
    {
        var tag = push.Tag is null or Names.Latest ? null : push.Tag;
        var (repo, isNewRepo) = await repos.FindOrMakeAsync(session, caller, push.Repo, push.Driver, cancellationToken);
        if (repo.Driver is { } driver && driver != push.Driver)
        {
            throw Refuse.Conflict(
                $"The repo \"{repo.Slug}\" holds schemas for {driver}, and this one is for {push.Driver}. Push it to " +
                    "another repo.");
        }

        if (push.Plan is not null) caller.Demand(Scopes.Approve, repo.Slug);
        repo = repo with { Driver = push.Driver };
        var existing = await ExistingAsync(session, caller.Organisation, repo, push, tag, cancellationToken);
        var version = existing ?? await AddAsync(session, caller, repo, push, content, cancellationToken);
        var movedFrom = tag is null ? null
            : await TagVersionAsync(session, caller.Organisation, repo.Id, tag, cancellationToken);
        var isTagMove = tag is not null && movedFrom != version.Version;
        if (isTagMove)
        {
            await VersionTable.SetTagAsync(
                session, caller.Organisation, repo.Id, tag
                    ?? "", version.Version, clock.Now, caller.Subject.Name, cancellationToken);
        }

        if (existing is null || isTagMove)
        {
            await RepoTable.SaveAsync(session, caller.Organisation,
                After(repo, push, existing is null ? version : null), cancellationToken);
            await audit.RecordAsync(
                session, caller, existing is null ? "version.push" : "tag.move", repo.Id,
                new JsonObject
                {
                    ["version"] = version.Version,
                    ["digest"] = version.Digest.Value,
                    ["fingerprint"] = version.Fingerprint.Value,
                    ["tag"] = tag,
                    ["tagMovedFrom"] = movedFrom,
                    ["repoCreated"] = isNewRepo,
                    ["allowedRedacted"] = push.AllowsRedacted,
                    ["slug"] = repo.Slug,
                },
                cancellationToken);
        }

        var plan = push.Plan is { } reference
            ? await plans.ApproveWithAsync(session, caller, repo, reference, push, cancellationToken) : null;
        var saved = await Repos.ByIdAsync(session, caller.Organisation, repo.Id, cancellationToken);
        var row = await VersionTable.ByNameAsync(session, caller.Organisation, repo.Id, version.Version,
            cancellationToken);
        return new((row ?? version)
            .ToVersion(saved), existing is null, caller.Links.Version(saved.Slug, version.Version))
        { Plan = plan };
    }

    /// <summary>Returns the version that is there already for a push, or null when the push makes one.</summary>
    private static async Task<VersionRow?> ExistingAsync(
        StoreSession session, string organisation, RepoRow repo, PushRequest push, string? tag,
        CancellationToken cancellationToken)
    {
        if (push.Version is { } name)
        {
            var named = await VersionTable.ByNameAsync(session, organisation, repo.Id, name, cancellationToken);
            if (named?.Redaction is { } redaction)
            {
                throw Refuse.Gone(
                    $"The version \"{name}\" of the repo \"{repo.Slug}\" is a tombstone: {redaction.Story}. It stays " +
                    "one: push under another name.");
            }

            return named is null || named.Digest == push.Digest
                ? named
                : throw Refuse.Conflict(
                    $"The version \"{name}\" of the repo \"{repo.Slug}\" exists already with another content " +
                        $"({named.Digest}, " +
                    $"not {push.Digest}). Versions never change: push under another name.");
        }

        if (tag is null || repo.NewestVersion is null) return null;

        if (push.Claims.Commit is { Length: > 0 } commit
            && await VersionTable.ByCommitAsync(session, organisation, repo.Id, commit, push.Digest,
                cancellationToken) is { Redaction: null } pushed)
        {
            return pushed;
        }

        var newest = await VersionTable.ByNameAsync(session, organisation, repo.Id, repo.NewestVersion,
            cancellationToken);
        return newest is { Redaction: null } && newest.Digest == push.Digest ? newest : null;
    }

    private async Task<VersionRow> AddAsync(
        StoreSession session, Caller caller, RepoRow repo, PushRequest push, string content,
        CancellationToken cancellationToken)
    {
        var name = push.Version ?? await DefaultNameAsync(session, caller.Organisation, repo, cancellationToken);
        var version = new VersionRow(
            name, repo.NewestSequence
                + 1, push.Digest, push.Fingerprint, clock.Now, caller.Subject.Name, push.Description,
            push.Claims, []);
        await StoreAsync(session, caller, repo, push, content, cancellationToken);
        await VersionTable.AddAsync(session, caller.Organisation, repo.Id, version, cancellationToken);
        return version;
    }

    /// <summary>Stores the content; what was redacted comes back only when an administrator says so.</summary>
    private async Task StoreAsync(
        StoreSession session, Caller caller, RepoRow repo, PushRequest push, string content,
        CancellationToken cancellationToken)
    {
        await VersionTable.AddContentAsync(session, caller.Organisation, push.Digest, content, clock.Now,
            cancellationToken);
        if (!await RedactionTable.IsErasedAsync(session, caller.Organisation, push.Digest, cancellationToken)) return;

        if (!push.AllowsRedacted)
        {
            var redaction = await RedactionTable.NewestAsync(
                session, caller.Organisation, push.Digest, cancellationToken);
            throw Refuse.Gone(
                $"This schema was pushed before, and {redaction?.Story ?? "its content was redacted"}. Take out what " +
                $"was redacted and push to \"{repo.Slug}\" again; if the wrong version was redacted, an administrator " +
                "may push the same content as a new version with --allow-redacted.");
        }

        caller.Demand(Scopes.Admin, repo.Slug);
        await RedactionTable.RestoreAsync(session, caller.Organisation, push.Digest, content, cancellationToken);
    }

    /// <summary>Returns the next default name that nobody gave to a version by hand.</summary>
    private async Task<string> DefaultNameAsync(
        StoreSession session, string organisation, RepoRow repo, CancellationToken cancellationToken)
    {
        var name = clock.NewVersion(repo.NewestDefault);
        while (await VersionTable.ByNameAsync(session, organisation, repo.Id, name, cancellationToken) is not null)
        {
            name = RegistryClock.After(name);
        }

        return name;
    }

    private static async Task<string?> TagVersionAsync(
        StoreSession session, string organisation, string repoId, string tag, CancellationToken cancellationToken)
    {
        var versions = await VersionTable.ByTagAsync(session, organisation, repoId, tag, cancellationToken);
        return versions.IsEmpty ? null : versions[0];
    }

    private static RepoRow After(RepoRow repo, PushRequest push, VersionRow? added) => added is null
        ? repo
        : repo with
        {
            NewestVersion = added.Version,
            NewestSequence = added.Sequence,
            NewestDefault = push.Version is null ? added.Version : repo.NewestDefault,
        };

    /// <summary>Checks what a push says; returns its content as text.</summary>
    private static string Check(PushRequest push)
    {
        Names.CheckText("driver", push.Driver, 64);
        if (push.Content.Length == 0) throw Refuse.Invalid("The content is empty: a schema document never is.");
        if (push.Version is { } version) Names.CheckVersion(version);
        if (push.Tag is { } tag) Names.CheckTag(tag);
        if (push.Description.Length > 4096) throw Refuse.Invalid("The description is longer than 4096 characters.");
        Fingerprinted.Check(push.Fingerprint);
        var digest = Digest.Of(push.Content);
        if (digest != push.Digest)
        {
            throw Refuse.Invalid(
                $"The content's digest is {digest}, not {Names.Shown(push.Digest.Value)}: it was changed on its way. " +
                    "Push again.");
        }

        try
        {
            var text = StrictUtf8.GetString(push.Content);
            return text.Contains('\0') ? throw NotText() : text;
        }
        catch (ArgumentException)
        {
            throw NotText();
        }

        static RegistryException NotText() =>
            Refuse.Invalid("The content isn't a schema document: it must be UTF-8 without NUL.");
    }
}
