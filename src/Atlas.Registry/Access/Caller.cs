using Atlas.Core.Registries;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Access;

/// <summary>Who asks the rules for something, and how what they answer is linked to.</summary>
internal sealed record Caller(Subject Subject, RegistryLinks Links)
{
    public string Organisation => Subject.Organisation;

    /// <summary>Throws unless the subject has a right for some repo; which one is demanded when it is found.</summary>
    public void Demand(string scope)
    {
        if (!Scopes.Has(Subject, scope)) throw Refuse.Forbidden(Scopes.Missing(Subject, scope));
    }

    /// <summary>Throws unless the subject has a right for a repo that it may know of.</summary>
    public void Demand(string scope, string repo)
    {
        if (!Scopes.Has(Subject, scope, repo)) throw Refuse.Forbidden(Scopes.Missing(Subject, scope, repo));
    }

    /// <summary>Throws unless the subject has a right that is limited to no repo.</summary>
    public void DemandEverywhere(string scope)
    {
        if (Scopes.HasEverywhere(Subject, scope)) return;

        throw Refuse.Forbidden(
            Scopes.Missing(Subject, scope) + (Scopes.Has(Subject, scope) ? " It must not be limited to repos." : ""));
    }

    /// <summary>Throws where what a client says of itself contradicts what an identity provider vouches for.</summary>
    public void Check(Claims claims)
    {
        if (Subject.Vouched is not { } vouched) return;

        Compare("repository", claims.Repository, vouched.Repository);
        Compare("branch", claims.Branch, vouched.Branch);
        Compare("commit", claims.Commit, vouched.Commit);
        Compare("actor", claims.Actor, vouched.Actor);
    }

    /// <summary>Returns whether the subject may know of a repo.</summary>
    public bool Sees(string repo) => Scopes.Sees(Subject, repo);

    /// <summary>Returns what keeps lists to the repos for which the subject has a right.</summary>
    public Fence Fence(string scope) => Storage.Fence.Of(Subject, scope);

    private void Compare(string what, string? said, string? vouched)
    {
        if (said is null || vouched is null || said == vouched) return;

        throw Refuse.Forbidden(
            $"The client says that its {what} is \"{Names.Shown(said)}\", and the identity of \"{Subject.Name}\" says " +
            $"\"{Names.Shown(vouched)}\". Take --context and variables away that say otherwise.");
    }
}
