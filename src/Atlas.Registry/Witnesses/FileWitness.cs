using System.Text;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Registry.Witnesses;

/// <summary>A file that grows by a line for each checkpoint, on storage that keeps what was written.</summary>
/// <param name="path">The file.</param>
/// <param name="host">The door to files.</param>
internal sealed class FileWitness(string path, Host host) : Witness($"file://{path}")
{
    /// <inheritdoc/>
    public override Task<Seq<Testimony>?> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Seq<Testimony>?>(
            host.FileExists(path) ? Testimony.Read(Shown, Encoding.UTF8.GetString(host.ReadFile(path))) : []);

    private protected override Task AddAsync(Testimony testimony, CancellationToken cancellationToken)
    {
        byte[] kept = host.FileExists(path) ? host.ReadFile(path) : [];
        host.WriteFile(path, [.. kept, .. Encoding.UTF8.GetBytes(testimony.ToLine())]);
        return Task.CompletedTask;
    }
}
