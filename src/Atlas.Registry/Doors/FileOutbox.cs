using System.Text.Json;
using Atlas.Core.Hosting;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Doors;

/// <summary>Keeps the ends of deployments that the registry couldn't take: one file each, named by the
/// deployment.</summary>
/// <param name="host">The door to files.</param>
/// <param name="folder">The folder; made when the first end has to wait.</param>
public sealed class FileOutbox(Host host, string folder) : Outbox
{
    /// <inheritdoc/>
    public override string Folder => folder;

    /// <inheritdoc/>
    public override void Keep(DeploymentEnd end) =>
        host.WriteSecret(Path.Combine(folder, end.Id + ".json"),
            JsonSerializer.SerializeToUtf8Bytes(end, RegistryJson.Default.DeploymentEnd));

    /// <inheritdoc/>
    public override async Task FlushAsync(SchemaRegistry registry, CancellationToken cancellationToken)
    {
        if (!host.FolderExists(folder)) return;
        foreach (var path in host.ListFiles(folder, recursive: false)
            .Where(p => p.EndsWith(".json", StringComparison.Ordinal)))
        {
            try
            {
                if (JsonSerializer.Deserialize(host.ReadFile(path), RegistryJson.Default.DeploymentEnd) is { } end)
                    await registry.EndAsync(end, cancellationToken);
                host.DeleteFile(path);
            }
            catch (Exception problem) when (problem is RegistryException or JsonException)
            {
                // An end of another registry is unknown here: it waits for the command that talks to its own.
                host.Warn($"Warning: the end of a deployment still waits in {path}: {problem.Message}");
            }
        }
    }
}
