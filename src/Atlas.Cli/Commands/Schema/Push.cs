using System.CommandLine;
using Atlas.Cli.Ci;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema push</c>: publishes the desired state as a version of a repo.</summary>
internal static class SchemaPush
{
    private static readonly Argument<string?> Name = new(
        "name")
    { Description = "The repo, optionally with a tag: myapp or myapp:v1", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string[]> Url = new("--url",
        "-u")
    { Description = "The desired state's URL; repeat it for several files", HelpName = "URL" };
    private static readonly Option<string?> Version = new(
        "--version")
    { Description = "The version's name [default: the time in UTC]", HelpName = "NAME" };
    private static readonly Option<string?> Tag = new("--tag")
    {
        Description = "A tag to point at the version",
        HelpName = "TAG"
    };
    private static readonly Option<string?> Description = new("--desc")
    {
        Description = "What the version is about",
        HelpName = "TEXT"
    };

    private static readonly Option<bool> AllowRedacted = new("--allow-redacted")
    {
        Description = "Store content again that was redacted, as a new version; needs the scope admin"
    };
    private static readonly Option<string?> Plan = new("--plan")
    {
        Description = "A plan that arrives at this schema, to be approved with the push",
        HelpName = "NAME"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("push", "Publish the desired state as a new version of a repo in the registry.")
        {
            Name, Url, SchemaOptions.Dev, SchemaOptions.Schemas, Version, Tag, Description, AllowRedacted, Plan,
            SchemaOptions.Format, SchemaOptions.LockTimeout, SchemaOptions.Context,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema push myapp -u file://schema.hcl --dev-url 'sqlite://dev?mode=memory'",
            "atlas schema push myapp --env staging --tag 39e7e4e",
            "atlas schema push myapp --env staging --plan add_email",
            "atlas schema push myapp:v12 --env staging --version 12 --desc 'invoices'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var (repo, nameTag) = await RepoAsync(run, env, cancellationToken);
        if (nameTag is not null && run.Get(Tag) is { } flag && flag != nameTag)
            throw new FailureException(
                $"the tag is given twice: \"{nameTag}\" with the name and \"{flag}\" with --tag");
        var desired = run.GetList(Url) is { IsEmpty: false } urls ? urls : env is null ? []
            : await env.SourcesAsync(cancellationToken);
        if (desired.IsEmpty) throw new FailureException("required flag(s) \"url\" not set");
        var dev = await run.DevAsync(env, cancellationToken);
        var driver = dev is not null ? run.App.Drivers.For(dev) : await run.Loader(env)
            .DriverOfAsync(desired, cancellationToken)
            ?? await run.EnvDriverAsync(env, cancellationToken)
            ?? throw new FailureException(
                "--dev-url cannot be empty: files alone don't say which database they are for. Give the URL of an " +
                "empty database, for example sqlite://dev?mode=memory.");
        var claims = await MergedPullRequest.AddAsync(
            run.App.Host, ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)), cancellationToken);
        var pushed = await new PushSchema(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            new PushSchemaRequest(
                repo, desired, dev, driver,
                await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
                run.Get(Version), run.Get(Tag) ?? nameTag, run.Get(Description) ?? "", run.SchemaVariables,
                claims, run.Get(AllowRedacted))
            { Plan = run.Get(Plan) },
            cancellationToken);
        if (await run.FormatAsync("push", env, cancellationToken) is { } format)
            Output.Write(run.App, format, PushModel.Of(pushed));
        else
        {
            run.App.Out.Write(
                $"Schema: {pushed.Version.Repo}\n  -- Atlas URL: " +
                $"atlas://{pushed.Version.Repo}?version={pushed.Version.Version}\n");
            run.App.Out.Write(
                $"  -- Version:   {pushed.Version.Version}{(pushed.IsNew ? "" : " (was there already, with the same " +
                "content)")}\n");
            if (!pushed.Version.Tags.IsEmpty)
                run.App.Out.Write($"  -- Tags:      {string.Join(", ", pushed.Version.Tags)}\n");
            if (pushed.Plan is { } plan) run.App.Out.Write($"  -- Plan:      {plan.Name} (approved)\n");
            run.App.Out.Write($"  -- Digest:    {pushed.Version.Digest}\n");
            if (!pushed.Link.StartsWith("atlas://", StringComparison.Ordinal))
                run.App.Out.Write($"  -- Cloud URL: {pushed.Link}\n");
            run.App.Out.Write(PullRequestText.Lines(claims));
        }

        return 0;
    }

    private static async Task<(string Repo, string? Tag)> RepoAsync(CommandRun run, ProjectEnv? env,
        CancellationToken cancellationToken)
    {
        var name = run.Get(Name) ?? (env is null ? null : await env.RepoAsync(cancellationToken))
            ?? throw new FailureException(
                "no repo is given: name it, as in atlas schema push myapp, or set schema.repo.name in the environment");
        if (name.StartsWith("atlas://", StringComparison.Ordinal)) name = name["atlas://".Length..];
        return name.IndexOf(':') is var colon and > 0 ? (name[..colon], name[(colon + 1)..]) : (name, null);
    }
}
