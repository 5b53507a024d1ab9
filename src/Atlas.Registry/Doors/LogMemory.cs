using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Registries;
using Atlas.Registry.Log;

namespace Atlas.Registry.Doors;

/// <summary>Remembers the newest checkpoint of each registry that this machine talked to, and refuses one whose log no
/// longer continues it.</summary>
/// <param name="host">The door to files.</param>
/// <param name="folder">The folder; made when the first checkpoint is remembered.</param>
public sealed class LogMemory(Host host, string folder)
{
    private const int NameLength = 16;

    /// <summary>Asks a registry for its log and compares it with what is remembered; one round trip.</summary>
    /// <remarks>A registry that can't be reached, or refuses who asks, is left to the command, which meets the same.
    /// </remarks>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the registry answered, so that nothing is left to be compared.</returns>
    /// <exception cref="FailureException">The log doesn't continue the one that was seen before.</exception>
    public async Task<bool> CheckAsync(SchemaRegistry registry, CancellationToken cancellationToken)
    {
        var path = PathOf(registry);
        var known = Read(path);
        if (await StateAsync(registry, known?.Checkpoint.Size ?? 0, cancellationToken) is not { } state) return false;

        var reason = known is null
            ? SeenLog.Of(state) is null ? "its checkpoint isn't signed by the key that it names" : null
            : LogContinuity.Break(known, state);
        if (reason is not null) throw Refusal(registry, path, reason);
        if (state.Checkpoint != known?.Note)
            host.WriteSecret(path, Encoding.UTF8.GetBytes($"{state.Key}\n\n{state.Checkpoint}"));
        return true;
    }

    private static async Task<LogState?> StateAsync(
        SchemaRegistry registry, long since, CancellationToken cancellationToken)
    {
        try
        {
            return await registry.GetLogAsync(since, cancellationToken);
        }
        catch (RegistryException problem) when (IsMetByTheCommand(problem)
            || (problem.Kind == RegistryProblem.NotFound && since == 0))
        {
            return null;
        }
    }

    /// <summary>Returns whether nothing was answered, or the bearer isn't known; an answer that only this question
    /// lacks lets nothing through.</summary>
    private static bool IsMetByTheCommand(RegistryException problem) =>
        problem.Kind is RegistryProblem.Unauthorized or RegistryProblem.Forbidden
        || problem is { Kind: RegistryProblem.Unavailable, InnerException: not null };

    private SeenLog? Read(string path)
    {
        if (!host.FileExists(path)) return null;

        var text = Encoding.UTF8.GetString(host.ReadFile(path));
        return text.Split("\n\n", 2) is [var key, var note] && SeenLog.Of(key, note) is { } seen
            ? seen
            : throw new FailureException(
                $"{path}, which remembers what this machine saw of a registry's audit log, can't be read. Delete it " +
                "if you know why, and run the command again.");
    }

    private string PathOf(SchemaRegistry registry) => Path.Combine(
        folder,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(registry.Address)))[..NameLength]
        + ".checkpoint");

    private static FailureException Refusal(SchemaRegistry registry, string path, string reason) => new(
        $"the audit log of the registry at {registry.Address} doesn't continue the one that this machine saw before: " +
        $"{reason}. Somebody changed its history, a backup was restored, or another registry answers at this " +
        $"address. Nothing was executed. Ask who runs it; if the reason is a good one, delete {path} and run the " +
        "command again.");
}
