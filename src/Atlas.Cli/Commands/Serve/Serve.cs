using System.CommandLine;
using System.Globalization;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
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
            "PostgreSQL.") { Listen, PublicUrl, Verbose, Db };
        Db.Recursive = true;
        var token = new AtlasCommand("token", "Tokens: who may use the registry, and for what.")
        {
            TokenCreate.Create(app), TokenList.Create(app), TokenRevoke.Create(app),
        };
        command.Subcommands.Add(token);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas serve --listen 127.0.0.1:8080 --db sqlite://registry.db",
            "atlas serve --listen 0.0.0.0:8080 --db postgres://atlas@localhost:5432/registry --public-url " +
                "https://registry.example.com",
            "atlas serve token create --db sqlite://registry.db --name ci --scope read --scope push");
    }

    /// <summary>Opens the registry's storage.</summary>
    public static Task<Registry.Rules.RegistryRules> RulesAsync(CommandRun run, CancellationToken cancellationToken) =>
        run.App.Storage.OpenAsync(
            Url.Parse(run.Get(Db) ?? throw new FailureException("required flag(s) \"db\" not set")), cancellationToken);

    /// <summary>Returns who administers a registry whose storage they hold.</summary>
    public static Subject Owner() => EmbeddedRegistry.Owner(Environment.UserName);

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await RulesAsync(run, cancellationToken);
        var publicUrl = run.Get(PublicUrl) is { } url ? RegistryDoor.AddressOf(url).ToString() : null;
        var options = ServeOptions.Parse(run.Get(Listen)
            ?? "127.0.0.1:8080") with
        { PublicUrl = publicUrl, IsVerbose = run.Get(Verbose) };
        await AtlasServer.RunAsync(options, rules, TimeProvider.System, run.App.Out, run.App.Error, cancellationToken);
        return 0;
    }
}

/// <summary><c>atlas serve token create</c>.</summary>
internal static class TokenCreate
{
    private static readonly Option<string?> Name = new(
        "--name")
    { Description = "Who the bearer is [default: token-ID]", HelpName = "NAME" };
    private static readonly Option<string[]> Scope = new("--scope")
    {
        Description = "A right: read, push, plan, approve, deploy:ENV, verify, admin; repeat it for several " +
            "[default: all but verify and admin]",
        HelpName = "SCOPE",
    };

    private static readonly Option<string?> Expires = new(
        "--expires")
    {
        Description = "When it ends: a duration such as 90d or 24h [default: never]",
        HelpName = "DURATION"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("create",
            "Make a token. Its last line of output is the token; it is shown once and stored nowhere.") { Name, Scope,
            Expires };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas serve token create --db sqlite://registry.db --name ci",
            "atlas serve token create --db sqlite://registry.db --name deployer --scope read --scope " +
                "deploy:production --expires 90d");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        DateTimeOffset? end = run.Get(Expires) is { } text ? run.App.Host.Now
            + Durations.Read("--expires", text, TimeSpan.Zero) : null;
        var made = await rules.Tokens.CreateAsync(ServeCommand.Owner(), run.Get(Name)
            ?? $"token-{run.App.Host.NewId()}", run.GetList(Scope), end, cancellationToken);
        TokenText.Write(run.App.Out, made.Token);
        run.App.Out.Write($"{made.Secret}\n");
        return 0;
    }
}

/// <summary><c>atlas serve token list</c>.</summary>
internal static class TokenList
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the tokens; none of them is shown itself.");
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas serve token list --db sqlite://registry.db");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        var tokens = await rules.Tokens.ListAsync(ServeCommand.Owner(), cancellationToken);
        if (tokens.IsEmpty) run.App.Out.Write("No tokens found.\n");
        else
            run.App.Out.Write(new TextTable(
                ["ID", "NAME", "SCOPES", "CREATED", "EXPIRES", "REVOKED"],
                [.. tokens.Select(
                    t => Seq.Create<string>(
                    [t.Id, t.Name, string.Join(",", t.Scopes), CloudOptions.Time(t.CreatedAt),
                    CloudOptions.Time(t.ExpiresAt), CloudOptions.Time(t.RevokedAt)]))]));
        return 0;
    }
}

/// <summary><c>atlas serve token revoke</c>.</summary>
internal static class TokenRevoke
{
    private static readonly Argument<string> Token = new("id") { Description = "The token's id or name" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("revoke", "Revoke a token: it ends at once.") { Token };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas serve token revoke --db sqlite://registry.db ci");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        TokenText.Write(run.App.Out,
            await rules.Tokens.RevokeAsync(ServeCommand.Owner(), run.Get(Token) ?? "", cancellationToken));
        return 0;
    }
}

/// <summary>Shows a token without its secret.</summary>
internal static class TokenText
{
    /// <summary>Writes its fields, one a line.</summary>
    public static void Write(TextWriter output, AccessToken token) => TextFields.Write(output,
    [
        new("ID", token.Id), new("Name", token.Name), new("Scopes", string.Join(", ", token.Scopes)),
        new("Expires At", token.ExpiresAt is null ? "never" : CloudOptions.Time(token.ExpiresAt)),
        new("Revoked At", CloudOptions.Time(token.RevokedAt)),
    ]);
}
