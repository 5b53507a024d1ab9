using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Keeps every command that would write from databases that a promotion policy protects; only a deployment
/// with a permit gets through.</summary>
/// <param name="host">Says when the registry can't be asked.</param>
/// <param name="memory">Says what this machine knows while it can't.</param>
/// <param name="openRegistry">Opens the registry where there is one; null where nobody ever used one.</param>
public sealed class ProtectionGuard(
    Host host, ProtectionMemory memory, Func<CancellationToken, Task<SchemaRegistry?>> openRegistry)
{
    /// <summary>Gets what this machine remembers.</summary>
    public ProtectionMemory Memory => memory;

    /// <summary>Refuses a database that is protected.</summary>
    /// <param name="identity">Who the database is.</param>
    /// <param name="what">What would be done to it, such as <c>emptied</c>.</param>
    /// <param name="env">The environment that it is reached as; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">It is the target of a protected environment, or was when this machine last
    /// heard of it and the registry can't be asked.</exception>
    public async Task RefuseAsync(
        DatabaseIdentity identity, string what, string? env, CancellationToken cancellationToken)
    {
        var found = await FindAsync(identity, what, env, cancellationToken);
        if (found.IsEmpty) return;

        var target = found[0] is { Repo: { } repo, Env: { } known }
            ? $"a target of the protected environment \"{known}\" of the repo \"{repo}\""
            : "a target of a protected environment";
        var way = found[0].Env is { } name ? $"`atlas schema apply --env {name}`" : "`atlas schema apply --env NAME`";
        throw new FailureException(
            $"this database is {target}, so it can't be {what}: changes get there only as versions, by {way}, which " +
                "asks for a permit. Nothing was executed.");
    }

    /// <summary>Refuses what is known to be protected while the registry can't be asked.</summary>
    public static FailureException Unknown(RememberedProtection known, string what, string why) => new(
        $"this database can't be {what} now: " + (known.Env.Length > 0
            ? $"the registry {known.Registry} protects the environment \"{known.Env}\" of the repo \"{known.Repo}\", "
            : $"the registry {known.Registry} protects it, ") +
        $"as this machine knows, and {why} Nothing was executed. Run the command again when the registry can be asked.");

    private async Task<Seq<ProtectedDatabase>> FindAsync(
        DatabaseIdentity identity, string what, string? env, CancellationToken cancellationToken)
    {
        try
        {
            await using var registry = await openRegistry(cancellationToken);
            if (registry is null)
                return memory.Find(identity, env) is { } known
                    ? throw Unknown(known, what, "no registry is configured here.") : [];
            var found = await registry.Gate.FindProtectedAsync(identity.Value, cancellationToken);
            if (found.IsEmpty) memory.ForgetDatabase(registry.Address, identity);
            foreach (var database in found)
            {
                memory.Remember(new RememberedProtection(
                    registry.Address, database.Repo ?? "", database.Env ?? "", identity.Value));
            }

            return found;
        }
        catch (RegistryException problem) when (problem.Kind == RegistryProblem.Unavailable)
        {
            if (memory.Find(identity, env) is { } known) throw Unknown(known, what, problem.Message);
            host.Warn($"Warning: whether a policy protects this database from being {what} isn't known: " +
                $"{problem.Message}");
            return [];
        }
        catch (RegistryException problem)
        {
            throw new FailureException(
                $"whether a policy protects this database from being {what} isn't known, since the registry gives no " +
                    $"answer, so nothing was executed: {problem.Message}", problem);
        }
    }
}
