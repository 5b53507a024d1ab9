using Atlas.Core.Variables;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>The names of a project: variables, locals and data sources, each computed once, when something first reads
/// it.</summary>
/// <remarks>
/// Before an expression is evaluated, everything it names is resolved, in the order of the references; a name that is
/// being
/// resolved already is a cycle. What nobody names is never computed.
/// </remarks>
internal sealed class ProjectNames
{
    private readonly Project project;
    private readonly ProjectInputs inputs;
    private readonly Dictionary<string, BlockSyntax> variables = [];
    private readonly Dictionary<string, AttributeSyntax> locals = [];
    private readonly Dictionary<(string Type, string Name), BlockSyntax> sources = [];
    private readonly Dictionary<(string Type, string Name), BlockSyntax> images = [];
    private readonly Dictionary<string, Value> resolved = [];
    private readonly List<string> resolving = [];
    private readonly Scope functions;

    public ProjectNames(Project project, ProjectFile file, ProjectInputs inputs)
    {
        (this.project, this.inputs) = (project, inputs);
        functions = new Scope(null, HostFunctions.With(inputs.Host, file.Folder, UnsetVariables));
        foreach (var block in file.Body.BlocksOf("variable"))
            Declare(variables, block.Labels[0].Text, block, block.HeaderSpan, "variable");
        foreach (var local in file.Body.BlocksOf("locals").SelectMany(b => b.Body.Attributes))
            Declare(locals, local.Name, local, local.NameSpan, "local value");
        foreach (var block in file.Body.BlocksOf("data"))
            Declare(sources, (block.Labels[0].Text, block.Labels[1].Text), block, block.HeaderSpan, "data source");
        foreach (var block in file.Body.BlocksOf("docker"))
            Declare(images, (block.Labels[0].Text, block.Labels[1].Text), block, block.HeaderSpan, "docker block");
    }

    /// <summary>Gets the environment variables that an expression asked for and that aren't set, for better
    /// messages.</summary>
    public HashSet<string> UnsetVariables { get; } = [];

    /// <summary>Evaluates an expression after everything it reads; <paramref name="extra"/> adds names such as
    /// <c>self</c> and <c>each</c>.</summary>
    public async Task<Value> EvaluateAsync(ExpressionSyntax expression, IReadOnlyDictionary<string, Value>? extra,
        CancellationToken cancellationToken) =>
        Evaluator.Evaluate(expression, await ScopeForAsync(FreeVariables.Of(expression), extra, cancellationToken));

    /// <summary>Returns a scope in which everything that the traversals name is resolved.</summary>
    public async Task<Scope> ScopeForAsync(IEnumerable<Traversal> traversals, IReadOnlyDictionary<string, Value>? extra,
        CancellationToken cancellationToken)
    {
        foreach (var traversal in traversals)
        {
            if (extra?.ContainsKey(traversal.Root) == true) continue;
            foreach (var address in Addresses(traversal))
                await ResolveAsync(address, traversal, cancellationToken);
        }

        var scope = functions.With(Roots());
        return extra is null ? scope : scope.With(extra);
    }

    /// <summary>The addresses that a traversal reads: one, or all of a group when it names no member.</summary>
    private IEnumerable<string> Addresses(Traversal traversal) => (traversal.Root, traversal.Steps.Count) switch
    {
        ("var", 0) => variables.Keys.Select(v => $"var.{v}"),
        ("local", 0) => locals.Keys.Select(l => $"local.{l}"),
        ("data", 0) => sources.Keys.Select(s => $"data.{s.Type}.{s.Name}"),
        ("data", 1) => sources.Keys.Where(s => s.Type == traversal.Steps[0]).Select(s => $"data.{s.Type}.{s.Name}"),
        ("docker", >= 2) => [$"docker.{traversal.Steps[0]}.{traversal.Steps[1]}"],
        ("docker", _) => images.Keys.Where(s => traversal.Steps.Count == 0 || s.Type == traversal.Steps[0])
            .Select(s => $"docker.{s.Type}.{s.Name}"),
        ("var", _) => [$"var.{traversal.Steps[0]}"],
        ("local", _) => [$"local.{traversal.Steps[0]}"],
        ("data", _) => [$"data.{traversal.Steps[0]}.{traversal.Steps[1]}"],
        _ => [],
    };

    private async Task ResolveAsync(string address, Traversal traversal, CancellationToken cancellationToken)
    {
        if (resolved.ContainsKey(address)) return;
        if (resolving.Contains(address))
            throw Error("Cyclic reference",
                $"cyclic reference to \"{address}\": {string.Join(" → ", resolving.SkipWhile(a => a != address).Append(address))}.", traversal.Span);
        resolving.Add(address);
        try
        {
            resolved[address] = traversal.Root switch
            {
                "var" => await VariableAsync(traversal.Steps.Count > 0 ? traversal.Steps[0]
                    : address[4..], traversal, cancellationToken),
                "local" => await LocalAsync(address["local.".Length..], traversal, cancellationToken),
                "docker" => await ImageAsync(address, traversal, cancellationToken),
                _ => await SourceAsync(address, traversal, cancellationToken),
            };
        }
        finally
        {
            resolving.RemoveAt(resolving.Count - 1);
        }
    }

    private async Task<Value> VariableAsync(string name, Traversal traversal, CancellationToken cancellationToken)
    {
        if (!variables.TryGetValue(name, out var block))
            throw Error("Unknown variable", $"There is no variable \"{name}\".{Suggestion.For(name, variables.Keys)}",
                traversal.Span);
        var variable = new VariableBlock(block);
        var (value, place) = inputs.Variables.TryGetValue(name, out var given)
            ? (given.Count == 1 ? Value.String(given[0]) : Value.Tuple(given.Select(Value.String)), block.HeaderSpan)
            : variable.Default is { } fallback
                ? (await EvaluateAsync(fallback, null, cancellationToken), fallback.Span)
                : throw Error("Missing variable",
                    $"input value \"{name}\" expected but missing: give it with --var {name}=VALUE.", block.HeaderSpan);
        var diagnostics = new DiagnosticBag();
        var converted = variable.Type(diagnostics) is { } type ? variable.Convert(value, type, place, diagnostics)
            : value;
        diagnostics.ThrowIfErrors();
        await ValidateAsync(variable, converted, cancellationToken);
        return converted;
    }

    private async Task ValidateAsync(VariableBlock variable, Value value, CancellationToken cancellationToken)
    {
        var extra = new Dictionary<string, Value> { ["var"] = Value.Object([new(variable.Name, value)]) };
        var diagnostics = new DiagnosticBag();
        foreach (var rule in variable.Rules)
            if (!rule.Holds(await EvaluateAsync(rule.Condition, extra, cancellationToken), diagnostics))
                rule.Refuse(rule.Message is { } message ? await EvaluateAsync(message, extra, cancellationToken) : null, diagnostics);
        diagnostics.ThrowIfErrors();
    }

    private async Task<Value> LocalAsync(string name, Traversal traversal, CancellationToken cancellationToken) =>
        locals.TryGetValue(name, out var attribute)
            ? await EvaluateAsync(attribute.Value, null, cancellationToken)
            : throw Error("Unknown local value",
                $"There is no local value \"{name}\".{Suggestion.For(name, locals.Keys)}", traversal.Span);

    private async Task<Value> SourceAsync(string address, Traversal traversal, CancellationToken cancellationToken)
    {
        var (key, block) = sources.FirstOrDefault(s => $"data.{s.Key.Type}.{s.Key.Name}" == address);
        if (block is null)
            throw Error("Unknown data source",
                $"There is no data source \"{address}\".{Suggestion.For(address, sources.Keys.Select(s => $"data.{s.Type}.{s.Name}"))}", traversal.Span);
        return await DataSourceList.Find(key.Type, block)
            .ReadAsync(new DataSourceContext(project, block, key.Name), cancellationToken);
    }

    private async Task<Value> ImageAsync(string address, Traversal traversal, CancellationToken cancellationToken)
    {
        var (key, block) = images.FirstOrDefault(s => $"docker.{s.Key.Type}.{s.Key.Name}" == address);
        if (block is null)
            throw Error("Unknown docker block",
                $"There is no block \"{address}\".{Suggestion.For(address, images.Keys.Select(s => $"docker.{s.Type}.{s.Name}"))}", traversal.Span);
        return await DockerBlock.UrlAsync(new DataSourceContext(project, block, key.Name), cancellationToken);
    }

    private Dictionary<string, Value> Roots()
    {
        var roots = new Dictionary<string, Value>
        {
            ["var"] = Group("var."),
            ["local"] = Group("local."),
            ["data"] = Typed("data"),
            ["docker"] = Typed("docker"),
            ["atlas"] = Value.Object(
                [new("env", inputs.EnvName is { } env ? Value.String(env) : Value.Null(Hcl.Values.ValueType.String))]),
        };
        return roots;
    }

    private Value Typed(string root) => Value.Object(
        resolved.Keys.Where(k => k.StartsWith($"{root}.", StringComparison.Ordinal))
            .Select(k => k.Split('.')[1]).Distinct()
            .Select(type => KeyValuePair.Create(type, Group($"{root}.{type}."))));

    private Value Group(string prefix) => Value.Object(
        resolved.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(r => KeyValuePair.Create(r.Key[prefix.Length..], r.Value)));

    private static void Declare<TKey, TNode>(Dictionary<TKey, TNode> into, TKey key, TNode node, Span span, string what)
        where TKey : notnull where TNode : SyntaxNode
    {
        if (!into.TryAdd(key, node))
            throw Error("Duplicate definition", $"The {what} {key} is defined already, at line " +
                $"{into[key].Span.Line}.", span);
    }

    private static DiagnosticException Error(string summary, string detail, Span span) =>
        new(Diagnostic.Error(summary, detail, span));
}
