using System.Diagnostics;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of repos.</summary>
internal sealed class Repos(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int LongestDescription = 4096;

    public async Task<Page<Repo>> ListAsync(Caller caller, PageRequest page, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return await store.ReadAsync(
            async session =>
            {
                var repos = await RepoTable.ListAsync(session, caller, limit, offset, cancellationToken);
                var total = await RepoTable.CountAsync(session, caller, cancellationToken);
                return new Page<Repo>(repos.Select(r => r.ToRepo()).ToSeq(), page.Number, page.Size, total);
            },
            cancellationToken);
    }

    public Task<Repo> GetAsync(Caller caller, string repo, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                return await DescribeAsync(session, caller, found, cancellationToken);
            },
            cancellationToken);
    }

    public Task<Repo> CreateAsync(Caller caller, NewRepo repo, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Push);
        var slug = Names.Slugify(repo.Name);
        caller.Demand(Scopes.Push, slug);
        if (repo.Driver is { } driver) Names.CheckText("driver", driver, 64);
        if (repo.Description.Length > LongestDescription)
        {
            throw Refuse.Invalid($"The description is longer than {LongestDescription} characters.");
        }

        return store.WriteAsync(
            async session =>
            {
                var made = Row(slug, repo.Name, repo.Driver, repo.Description);
                if (await RepoTable.AddAsync(session, caller.Organisation, made, cancellationToken))
                {
                    await audit.RecordAsync(
                        session, caller, "repo.create", made.Id,
                        new JsonObject { ["slug"] = slug, ["driver"] = repo.Driver }, cancellationToken);
                    return made.ToRepo();
                }

                if (!repo.SkipIfExists)
                {
                    throw Refuse.Conflict(
                        $"The repo \"{slug}\" exists already. Choose another name, or pass --skip-if-exists.");
                }

                var existing = await FindAsync(session, caller, Scopes.Push, slug, cancellationToken);
                if (repo.Driver is not null && existing.Driver is not null && repo.Driver != existing.Driver)
                {
                    throw Refuse.Conflict(
                        $"The repo \"{slug}\" exists already, for {existing.Driver} and not for {repo.Driver}.");
                }

                return await DescribeAsync(session, caller, existing, cancellationToken);
            },
            cancellationToken);
    }

    public Task<Repo> SetAsync(Caller caller, string repo, RepoSettings settings, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        foreach (var env in settings.ReportEnvs) Names.CheckEnv(env);
        var envs = settings.ReportEnvs.Distinct().Order(StringComparer.Ordinal).ToSeq();
        return store.WriteAsync(
            async session =>
            {
                var found = await FindForUpdateAsync(session, caller, Scopes.Admin, repo, cancellationToken);
                var needs = settings.RequiresPlanApproval ?? found.RequiresPlanApproval;
                await RepoTable.SaveAsync(session, caller.Organisation,
                    found with { ReportEnvs = envs, RequiresPlanApproval = needs }, cancellationToken);
                foreach (var env in envs)
                {
                    await RepoTable.AddEnvironmentAsync(session, caller.Organisation, found.Id, env, cancellationToken);
                }

                await audit.RecordAsync(
                    session, caller, "repo.set", found.Id,
                    new JsonObject
                    {
                        ["reportEnvs"] = Json(envs),
                        ["reportEnvsBefore"] = Json(found.ReportEnvs),
                        ["requiresPlanApproval"] = needs,
                        ["requiresPlanApprovalBefore"] = found.RequiresPlanApproval,
                    },
                    cancellationToken);
                var saved = await ByIdAsync(session, caller.Organisation, found.Id, cancellationToken);
                return await DescribeAsync(session, caller, saved, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Finds a repo by slug, id or display name, and locks it; makes it under that slug when it isn't
    /// there.</summary>
    /// <returns>The repo, and whether it was made.</returns>
    public async Task<(RepoRow Repo, bool IsNew)> FindOrMakeAsync(
        StoreSession session, Caller caller, string repo, string driver, CancellationToken cancellationToken)
    {
        // Who may not push to it gets the same answer whether or not there is such a repo.
        var known = await TryFindAsync(session, caller.Organisation, repo, cancellationToken);
        if (known is not null && !caller.Sees(known.Slug))
            throw Refuse.Forbidden(Scopes.Missing(caller.Subject, Scopes.Push, Names.Shown(repo)));

        caller.Demand(Scopes.Push, known?.Slug ?? Names.Shown(repo));
        if (known is { } found)
        {
            return (await RepoTable.LockAsync(session, caller.Organisation, found.Id, cancellationToken), false);
        }

        Names.CheckSlug(repo);
        var made = Row(repo, repo, driver, "");
        if (await RepoTable.AddAsync(session, caller.Organisation, made, cancellationToken)) return (made, true);

        // Somebody else made it a moment ago and has committed by now: the insert waited for that.
        return (await FindForUpdateAsync(session, caller, Scopes.Push, repo, cancellationToken), false);
    }

    /// <summary>Finds a repo by slug, id or display name for who has a right there, and locks it.</summary>
    public static async Task<RepoRow> FindForUpdateAsync(
        StoreSession session, Caller caller, string scope, string repo, CancellationToken cancellationToken)
    {
        var found = await FindAsync(session, caller, scope, repo, cancellationToken);
        return await RepoTable.LockAsync(session, caller.Organisation, found.Id, cancellationToken);
    }

    /// <summary>Finds a repo by slug, id or display name for who has a right there; a refusal names the nearest of
    /// those that the caller may know of, and one that it may not know of is as one that isn't there.</summary>
    public static async Task<RepoRow> FindAsync(
        StoreSession session, Caller caller, string scope, string repo, CancellationToken cancellationToken)
    {
        caller.Demand(scope);
        if (await TryFindAsync(session, caller.Organisation, repo, cancellationToken) is { } found
            && (caller.Sees(found.Slug) || Scopes.HasEverywhere(caller.Subject, scope)))
        {
            caller.Demand(scope, found.Slug);
            return found;
        }

        var slugs = (await RepoTable.SlugsAsync(session, caller.Organisation, cancellationToken))
            .Where(caller.Sees).ToSeq();
        var hint = slugs.IsEmpty && Scopes.HasEverywhere(caller.Subject, Scopes.Read)
            ? " The registry holds no repo yet: the first `atlas schema push` makes one."
            : Nearest.Suggest(repo, slugs);
        throw Refuse.NotFound($"repository not found: there is no repo \"{Names.Shown(repo)}\".{hint}");
    }

    /// <summary>Reads a repo again that the caller was led to already.</summary>
    public static async Task<RepoRow> ByIdAsync(
        StoreSession session, string organisation, string id, CancellationToken cancellationToken) =>
        await RepoTable.ByIdOrNameAsync(session, organisation, id, cancellationToken)
        ?? throw new UnreachableException("What refers to a repo refers to one that is there.");

    private static async Task<RepoRow?> TryFindAsync(
        StoreSession session, string organisation, string repo, CancellationToken cancellationToken) =>
        await RepoTable.BySlugAsync(session, organisation, repo, cancellationToken)
        ?? await RepoTable.ByIdOrNameAsync(session, organisation, repo, cancellationToken);

    private static async Task<Repo> DescribeAsync(
        StoreSession session, Caller caller, RepoRow repo, CancellationToken cancellationToken)
    {
        var targets = await TargetTable.OfRepoAsync(session, caller.Organisation, repo.Id, cancellationToken);
        var statuses = targets.Where(t => !t.IsArchived).CountBy(t => t.Status).ToDictionary();
        return repo.ToRepo() with
        {
            Targets = new(
                statuses.GetValueOrDefault(TargetStatus.Synced), statuses.GetValueOrDefault(TargetStatus.Pending),
                statuses.GetValueOrDefault(TargetStatus.Failed), statuses.GetValueOrDefault(TargetStatus.Unknown)),
        };
    }

    private RepoRow Row(string slug, string name, string? driver, string description) =>
        new(clock.NewId(), slug, name, driver, description, [], clock.Now, 1, null, 0, null, false);

    private static JsonArray Json(Seq<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}
