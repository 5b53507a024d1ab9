using Atlas.Core.Model;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Registry.Rules;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Server.Tests;

/// <summary>A server on a free port of this machine, over the storage of a world.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly RegistryRules rules;
    private Task running = Task.CompletedTask;

    private RunningServer(RegistryRules rules) => this.rules = rules;

    public string Address { get; private set; } = "";

    public StringWriter Log { get; } = new();

    public static async Task<RunningServer> StartAsync(World world, ServeOptions? options = null)
    {
        var server = new RunningServer(world.Rules);
        var output = new FirstLine();
        server.running = AtlasServer.RunAsync(
            options ?? ServeOptions.Parse("127.0.0.1:0"), world.Rules, TimeProvider.System, output, server.Log, server.stop.Token);
        var first = await Task.WhenAny(output.Line, server.running);
        if (first == server.running) await server.running;
        server.Address = (await output.Line)["listening on ".Length..];
        return server;
    }

    public async Task<string> TokenAsync(
        string name, Seq<string> scopes, DateTimeOffset? expiresAt = null, bool isBot = false) =>
        (await rules.Tokens.CreateAsync(EmbeddedRegistry.Owner("root"), name, scopes, expiresAt, isBot, Samples.Cancel)).Secret;

    public Task<AccessToken> RevokeAsync(string name) => rules.Tokens.RevokeAsync(EmbeddedRegistry.Owner("root"), name, Samples.Cancel);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        stop.Dispose();
    }

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => line.Task;

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            line.TrySetResult(buffer.ToString());
            return Task.CompletedTask;
        }
    }
}
