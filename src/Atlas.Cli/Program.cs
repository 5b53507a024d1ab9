using Atlas.Cli;
using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Databases.Postgres.Servers;

// The one place that joins the parts: drivers, registry, host and console.
using var interrupt = new Interrupt(Console.Error);
using var output = new StreamWriter(Console.OpenStandardOutput(),
    new System.Text.UTF8Encoding(false))
{ NewLine = "\n" };
var host = new MachineHost(Console.Error);
await using var servers = new DevServers(host);
var app = new App
{
    Host = host,
    Drivers = new Drivers(Atlas.Databases.Dialects.With(servers)),
    Folders = Folders.Of(host),
    Out = output,
    Error = Console.Error,
    IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
};
return await CommandLine.RunAsync(args, app, interrupt.Token);
