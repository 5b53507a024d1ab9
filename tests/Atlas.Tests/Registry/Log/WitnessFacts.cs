using System.Net;
using System.Net.Sockets;
using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Registry.Log;
using Atlas.Registry.Witnesses;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Log;

public sealed class WitnessFacts
{
    [Fact]
    public async Task A_webhook_gets_the_checkpoint_as_a_line_of_JSON()
    {
        await using var world = await World.OpenAsync(new EmbeddedDoor());
        await world.Registry.PushAsync(Push("myapp", "a"));
        using var listener = Listen(out var address);
        var witness = Witness.Of($"{address}hook?key=verysecret", new MachineHost(TextWriter.Null), "nowhere");
        var showing = witness.ShowAsync(world.Registry, world.Clock.Now, Cancel);
        var request = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        var body = await new StreamReader(request.Request.InputStream).ReadToEndAsync(Cancel);
        request.Response.Close();
        var shown = await showing;

        Assert.Equal(shown! with { Witness = "w" }, Assert.Single(Testimony.Read("w", body)));
        Assert.Equal(SeenLog.Of(await world.Registry.GetLogAsync(0, Cancel)), shown!.Seen);
        Assert.Equal(address.TrimEnd('/'), witness.Shown);
        Assert.Null(await witness.ReadAsync(Cancel));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"at":"2026-06-10T12:00:00Z","key":"k","checkpoint":"c"}""")]
    public void What_a_witness_keeps_is_read_whole_or_not_at_all(string line)
    {
        var failure = Assert.Throws<FailureException>(() => Testimony.Read("file:///w", "\n" + line + "\n"));
        Assert.Contains("line 2 of the witness file:///w", failure.Message);
    }

    private static HttpListener Listen(out string address)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        var listener = new HttpListener { Prefixes = { address } };
        listener.Start();
        return listener;
    }
}
