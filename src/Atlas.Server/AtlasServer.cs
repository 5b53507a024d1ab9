using System.Net;
using System.Security.Authentication;
using Atlas.Core.Dialects;
using Atlas.Registry.Rules;
using Atlas.Server.Identities;
using Atlas.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Atlas.Server;

/// <summary>The registry over HTTP.</summary>
public static class AtlasServer
{
    /// <summary>Serves a registry until it is cancelled, then lets the requests that are under way finish.</summary>
    /// <param name="options">How it is served.</param>
    /// <param name="rules">The registry.</param>
    /// <param name="time">The clock of the log.</param>
    /// <param name="output">Gets one line: <c>listening on</c> and the address, once requests are taken.</param>
    /// <param name="log">Gets one line of JSON for whatever is logged; never a secret.</param>
    /// <param name="cancellationToken">Ends the serving.</param>
    /// <exception cref="FailureException">The address can't be listened on.</exception>
    public static async Task RunAsync(
        ServeOptions options, RegistryRules rules, TimeProvider time, TextWriter output, TextWriter log,
        CancellationToken cancellationToken)
    {
        var requests = new RequestLog(log, time, options.IsVerbose);
        using var providers = new IdentityProviders(options.Identities, time);
        using var rate = new RequestRate(options.RequestsPerSecond);
        using var certificate = options.Tls is { } files ? new TlsCertificate(files, TimeProvider.System) : null;
        await using var app = Build(options, rules, time, providers, requests, rate, certificate);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new FailureException(
                $"The server can't listen on {options.Listen}: it is in use. Choose another with --listen.", e);
        }

        await output.WriteLineAsync($"listening on {Address(app)}".AsMemory(), cancellationToken);
        await output.FlushAsync(cancellationToken);
        var keeping = new LogKeeper(rules, options, time, requests).RunAsync(cancellationToken);
        await UntilCancelledAsync(cancellationToken);
        using var patience = new CancellationTokenSource(options.ShutdownTimeout);
        await app.StopAsync(patience.Token);
        await keeping;
    }

    private static WebApplication Build(
        ServeOptions options, RegistryRules rules, TimeProvider time, IdentityProviders providers, RequestLog log,
        RequestRate rate, TlsCertificate? certificate)
    {
        // The empty builder reads no files and no environment: what decides is in the options.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options, certificate));
        builder.Services.AddRoutingCore();
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new()
        { Timeout = options.RequestTimeout });
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        var app = builder.Build();
        app.UseRouting();
        app.UseRequestTimeouts();
        Endpoints.Map(app, new Pipeline(rules, options, providers, log, rate));
        Site.Map(app, new SiteGate(rules, options, time, providers, log), app.Lifetime.ApplicationStopping);
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, ServeOptions options, TlsCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.LargestBody;
        kestrel.Limits.MaxConcurrentConnections = 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Listen(options.Listen, listen =>
        {
            if (certificate is null) return;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificateSelector = (_, _) => certificate.Get(),
                SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            });
        });
    }

    private static string Address(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses?.FirstOrDefault() ?? "";
    }

    private static async Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
    }

    /// <summary>Leaves signals to the caller, who cancels.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
