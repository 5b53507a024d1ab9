using System.Text.Json;
using System.Text.Json.Serialization;
using Atlas.Core.Hosting;

namespace Atlas.Core.Registries;

/// <summary>Keeps the ends of deployments that the registry couldn't take, until it can.</summary>
/// <param name="host">The door to files.</param>
/// <param name="folder">The folder of the waiting ends, one file each.</param>
public sealed class Outbox(Host host, string folder)
{
    /// <summary>Gets the folder of the waiting ends.</summary>
    public string Folder => folder;

    /// <summary>Keeps an end; replaces one of the same deployment.</summary>
    public void Keep(DeploymentEnd end) =>
        host.WriteSecret(Path.Combine(folder, end.Id + ".json"), JsonSerializer.SerializeToUtf8Bytes(end, OutboxJson.Default.DeploymentEnd));

    /// <summary>Sends what waits; what the registry can't take now stays.</summary>
    /// <remarks>One round trip for each end; ends of another registry are refused there and stay.</remarks>
    public async Task FlushAsync(SchemaRegistry registry, CancellationToken cancellationToken)
    {
        if (!host.FolderExists(folder)) return;
        foreach (var path in host.ListFiles(folder, recursive: false).Where(p => p.EndsWith(".json", StringComparison.Ordinal)))
        {
            try
            {
                if (JsonSerializer.Deserialize(host.ReadFile(path), OutboxJson.Default.DeploymentEnd) is { } end)
                    await registry.EndAsync(end, cancellationToken);
                host.DeleteFile(path);
            }
            catch (Exception problem) when (problem is RegistryException or JsonException)
            {
                host.Warn($"Warning: the end of a deployment still waits in {path}: {problem.Message}");
            }
        }
    }
}

/// <summary>How the outbox writes its files.</summary>
[JsonSerializable(typeof(DeploymentEnd))]
internal sealed partial class OutboxJson : JsonSerializerContext;
