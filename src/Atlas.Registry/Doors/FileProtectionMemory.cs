using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Doors;

/// <summary>Remembers protected environments in one JSON file of the user's.</summary>
/// <param name="host">The door to files.</param>
/// <param name="path">The file; made when there is something to remember.</param>
public sealed class FileProtectionMemory(Host host, string path) : ProtectionMemory
{
    /// <inheritdoc/>
    public override Seq<RememberedProtection> Recall()
    {
        if (!host.FileExists(path)) return [];
        try
        {
            return [.. JsonSerializer.Deserialize(host.ReadFile(path), RegistryJson.Default.RememberedProtections) ?? []];
        }
        catch (JsonException)
        {
            throw new FailureException(
                $"{path}, which remembers which databases are protected, can't be read, so nothing was executed. " +
                    "Delete it if you know why, and run the command again while the registry can be reached.");
        }
    }

    /// <inheritdoc/>
    public override void Remember(RememberedProtection protection)
    {
        var known = Recall();
        if (!known.Contains(protection)) Write([.. known, protection]);
    }

    /// <inheritdoc/>
    public override void ForgetEnv(string registry, string repo, string env) =>
        Keep(p => (p.Registry, p.Repo, p.Env) != (registry, repo, env));

    /// <inheritdoc/>
    public override void ForgetDatabase(string registry, DatabaseIdentity identity) =>
        Keep(p => p.Registry != registry || !new DatabaseIdentity(p.Identity).Meets(identity));

    private void Keep(Func<RememberedProtection, bool> isKept)
    {
        var known = Recall();
        Seq<RememberedProtection> kept = [.. known.Where(isKept)];
        if (kept.Count < known.Count) Write(kept);
    }

    private void Write(Seq<RememberedProtection> all) =>
        host.WriteSecret(path, JsonSerializer.SerializeToUtf8Bytes([.. all], RegistryJson.Default.RememberedProtections));
}
