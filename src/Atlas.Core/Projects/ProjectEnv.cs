using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Plans;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects;

/// <summary>The selected environment of a project; every attribute is evaluated when it is asked for.</summary>
public sealed class ProjectEnv
{
    private readonly Project project;
    private readonly BlockSyntax block;
    private readonly IReadOnlyDictionary<string, Value>? extra;

    internal ProjectEnv(Project project, string name, BlockSyntax block, Value? each)
    {
        (this.project, this.block, Name) = (project, block, name);
        extra = each is null ? null : new Dictionary<string, Value> { ["each"] = each };
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the project.</summary>
    public Project Project => project;

    /// <summary>Gets whether the block gives a database's URL, whatever its value.</summary>
    public bool HasUrl => block.Body.Attribute("url") is not null;

    /// <summary>Returns the database's URL, or null when the block has none; an empty one is an error that names the
    /// cause.</summary>
    public Task<string?> UrlAsync(CancellationToken cancellationToken) =>
        TextAsync("url", cancellationToken);

    /// <summary>Returns the dev database's URL, or null when the block has none.</summary>
    public Task<string?> DevAsync(CancellationToken cancellationToken) =>
        TextAsync("dev", cancellationToken);

    /// <summary>Returns the URLs of the desired state; empty when the block has none.</summary>
    public async Task<Seq<string>> SourcesAsync(CancellationToken cancellationToken)
    {
        if ((SchemaBlock?.Body.Attribute("src") ?? block.Body.Attribute("src")) is not { } attribute) return [];
        try
        {
            return await TextsAsync(attribute, cancellationToken);
        }
        catch (DiagnosticException problem) when (!project.Deployments.Gaps.IsEmpty)
        {
            // What a version is read from is empty: the cause says more than the index or value that doesn't exist.
            throw new DiagnosticException(
                [.. problem.Diagnostics,
                .. project.Deployments.Gaps.Select(s => Diagnostic.Error("No version to promote", s))]);
        }
    }

    /// <summary>Returns the values of a list attribute such as <c>exclude</c>; empty when the block has none.</summary>
    public async Task<Seq<string>> ListAsync(string name, CancellationToken cancellationToken) =>
        block.Body.Attribute(name) is { } attribute ? await TextsAsync(attribute, cancellationToken) : [];

    /// <summary>Returns the URLs that <c>env://NAME</c> means.</summary>
    /// <param name="name">The attribute, or a path such as <c>schema.src</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Seq<string>> AttributeAsync(string name, CancellationToken cancellationToken)
    {
        if (name is "src" or "schema.src") return await SourcesAsync(cancellationToken);
        var path = name.Split('.');
        BodySyntax? body = block.Body;
        foreach (var type in path[..^1]) body = body?.BlocksOf(type).FirstOrDefault()?.Body;
        if (body?.Attribute(path[^1]) is not { } attribute)
            throw new FailureException(
                $"env \"{Name}\" has no attribute \"{name}\" for env://{name}{Hint(path[^1])}");
        project.Names.UnsetVariables.Clear();
        var urls = await TextsAsync(attribute, cancellationToken);
        return urls.Contains("") ? throw Empty(name) : urls;
    }

    /// <summary>Returns the repo that <c>schema.repo.name</c> gives; null when there is none.</summary>
    public async Task<string?> RepoAsync(CancellationToken cancellationToken) =>
        RepoBlock?.Body.Attribute("name") is { } attribute ? (await TextsAsync(attribute, cancellationToken))
            .FirstOrDefault() : null;

    /// <summary>Returns whether this environment's deployments are reported; null when its block is silent.</summary>
    public async Task<ReportMode?> ReportAsync(CancellationToken cancellationToken) =>
        RepoBlock?.Body.Attribute("report") is { } attribute
            ? ReportMode.From(await EvaluateAsync(attribute.Value, cancellationToken), attribute.Value.Span) : null;

    /// <summary>Returns the output template of a command, such as <c>apply</c>; null when there is none.</summary>
    public async Task<string?> FormatAsync(string command, CancellationToken cancellationToken)
    {
        var attribute = block.Body.Blocks.Concat(project.File.Body.BlocksOf("format"))
            .Where(b => b.Type is "format" or "log").SelectMany(b => b.Body.BlocksOf("schema"))
            .Select(b => b.Body.Attribute(command)).FirstOrDefault(a => a is not null);
        return attribute is null ? null : (await TextsAsync(attribute, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Returns what the <c>diff</c> blocks say, the environment's before the project's.</summary>
    public async Task<DiffPolicy> DiffAsync(CancellationToken cancellationToken)
    {
        var blocks = block.Body.BlocksOf("diff").Concat(project.File.Body.BlocksOf("diff")).ToList();
        foreach (var other in blocks.SelectMany(b => b.Body.Blocks)
            .Where(b => b.Type is not ("skip" or "concurrent_index")))
            throw new DiagnosticException(
                Diagnostic.Error("Unsupported block", $"The block \"{other.Type}\" of \"diff\" is not supported yet.",
                other.TypeSpan));
        var skip = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var attribute in blocks.SelectMany(b => b.Body.BlocksOf("skip")).SelectMany(b => b.Body.Attributes))
            if (!skip.ContainsKey(attribute.Name)) skip[attribute.Name] = await BoolAsync(attribute, cancellationToken);
        return new DiffPolicy
        {
            Skip = [.. skip.Where(s => s.Value).Select(s => s.Key)],
            ConcurrentIndexCreate = await AnyAsync("create") || await AnyAsync("add"),
            ConcurrentIndexDrop = await AnyAsync("drop"),
        };

        async Task<bool> AnyAsync(string name) =>
            blocks.SelectMany(b => b.Body.BlocksOf("concurrent_index")).Select(b => b.Body.Attribute(name))
                .FirstOrDefault(a => a is not null) is { } a
            && await BoolAsync(a, cancellationToken);
    }

    /// <summary>Returns how sessions that run statements behave: the <c>limits</c> blocks, the environment's before the
    /// project's, and its <c>role</c>.</summary>
    public async Task<WorkSession> SessionAsync(CancellationToken cancellationToken) =>
        await Limits.ReadAsync(await TextAsync("role", cancellationToken), cancellationToken);

    /// <summary>Returns how large tables may be that a statement works through, as the <c>limits</c> blocks
    /// say.</summary>
    public Task<SizeLimits> SizesAsync(CancellationToken cancellationToken) => Limits.SizesAsync(cancellationToken);

    private LimitBlocks Limits => new(project, extra,
        [.. block.Body.BlocksOf("limits").Concat(project.File.Body.BlocksOf("limits"))]);

    /// <summary>Returns what the <c>lint</c> blocks say, the environment's before the project's.</summary>
    public Task<LintSettings> LintAsync(CancellationToken cancellationToken) =>
        new LintBlocks(project, extra, [.. block.Body.BlocksOf("lint").Concat(project.File.Body.BlocksOf("lint"))])
            .ReadAsync(cancellationToken);

    /// <summary>Returns where the tests of a kind are and the values of their variables, as the <c>test</c> blocks say,
    /// the environment's before the project's; nothing where they are silent.</summary>
    /// <param name="kind">The kind, such as <c>schema</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(Seq<string> Paths, IReadOnlyDictionary<string, Value> Variables)> TestsAsync(
        string kind, CancellationToken cancellationToken)
    {
        var tests = block.Body.BlocksOf("test").Concat(project.File.Body.BlocksOf("test")).ToList();
        var diagnostics = new DiagnosticBag();
        foreach (var test in tests) ProjectShape.Test.Body.Check(test.Body, diagnostics, test.HeaderSpan);
        diagnostics.ThrowIfErrors();
        var blocks = tests.SelectMany(b => b.Body.BlocksOf(kind)).ToList();
        var source = blocks.Select(b => b.Body.Attribute("src")).FirstOrDefault(a => a is not null);
        var vars = blocks.Select(b => b.Body.Attribute("vars")).FirstOrDefault(a => a is not null);
        return (source is null ? [] : await TextsAsync(source, cancellationToken),
            vars is null ? new Dictionary<string, Value>()
                : (await EvaluateAsync(vars.Value, cancellationToken)).Members);
    }

    /// <summary>Returns the checks of a command, the project's first and then the environment's, in source
    /// order.</summary>
    /// <param name="command"><c>schema_apply</c>.</param>
    public CheckList Checks(string command) => new(project, extra,
        [.. project.File.Body.BlocksOf("check").Concat(block.Body.BlocksOf("check"))
            .Where(b => b.Labels[0].Text == command)]);

    private BlockSyntax? SchemaBlock => block.Body.BlocksOf("schema").FirstOrDefault();

    private BlockSyntax? RepoBlock => SchemaBlock?.Body.BlocksOf("repo").FirstOrDefault();

    private Task<Value> EvaluateAsync(ExpressionSyntax expression, CancellationToken cancellationToken) =>
        project.Names.EvaluateAsync(expression, extra, cancellationToken);

    private async Task<string?> TextAsync(string name, CancellationToken cancellationToken)
    {
        if (block.Body.Attribute(name) is not { } attribute) return null;
        project.Names.UnsetVariables.Clear();
        var value = await EvaluateAsync(attribute.Value, cancellationToken);
        if (value.IsNull) return null;
        var text = Text(value, attribute);
        if (text.Length > 0) return text;
        throw Empty(name);
    }

    /// <summary>Says that an attribute is empty, and which environment variables that it reads aren't set.</summary>
    private FailureException Empty(string name)
    {
        var unset = string.Join(", ", project.Names.UnsetVariables.Order(StringComparer.Ordinal));
        return new FailureException(unset.Length > 0
            ? $"env \"{Name}\": {name} is empty ({unset} is not set)"
            : $"env \"{Name}\": {name} is empty");
    }

    private async Task<Seq<string>> TextsAsync(AttributeSyntax attribute, CancellationToken cancellationToken)
    {
        var value = await EvaluateAsync(attribute.Value, cancellationToken);
        return value switch
        {
            { IsNull: true } => [],
            { Type: ListType or SetType or TupleType } => [.. value.Elements.Select(e => Text(e, attribute))],
            _ => [Text(value, attribute)],
        };
    }

    private async Task<bool> BoolAsync(AttributeSyntax attribute, CancellationToken cancellationToken) =>
        Conversion.Convert(await EvaluateAsync(attribute.Value, cancellationToken), ValueType.Bool,
            out _) is { IsKnown: true, IsNull: false } value
            ? value.AsBool()
            : throw new DiagnosticException(
                Diagnostic.Error("Incorrect attribute value type",
                $"Inappropriate value for attribute \"{attribute.Name}\": a bool is required.", attribute.Value.Span));

    private static string Text(Value value, AttributeSyntax attribute) =>
        Conversion.Convert(value, ValueType.String, out _) is { IsKnown: true, IsNull: false } text
            ? text.AsString()
            : throw new DiagnosticException(
                Diagnostic.Error("Incorrect attribute value type",
                $"Inappropriate value for attribute \"{attribute.Name}\": a string is required.",
                attribute.Value.Span));

    private string Hint(string name) =>
        Suggestion.Nearest(name, block.Body.Attributes.Select(a => a.Name)) is { } nearest
            ? $". Did you mean env://{nearest}?" : "";
}
