using Atlas.Core.Registries;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Access;

/// <summary>Who asks the rules for something, and how what they answer is linked to.</summary>
internal sealed record Caller(Subject Subject, RegistryLinks Links)
{
    public string Organisation => Subject.Organisation;

    /// <summary>Throws unless the subject has a right. Exact: <c>deploy:*</c> is demanded of nobody.</summary>
    public void Demand(string scope)
    {
        if (!Scopes.Has(Subject, scope)) throw Refuse.Forbidden(Scopes.Missing(Subject, scope));
    }
}
