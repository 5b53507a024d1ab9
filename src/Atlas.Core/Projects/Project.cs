using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Core.States;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>A project file with the inputs of one run. Values are computed when they are asked for, once.</summary>
/// <remarks>Opening the same file again reads every data source again: that is how checks see fresh values under the
/// lock.</remarks>
public sealed class Project
{
    private readonly ProjectInputs inputs;

    private Project(ProjectFile file, ProjectInputs inputs)
    {
        (File, this.inputs) = (file, inputs);
        Names = new ProjectNames(this, file, inputs);
    }

    /// <summary>Gets the parsed file.</summary>
    public ProjectFile File { get; }

    /// <summary>Gets the door to files, processes and the clock.</summary>
    public Host Host => inputs.Host;

    /// <summary>Gets the states that data sources declared, by the URL that their <c>url</c> attribute gives.</summary>
    public Dictionary<string, DeclaredState> DeclaredStates { get; } = [];

    /// <summary>Gets what the registry said of deployed databases; empty until something asks it.</summary>
    public KnownDeployments Deployments { get; } = new();

    /// <summary>Gets the variables, locals and data sources.</summary>
    internal ProjectNames Names { get; }

    /// <summary>Gets what this run was given.</summary>
    internal ProjectInputs Inputs => inputs;

    /// <summary>Opens a project; nothing is evaluated before it is asked for.</summary>
    public static Project Open(ProjectFile file, ProjectInputs inputs) => new(file, inputs);

    /// <summary>Returns the instances of the selected environment: one, or with <c>for_each</c> one for each
    /// element.</summary>
    /// <exception cref="FailureException">The environment isn't in the file; the message names the nearest.</exception>
    public async Task<IReadOnlyList<ProjectEnv>> SelectAsync(CancellationToken cancellationToken)
    {
        var name = inputs.EnvName ?? throw new FailureException("no environment is selected; choose one with --env");
        var block = await FindEnvAsync(name, cancellationToken);
        if (block.Body.Attribute("for_each") is not { } forEach) return [new ProjectEnv(this, name, block, null)];

        var each = await Names.EvaluateAsync(forEach.Value, null, cancellationToken);
        if (!each.IsKnown || each.IsNull)
            throw new DiagnosticException(
                Diagnostic.Error("Invalid for_each",
                "The value of \"for_each\" must be a set, a map or a list, and not null.", forEach.Value.Span));
        var pairs = each.Members.Count > 0
            ? each.Members.Select(m => (Key: Value.String(m.Key), m.Value))
            : each.Elements.Select((v, i) => (Key: each.Type is SetType ? v : Value.Number(i), Value: v));
        return [.. pairs.Select(
            p => new ProjectEnv(this, name, block, Value.Object([new("key", p.Key), new("value", p.Value)])))];
    }

    /// <summary>Returns what the <c>atlas.cloud</c> block says, with the environment variables where it is
    /// silent.</summary>
    public async Task<CloudSettings> CloudAsync(CancellationToken cancellationToken)
    {
        var cloud = File.Body.BlocksOf("atlas").SelectMany(b => b.Body.BlocksOf("cloud")).FirstOrDefault();
        return new CloudSettings(
            await TextAsync("url"), await TextAsync("token"),
            cloud?.Body.Attribute("report") is { } report
                ? ReportMode.From(await Names.EvaluateAsync(report.Value, null, cancellationToken), report.Value.Span)
                : null)
        { Organisation = await TextAsync("org") };

        async Task<string?> TextAsync(string name) =>
            cloud?.Body.Attribute(name) is { } attribute &&
            (await Names.EvaluateAsync(attribute.Value, null, cancellationToken)) is { IsNull: false } value
                ? Conversion.Convert(value, Hcl.Values.ValueType.String, out _)?.AsString() is { Length: > 0 } text
                    ? text : null
                : null;
    }

    /// <summary>Returns what the project's own <c>lint</c> block says, for commands without an environment.</summary>
    public Task<LintSettings> LintAsync(CancellationToken cancellationToken) =>
        new LintBlocks(this, null, [.. File.Body.BlocksOf("lint")]).ReadAsync(cancellationToken);

    private async Task<BlockSyntax> FindEnvAsync(string name, CancellationToken cancellationToken)
    {
        var blocks = File.Body.BlocksOf("env").ToList();
        if (blocks.Find(b => b.Labels.Count == 1 && b.Labels[0].Text == name) is { } labelled) return labelled;
        foreach (var block in blocks.Where(b => b.Labels.Count == 0))
        {
            if (block.Body.Attribute("name") is not { } attribute)
                throw new FailureException($"all envs must have names on file \"{File.Path}\"");
            var value = await Names.EvaluateAsync(attribute.Value, null, cancellationToken);
            if (value is { IsKnown: true, IsNull: false } && value.Type == Hcl.Values.ValueType.String
                && value.AsString() == name) return block;
        }

        var known = blocks.SelectMany(b => b.Labels).Select(l => l.Text).ToList();
        var hint = Suggestion.Nearest(name, known) is { } nearest ? $". Did you mean \"{nearest}\"?"
            : known.Count > 0 ? $"; it defines {string.Join(", ", known.Select(k => $"\"{k}\""))}" : "";
        throw new FailureException($"env \"{name}\" not defined in config file \"{File.Path}\"{hint}");
    }
}

/// <summary>What one run of a project is given.</summary>
/// <param name="Host">The door to files, processes and the clock.</param>
/// <param name="Drivers">The databases that can be opened.</param>
/// <param name="EnvName">The selected environment; null for none.</param>
/// <param name="Variables">The values of <c>--var</c>: several of one name make a list.</param>
/// <param name="OpenRegistry">Opens the registry that the settings name.</param>
public sealed record ProjectInputs(
    Host Host, Drivers Drivers, string? EnvName, IReadOnlyDictionary<string, Seq<string>> Variables,
    Func<CloudSettings, CancellationToken, Task<SchemaRegistry>> OpenRegistry);
