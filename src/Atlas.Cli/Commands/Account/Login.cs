using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Hosting;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Spectre.Console;

namespace Atlas.Cli.Commands.Account;

/// <summary><c>atlas login</c>: stores the address and token of a registry.</summary>
internal static class LoginCommand
{
    private static readonly Argument<string?> Organisation = new(
        "org")
    { Description = "The organisation the token must belong to", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Url = new(
        "--url")
    { Description = "The registry's address [default: cloud.url or ATLAS_CLOUD_URL]", HelpName = "URL" };
    private static readonly Option<bool> GrantOnly = new(
        "--grant-only")
    { Description = "Accepted for compatibility; nothing here needs a grant", Hidden = true };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("login",
            "Store the address and token of a registry, so that commands need neither.") { Organisation, Url,
            GrantOnly };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas login --url http://127.0.0.1:8080",
            "atlas login --url https://registry.example.com --token \"$TOKEN\"");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var app = run.App;
        var configured = run.Project is null ? null : (await run.Project.CloudAsync(cancellationToken)).Url;
        var address = run.Get(Url) ?? configured ?? app.Host.Variable("ATLAS_CLOUD_URL");
        if (string.IsNullOrEmpty(address))
            throw new FailureException(
                "no registry is named: give its address with --url. Without a server nothing needs a login: the " +
                "embedded registry is used.");
        var token = run.Get(GlobalOptions.Token) ?? app.Host.Variable("ATLAS_TOKEN");
        if (string.IsNullOrEmpty(token))
            token = app.IsInteractive
                ? await AnsiConsole.Console.PromptAsync(new TextPrompt<string>("Token:").Secret(), cancellationToken)
                : throw new FailureException("no token is given: pass it with --token or ATLAS_TOKEN");

        await using var registry = await new RegistryDoor(app)
            .OpenAsync(new CloudSettings(address, null, null), token, cancellationToken);
        Subject subject;
        try
        {
            subject = await registry.WhoAmIAsync(cancellationToken);
        }
        catch (RegistryException problem) when (problem.Kind == RegistryProblem.Unauthorized)
        {
            throw new FailureException($"login with token failed: Unauthorized. {problem.Message}", problem);
        }

        if (run.Get(Organisation) is { } wanted && wanted != subject.Organisation)
            throw new FailureException(
                $"the token belongs to the organisation \"{subject.Organisation}\", and \"{wanted}\" was asked for");
        new Login(address, token).Write(app);
        app.Out.Write(
            $"You are now connected to \"{subject.Organisation}\" at {registry.Address} as {subject.Name}.\n");
        return 0;
    }
}

/// <summary><c>atlas logout</c>: forgets what <c>atlas login</c> stored.</summary>
internal static class LogoutCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("logout", "Forget the address and token that login stored.");
        command.SetAction(_ =>
        {
            app.Host.DeleteFile(app.Folders.Credentials);
            app.Out.Write("You have been logged out.\n");
        });
        return command.WithExamples("atlas logout");
    }
}

/// <summary><c>atlas whoami</c>.</summary>
internal static class WhoAmICommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("whoami",
            "Show who the registry takes you for, and what you may do.") { SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas whoami", "atlas whoami --format '{{ json . }}'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var subject = await registry.WhoAmIAsync(cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, CloudModel.Of(subject));
        else
            TextFields.Write(run.App.Out,
            [
                new("Registry", registry.IsEmbedded ? $"embedded ({registry.Address})" : registry.Address),
                new("Organization", subject.Organisation),
                new("Name", subject.Name), new("Scopes", string.Join(", ", subject.Scopes)),
                new("Expires At", CloudOptions.Time(subject.ExpiresAt)),
            ]);
    });
}
