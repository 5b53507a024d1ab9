using System.CommandLine;
using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Core.States;
using Atlas.Core.Workflows;
using Atlas.Hcl.Values;
using Atlas.Registry.Doors;

namespace Atlas.Cli;

/// <summary>One run of a command: its flags, and the project and environment that stand behind them.</summary>
internal sealed class CommandRun
{
    private readonly ParseResult parse;
    private readonly ProjectFile? file;

    /// <param name="app">What every command is given.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="env">The environment, where another flag than <c>--env</c> names it.</param>
    /// <param name="isOnlyNamed">Whether the environment is only a name here, so that no project file has to declare
    /// it.</param>
    public CommandRun(App app, ParseResult parse, string? env = null, bool isOnlyNamed = false)
    {
        (App, this.parse) = (app, parse);
        var url = parse.GetValue(GlobalOptions.Config);
        EnvName = env ?? parse.GetValue(GlobalOptions.Env);
        InputVariables = CommandVariables.Read(parse.GetValue(GlobalOptions.Var) ?? []);
        file = url is not null || (EnvName is not null && !isOnlyNamed)
            ? ProjectFile.Read(url ?? ProjectFile.DefaultUrl, app.Host)
            : ProjectFile.ReadIfThere(ProjectFile.DefaultUrl, app.Host);
        Project = Open();
    }

    /// <summary>Gets what every command is given.</summary>
    public App App { get; }

    /// <summary>Gets the project; null when there is no project file.</summary>
    public Project? Project { get; }

    /// <summary>Gets the selected environment's name; null for none.</summary>
    public string? EnvName { get; }

    /// <summary>Gets the values of <c>--var</c>.</summary>
    public IReadOnlyDictionary<string, Seq<string>> InputVariables { get; }

    /// <summary>Gets the input variables of schema files: those of <c>--var</c>, unless an environment is
    /// selected.</summary>
    public IReadOnlyDictionary<string, Value> SchemaVariables => EnvName is not null
        ? new Dictionary<string, Value>()
        : InputValues;

    /// <summary>Gets the values of <c>--var</c> as values: several of one name are a list.</summary>
    public IReadOnlyDictionary<string, Value> InputValues =>
        InputVariables.ToDictionary(v => v.Key, v => v.Value.Count == 1 ? Value.String(v.Value[0])
            : Value.Tuple(v.Value.Select(Value.String)));

    /// <summary>Returns the instances of the selected environment; none when no environment is selected.</summary>
    public async Task<IReadOnlyList<ProjectEnv>> EnvsAsync(CancellationToken cancellationToken) =>
        EnvName is null || Project is null ? [] : await Project.SelectAsync(cancellationToken);

    /// <summary>Returns the selected environment, or null; several instances are refused.</summary>
    public async Task<ProjectEnv?> EnvAsync(CancellationToken cancellationToken) =>
        await EnvsAsync(cancellationToken) switch
        {
            [] => null,
            [var one] => one,
            var several =>
                throw new FailureException(
                $"env \"{several[0].Name}\" has {several.Count} instances by for_each, and this command works on one"),
        };

    /// <summary>Opens the project again, so that every data source is read anew.</summary>
    public Project? Open() =>
        file is null ? null
        : Project.Open(file, new ProjectInputs(App.Host, App.Drivers, EnvName, InputVariables, OpenRegistryAsync));

    /// <summary>Opens the registry of the project's settings.</summary>
    public async Task<SchemaRegistry> OpenRegistryAsync(CancellationToken cancellationToken) =>
        await OpenRegistryAsync(Project is null ? CloudSettings.Empty
            : await Project.CloudAsync(cancellationToken), cancellationToken);

    private Task<SchemaRegistry> OpenRegistryAsync(CloudSettings settings, CancellationToken cancellationToken) =>
        new RegistryDoor(App).OpenAsync(settings, parse.GetValue(GlobalOptions.Token), cancellationToken);

    /// <summary>Gets what keeps commands from protected databases.</summary>
    public ProtectionGuard Protection => new(App.Host, Memory, async cancellationToken =>
        await new RegistryDoor(App).OpenIfThereAsync(
            Project is null ? CloudSettings.Empty : await Project.CloudAsync(cancellationToken),
            parse.GetValue(GlobalOptions.Token), cancellationToken));

    /// <summary>Gets what this machine remembers of protected environments.</summary>
    public ProtectionMemory Memory => new FileProtectionMemory(App.Host, App.Folders.Protections);

    /// <summary>Makes a loader of states.</summary>
    public StateLoader Loader(ProjectEnv? env) => new(App.Host, App.Drivers, env, OpenRegistryAsync);

    /// <summary>Gets the ends of deployments that wait for the registry.</summary>
    public Outbox Outbox => new FileOutbox(App.Host, App.Folders.Outbox);

    /// <summary>Returns the driver that the environment's database decides; null when the environment names
    /// none.</summary>
    public async Task<Driver?> EnvDriverAsync(ProjectEnv? env, CancellationToken cancellationToken) =>
        env is not null && env.HasUrl && await env.UrlAsync(cancellationToken) is { } url
            ? App.Drivers.For(Url.Parse(url)) : null;

    /// <summary>Returns the URLs of a state: the flag's, else the environment's desired state, else its
    /// database.</summary>
    public async Task<Seq<string>> StateAsync(
        Option<string[]> option, ProjectEnv? env, CancellationToken cancellationToken)
    {
        if (GetList(option) is { IsEmpty: false } flags) return flags;
        if (env is null) throw new FailureException("required flag(s) \"url\" not set");
        if (await env.SourcesAsync(cancellationToken) is { IsEmpty: false } sources) return sources;
        return await env.UrlAsync(cancellationToken) is { } url ? [url]
            : throw new FailureException("required flag(s) \"url\" not set");
    }

    /// <summary>Returns the driver of what runs on a dev database: the dev database's, else the state's, else the
    /// environment's.</summary>
    public async Task<Driver> DevDriverAsync(
        ProjectEnv? env, Seq<string> state, Url? dev, CancellationToken cancellationToken) =>
        dev is not null ? App.Drivers.For(dev)
        : await Loader(env).DriverOfAsync(state, cancellationToken) ?? await EnvDriverAsync(env, cancellationToken)
            ?? throw new FailureException(
                "--dev-url cannot be empty: files alone don't say which database they are for. Give the URL of an " +
                "empty database, for example sqlite://dev?mode=memory, or set dev in the environment.");

    /// <summary>Returns a flag's value.</summary>
    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    /// <summary>Returns an argument's value.</summary>
    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    /// <summary>Returns the values of a list flag, each split as CSV.</summary>
    public Seq<string> GetList(Option<string[]> option) => [.. (parse.GetValue(option) ?? []).SelectMany(Csv.Split)];

    /// <summary>Returns the flag's URL, else the environment's; null when neither has one. <c>env://</c> is
    /// resolved.</summary>
    public async Task<Url?> UrlAsync(Option<string?> option, Func<ProjectEnv, Task<string?>> attribute, ProjectEnv? env,
        CancellationToken cancellationToken)
    {
        var text = Get(option) is { Length: > 0 } flag
            ? (await Loader(env).ResolveAsync([flag], cancellationToken)).FirstOrDefault()
            : env is null ? null : await attribute(env);
        return text is { Length: > 0 } ? Url.Parse(text) : null;
    }

    /// <summary>Returns the dev database's URL: the flag's, else the environment's; null when neither has one.</summary>
    /// <exception cref="FailureException">It is a database that a promotion policy protects.</exception>
    public async Task<Url?> DevAsync(ProjectEnv? env, CancellationToken cancellationToken)
    {
        var url = await UrlAsync(SchemaOptions.Dev, e => e.DevAsync(cancellationToken), env, cancellationToken);
        if (url is null || !App.Drivers.IsDatabase(url.Scheme) || url.Parameter("mode") == "memory") return url;
        await using var database = await App.Drivers.OpenAsync(url, cancellationToken);
        await Protection.RefuseAsync(await database.IdentifyAsync(cancellationToken), "used as a dev database", null,
            cancellationToken);
        return url;
    }

    /// <summary>Returns the flag's list, else the environment's attribute of that name.</summary>
    public async Task<Seq<string>> ListAsync(Option<string[]> option, string attribute, ProjectEnv? env,
        CancellationToken cancellationToken) =>
        GetList(option) is { IsEmpty: false } flags ? flags : env is null ? []
            : await env.ListAsync(attribute, cancellationToken);

    /// <summary>Returns the filter of the flags, else of the environment.</summary>
    public async Task<FilterPatterns> FilterAsync(ProjectEnv? env, CancellationToken cancellationToken) => new(
        await ListAsync(SchemaOptions.Include, "include", env, cancellationToken),
        await ListAsync(SchemaOptions.Exclude, "exclude", env, cancellationToken));

    /// <summary>Returns what the <c>lint</c> blocks say: the environment's and the project's, or the project's
    /// alone.</summary>
    public async Task<LintSettings> LintAsync(ProjectEnv? env, CancellationToken cancellationToken) =>
        env is not null ? await env.LintAsync(cancellationToken)
        : Project is not null ? await Project.LintAsync(cancellationToken)
        : LintSettings.Default;

    /// <summary>Returns the output template: the flag's, else the environment's for the command; null for the default
    /// text.</summary>
    public async Task<string?> FormatAsync(string command, ProjectEnv? env, CancellationToken cancellationToken) =>
        Get(SchemaOptions.Format) is { Length: > 0 } format ? format : env is null ? null
            : await env.FormatAsync(command, cancellationToken);
}
