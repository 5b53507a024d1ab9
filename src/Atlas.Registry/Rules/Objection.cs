using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Promotion;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>Why a database can't be taken for a target of an environment.</summary>
/// <param name="Reason">Full sentences with the remedy.</param>
/// <param name="Known">The target that it may be, for a person to say so; null where nobody can.</param>
internal sealed record Objection(string Reason, TargetRow? Known)
{
    /// <summary>Returns the objection to a database, or null when there is none; writes nothing.</summary>
    public static async Task<Objection?> FindAsync(
        StoreSession session, Caller caller, RepoRow repo, string env, DeployedDatabase database,
        CancellationToken cancellationToken)
    {
        var same = await TargetTable.ByIdentityAsync(session, caller.Organisation, repo.Id, database.Identity,
            cancellationToken);
        var labelled = await TargetTable.ByLabelAsync(session, caller.Organisation, repo.Id, database.Url,
            cancellationToken);
        var self = same.FirstOrDefault(t => t.Env == env);
        var elsewhere = self is null ? same.FirstOrDefault(t => t is { IsArchived: false } && t.Env != env) : null;
        var impostor = labelled.Any(t => t.Id == self?.Id)
            ? null
            : labelled.FirstOrDefault(t => !t.IsArchived && t.Identity != database.Identity);
        if ((elsewhere ?? impostor) is { } other)
            return new(Sentence(repo, env, database, other, elsewhere is not null), other);

        return repo.ProtectedEnvs.Contains(env) ? null
            : await OfProtectionAsync(session, caller, repo, env, database, cancellationToken);
    }

    /// <summary>The tables of a protected target don't change by way of another repo, environment or scope.</summary>
    private static async Task<Objection?> OfProtectionAsync(
        StoreSession session, Caller caller, RepoRow repo, string env, DeployedDatabase database,
        CancellationToken cancellationToken)
    {
        var meeting = await Protections.MeetingAsync(session, caller.Organisation, database.Identity, cancellationToken);
        var target = meeting.FirstOrDefault(t => t.RepoId != repo.Id || t.Env != env);
        if (target is null) return null;
        if (!caller.Sees(target.Slug))
        {
            return new(
                $"The database \"{database.Name}\" ({database.Url}) holds the tables of a target that another repo " +
                    "protects, and that repo isn't yours to see. Ask an administrator of the registry.",
                null);
        }

        return new(
            $"The database \"{database.Name}\" ({database.Url}) holds the tables of a target of the protected " +
                $"environment \"{target.Env}\" of the repo \"{target.Slug}\", and this deployment names it " +
                $"\"{env}\" of \"{repo.Slug}\". Deploy to it as \"{target.Env}\", with a permit.",
            null);
    }

    private static string Sentence(RepoRow repo, string env, DeployedDatabase database, TargetRow other,
        bool isElsewhere)
    {
        var what = isElsewhere
            ? $"The database \"{database.Name}\" ({database.Url}) is a target of the environment \"{other.Env}\" of " +
                $"the repo \"{repo.Slug}\" already, and this deployment names it \"{env}\"."
            : $"The URL {database.Url} is known as the database \"{other.Name}\" of the environment " +
                $"\"{other.Env}\" of the repo \"{repo.Slug}\", and it leads to another database now.";
        return $"{what} Check the URL; if this is meant, say so with `atlas cloud database accept --id " +
            $"{other.Id} --move` (the database was moved here) or `atlas cloud database accept --id {other.Id} --copy` " +
            "(this is a copy, a target of its own).";
    }
}
