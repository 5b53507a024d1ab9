using Atlas.Tests.Shared;

namespace Atlas.Scripts.Running;

/// <summary>The database servers of one test run, each started by the first script that needs it.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _postgres = new(() => PostgresServer.StartAsync(CancellationToken.None));

    public Task<PostgresServer> PostgresAsync() => _postgres.Value;

    public async ValueTask DisposeAsync()
    {
        if (_postgres is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _postgres.Value).DisposeAsync();
    }
}
