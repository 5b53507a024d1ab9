using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Schemas;
using Atlas.Core.States;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema inspect</c>: a state as HCL, SQL or JSON.</summary>
internal static class SchemaInspect
{
    private static readonly Option<string[]> Url = new("--url",
        "-u")
    { Description = "The state's URL: a database, files, atlas:// or env://", HelpName = "URL" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("inspect", "Show a database, schema files or a version as HCL, SQL or JSON.")
        {
            Url, SchemaOptions.Dev, SchemaOptions.Schemas, SchemaOptions.Exclude, SchemaOptions.Include,
            SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema inspect -u sqlite://app.db",
            "atlas schema inspect -u 'postgres://app@localhost:5432/app?search_path=public' --format '{{ sql . }}'",
            "atlas schema inspect -u sqlite://app.db --format '{{ hcl . | split | write \"schema\" }}'",
            "atlas schema inspect -u 'atlas://myapp?version=20260610120000' --format '{{ json . }}'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var urls = run.GetList(Url) is { IsEmpty: false } flags ? flags
            : env is not null && await env.UrlAsync(cancellationToken) is { } url ? [url]
            : throw new FailureException("required flag(s) \"url\" not set");
        var dev = await run.DevAsync(env, cancellationToken);
        var loader = run.Loader(env);
        var driver = await loader.DriverOfAsync(urls, cancellationToken)
            ?? (dev is not null ? run.App.Drivers.For(dev) : null)
            ?? throw new FailureException(
                "--dev-url cannot be empty: files alone don't say which database they are for. Give the URL of an " +
                "empty database, for example sqlite://dev?mode=memory.");
        var state = await loader.LoadAsync(
            new StateRequest(urls, driver)
            {
                Dev = dev,
                TakesScopeOfDev = true,
                Schemas = await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
                Variables = run.SchemaVariables,
            },
            cancellationToken);
        var filter = (await run.FilterAsync(env, cancellationToken)).At(state.IsSchemaScope);
        var realm = filter.Apply(state.Realm);
        foreach (var warning in filter.Warnings(state.Realm)) run.App.Host.Warn(warning);
        if (!state.Unmanaged.IsEmpty)
            run.App.Host.Warn(
                $"Warning: not shown, since this program does not manage them yet: " +
                $"{UnmanagedSummary.Of(state.Unmanaged)}");
        if (await run.FormatAsync("inspect", env, cancellationToken) is { } format)
            Output.Write(
                run.App, format,
                InspectModel.Of(realm, driver.Dialect, state.IsSchemaScope, urls.Count == 1
                ? Core.Dialects.Url.Parse(urls[0]).Redacted : ""),
                InspectModel.Functions(realm, driver.Dialect, state.IsSchemaScope, run.App.Host));
        else
            run.App.Out.Write(HclSchema.Print(realm, driver.Dialect));
        return 0;
    }
}
