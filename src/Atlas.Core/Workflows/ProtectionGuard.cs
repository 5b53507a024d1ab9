using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Keeps every command that would write from databases that a promotion policy protects; only a deployment
/// with
/// a permit gets through.</summary>
/// <param name="host">Says when the registry can't be asked.</param>
/// <param name="openRegistry">Opens the registry where there is one; null where nobody ever used one.</param>
public sealed class ProtectionGuard(Host host, Func<CancellationToken, Task<SchemaRegistry?>> openRegistry)
{
    /// <summary>Refuses a database that is protected.</summary>
    /// <param name="identity">Who the database is.</param>
    /// <param name="what">What would be done to it, such as <c>emptied</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">It is the target of a protected environment.</exception>
    public async Task RefuseAsync(DatabaseIdentity identity, string what, CancellationToken cancellationToken)
    {
        var found = await FindAsync(identity, what, cancellationToken);
        if (found.IsEmpty) return;

        var target = found[0] is { Repo: { } repo, Env: { } env }
            ? $"a target of the protected environment \"{env}\" of the repo \"{repo}\""
            : "a target of a protected environment";
        var way = found[0].Env is { } name ? $"`atlas schema apply --env {name}`" : "`atlas schema apply --env NAME`";
        throw new FailureException(
            $"this database is {target}, so it can't be {what}: changes get there only as versions, by {way}, which " +
                "asks for a permit. Nothing was executed.");
    }

    private async Task<Seq<ProtectedDatabase>> FindAsync(DatabaseIdentity identity, string what,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var registry = await openRegistry(cancellationToken);
            return registry is null ? []
                : await registry.Gate.FindProtectedAsync(identity.Value, cancellationToken);
        }
        catch (RegistryException problem)
        {
            host.Warn($"Warning: whether a policy protects this database from being {what} isn't known: " +
                $"{problem.Message}");
            return [];
        }
    }
}
