using System.CommandLine;
using Atlas.Cli.Commands.Audit;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Hcl.Text;
using Atlas.Registry.Doors;
using Atlas.Registry.Webhooks;
using Atlas.Server;

namespace Atlas.Cli.Commands.Serve;

/// <summary><c>atlas serve</c>: the registry over HTTP.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Listen = new(
        "--listen")
    { Description = "The address to listen on [default: 127.0.0.1:8080]", HelpName = "HOST:PORT" };
    private static readonly Option<string?> PublicUrl = new(
        "--public-url")
    {
        Description = "The address in links, when a proxy stands before [default: the listening one]",
        HelpName = "URL"
    };

    private static readonly Option<string?> TlsCertificate = new("--tls-cert")
    {
        Description = "The certificate to speak TLS with, and its chain, in PEM; read again when it is replaced",
        HelpName = "FILE"
    };

    private static readonly Option<string?> TlsKey = new("--tls-key")
    {
        Description = "The private key of --tls-cert, in PEM",
        HelpName = "FILE"
    };

    private static readonly Option<int> RateLimit = new("--rate-limit")
    {
        Description = "How many requests a token may send in a second, with bursts of twice as many; 0 for any number",
        HelpName = "N",
        DefaultValueFactory = _ => 0
    };

    private static readonly Option<string?> Identities = new("--identities")
    {
        Description = "The file with the identity providers that are trusted: issuer blocks for CI runs, sign_in " +
            "blocks for people",
        HelpName = "FILE"
    };

    private static readonly Option<string?> WitnessEvery = new("--witness-every")
    {
        Description = "How often witnesses are shown the audit log, such as 1m [default: 1m]",
        HelpName = "DURATION"
    };

    private static readonly Option<string[]> WebhookTo = new("--webhook-to")
    {
        Description = "A server that webhooks may be delivered to, such as https://hooks.slack.com or " +
            "syslog+tls://logs.example.com:6514; repeat it for several [default: none]",
        HelpName = "ORIGIN"
    };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Log every request" };

    /// <summary>The registry's database.</summary>
    public static readonly Option<string?> Db = new(
        "--db")
    {
        Description = "The registry's own database: sqlite:// or postgres://",
        HelpName = "URL",
        Required = true
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("serve",
            "Serve the registry over HTTP, with its storage in SQLite or " +
            "PostgreSQL.") { Listen, PublicUrl, TlsCertificate, TlsKey, RateLimit, Identities, Verbose, WitnessText.Witnesses,
            WitnessEvery, WebhookTo, Db };
        Db.Recursive = true;
        var token = new AtlasCommand("token", "Tokens: who may use the registry, and for what.")
        {
            TokenCreate.Create(app), TokenList.Create(app), TokenRevoke.Create(app),
        };
        command.Subcommands.Add(token);
        command.Subcommands.Add(ServeBackup.Create(app));
        command.Subcommands.Add(ServeRestore.Create(app));
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas serve --listen 127.0.0.1:8080 --db sqlite://registry.db",
            "atlas serve --listen 0.0.0.0:8080 --db postgres://atlas@localhost:5432/registry --public-url " +
                "https://registry.example.com",
            "atlas serve --db sqlite://registry.db --witness git+ssh://git@git.example.com/auditor/atlas.git",
            "atlas serve --listen 0.0.0.0:443 --db postgres://atlas@localhost:5432/registry --tls-cert cert.pem " +
                "--tls-key key.pem",
            "atlas serve --db sqlite://registry.db --public-url https://registry.example.com --identities " +
                "identities.hcl",
            "atlas serve token create --db sqlite://registry.db --name ci --scope read --scope push");
    }

    /// <summary>Opens the registry's storage.</summary>
    public static Task<Registry.Rules.RegistryRules> RulesAsync(CommandRun run, CancellationToken cancellationToken) =>
        run.App.Storage.OpenAsync(
            Url.Parse(run.Get(Db) ?? throw new FailureException("required flag(s) \"db\" not set")), cancellationToken);

    /// <summary>Returns the dialect of the registry's storage.</summary>
    public static Dialect Dialect(CommandRun run) => run.App.Drivers.For(Url.Parse(run.Get(Db) ?? "")).Dialect;

    /// <summary>Returns who administers a registry whose storage they hold.</summary>
    public static Subject Owner() => EmbeddedRegistry.Owner(Environment.UserName);

    private static TlsFiles? Tls(CommandRun run) => (run.Get(TlsCertificate), run.Get(TlsKey)) switch
    {
        (null, null) => null,
        ({ } certificate, { } key) => new(certificate, key),
        _ => throw new FailureException("--tls-cert and --tls-key belong together: give both"),
    };

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await RulesAsync(run, cancellationToken);
        var publicUrl = run.Get(PublicUrl) is { } url ? RegistryDoor.AddressOf(url).ToString() : null;
        var options = ServeOptions.Parse(run.Get(Listen)
            ?? "127.0.0.1:8080") with
        {
            PublicUrl = publicUrl,
            IsVerbose = run.Get(Verbose),
            Tls = Tls(run),
            RequestsPerSecond = run.Get(RateLimit) is var rate and >= 0 and <= 1_000_000 ? rate
                : throw new FailureException("--rate-limit is a number from 0 to 1000000"),
            Dialects = name => run.App.Drivers.Named(name)?.Dialect,
            Witnesses = WitnessText.Of(run),
            WebhookOrigins = [.. (run.Get(WebhookTo) ?? []).Select(OriginOf)],
            WitnessPause = Durations.Read("--witness-every", run.Get(WitnessEvery), TimeSpan.FromMinutes(1)),
        };
        if (run.Get(Identities) is { } path)
            options = options.WithIdentities(SourceText.From(path, run.App.Host.ReadFile(path)), run.App.Host);
        await AtlasServer.RunAsync(options, rules, TimeProvider.System, run.App.Out, run.App.Error, cancellationToken);
        return 0;
    }

    private static string OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Host.Length > 0 && origin.UserInfo.Length == 0
            && origin.AbsolutePath is "" or "/"
            ? WebhookAddress.Origin(origin)
            : throw new FailureException(
                "--webhook-to: give a scheme, a host and perhaps a port, such as https://hooks.slack.com");
}
