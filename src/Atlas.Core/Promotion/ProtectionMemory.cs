using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Promotion;

/// <summary>What a machine remembers of the environments and databases that registries protect, so that nothing runs there
/// while the registry can't be asked.</summary>
public abstract class ProtectionMemory
{
    /// <summary>Returns all that is remembered.</summary>
    public abstract Seq<RememberedProtection> Recall();

    /// <summary>Remembers that a registry protects an environment, and that a database is its target.</summary>
    public abstract void Remember(RememberedProtection protection);

    /// <summary>Forgets what was remembered of an environment: the registry says that it isn't protected any
    /// more.</summary>
    public abstract void ForgetEnv(string registry, string repo, string env);

    /// <summary>Forgets what was remembered of a database: the registry says that it isn't protected any more.</summary>
    public abstract void ForgetDatabase(string registry, DatabaseIdentity identity);

    /// <summary>Returns the protection that a database has as far as is remembered; null when none.</summary>
    /// <param name="identity">Who the database is.</param>
    /// <param name="env">The environment that it is deployed to as; null for none. One that a registry protects counts,
    /// whatever the repo, since nobody can say what the database is.</param>
    public RememberedProtection? Find(DatabaseIdentity identity, string? env) =>
        Recall().FirstOrDefault(p => new DatabaseIdentity(p.Identity).Meets(identity))
        ?? (env is null ? null : Recall().FirstOrDefault(p => p.Env == env));
}

/// <summary>One thing that is remembered.</summary>
/// <param name="Registry">The registry's address.</param>
/// <param name="Repo">The repo; empty where it wasn't told.</param>
/// <param name="Env">The environment; empty with it.</param>
/// <param name="Identity">Who the database is.</param>
public sealed record RememberedProtection(string Registry, string Repo, string Env, string Identity);
