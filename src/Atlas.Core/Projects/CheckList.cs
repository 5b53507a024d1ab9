using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects;

/// <summary>The pre-execution checks of a command, in the order they are asked.</summary>
public sealed class CheckList
{
    private readonly Project project;
    private readonly IReadOnlyDictionary<string, Value>? extra;

    internal CheckList(Project project, IReadOnlyDictionary<string, Value>? extra, IReadOnlyList<BlockSyntax> blocks)
    {
        (this.project, this.extra) = (project, extra);
        Checks = [.. blocks.Select(b => new CheckBlock(b, project.File.Path))];
    }

    /// <summary>Gets the checks in order; may be empty.</summary>
    public IReadOnlyList<CheckBlock> Checks { get; }

    /// <summary>Asks the rules in order: a true <c>allow</c> skips all that follow, a true <c>deny</c>
    /// blocks.</summary>
    /// <remarks>Fails closed: a condition that can't be evaluated, or is null or unknown, denies and says
    /// why.</remarks>
    /// <param name="self">What rules see as <c>self</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CheckReport> RunAsync(Value self, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, Value>(extra ?? new Dictionary<string, Value>()) { ["self"] = self };
        var outcomes = new List<CheckOutcome>();
        CheckRule? decided = null;
        var isDenied = false;
        foreach (var rule in Checks.SelectMany(c => c.Rules))
        {
            if (decided is not null)
            {
                outcomes.Add(rule.Outcome("skipped", "", []));
                continue;
            }

            var (outcome, message, saw) = await AskAsync(rule, names, cancellationToken);
            var blocks = rule.IsDeny ? outcome is "true" or "error" : outcome is "error";
            outcomes.Add(
                rule.Outcome(outcome, blocks ? string.Join("\n", project.Deployments.Gaps.Prepend(message))
                : message, saw));
            if (!blocks && !(outcome == "true")) continue;
            (decided, isDenied) = (rule, blocks);
        }

        return new CheckReport([.. outcomes], decided, isDenied);
    }

    private async Task<(string Outcome, string Message, Seq<KeyValuePair<string, string>> Saw)> AskAsync(
        CheckRule rule, Dictionary<string, Value> names, CancellationToken cancellationToken)
    {
        var traversals = FreeVariables.Of(rule.Condition).ToList();
        Seq<KeyValuePair<string, string>> saw = [];
        try
        {
            var scope = await project.Names.ScopeForAsync(traversals, names, cancellationToken);
            saw = Saw(traversals, scope);
            var value = Evaluator.Evaluate(rule.Condition, scope);
            if (!value.IsKnown || value.IsNull || Conversion.Convert(value, ValueType.Bool, out _) is not { } condition)
                return ("error", "The condition is not true or false, so the rule can't be decided.", saw);
            return condition.AsBool() ? ("true", await MessageAsync(rule, names, cancellationToken), saw)
                : ("false", "", saw);
        }
        catch (DiagnosticException problem)
        {
            return ("error", $"The condition could not be evaluated: {problem.Message}", saw);
        }
    }

    private async Task<string> MessageAsync(CheckRule rule, Dictionary<string, Value> names,
        CancellationToken cancellationToken)
    {
        if (rule.Message is not { } message) return "";
        try
        {
            var scope = await project.Names.ScopeForAsync(FreeVariables.Of(message), names, cancellationToken);
            var diagnostics = new DiagnosticBag();
            var value = Evaluator.Evaluate(message, scope, diagnostics, new EvaluationOptions
            { NullInTemplateIsEmpty = true });
            diagnostics.ThrowIfErrors();
            return Conversion.Convert(value, ValueType.String, out _) is { IsKnown: true, IsNull: false } text
                ? text.AsString().TrimEnd('\n') : "";
        }
        catch (DiagnosticException problem)
        {
            return $"(The rule's message could not be evaluated: {problem.Message})";
        }
    }

    /// <summary>The values that the condition reads, for the record.</summary>
    private static Seq<KeyValuePair<string, string>> Saw(IEnumerable<Traversal> traversals, Scope scope) =>
    [
        .. traversals.Select(
            t => KeyValuePair.Create(string.Join('.', t.Steps.Prepend(t.Root)), Shown(Walk(t, scope)))).Distinct(),
    ];

    private static Value? Walk(Traversal traversal, Scope scope) =>
        traversal.Steps.Aggregate(scope.FindVariable(traversal.Root),
            (value, step) => value?.Members.GetValueOrDefault(step));

    private static string Shown(Value? value) => value switch
    {
        null or { IsKnown: false } => "unknown",
        { IsNull: true } => "null",
        { Type: PrimitiveType } => Conversion.Convert(value, ValueType.String, out _)?.AsString() ?? "unknown",
        _ => $"{value.Type.Name} of {Math.Max(value.Elements.Count, value.Members.Count)}",
    };
}

/// <summary>One <c>check</c> block.</summary>
public sealed class CheckBlock
{
    internal CheckBlock(BlockSyntax block, string path)
    {
        Place = $"{path}:{block.TypeSpan.Line}";
        foreach (var drift in block.Body.BlocksOf("drift"))
            throw new DiagnosticException(
                Diagnostic.Error("Unsupported block type",
                "A drift block belongs to check \"migrate_apply\", which is not supported yet.", drift.TypeSpan));
        Rules = [.. block.Body.Blocks.Where(b => b.Type is "allow" or "deny")
            .Select((b, i) => new CheckRule(b, Place, i))];
    }

    /// <summary>Gets where the block stands, such as <c>atlas.hcl:16</c>.</summary>
    public string Place { get; }

    /// <summary>Gets the rules in source order; may be empty.</summary>
    public IReadOnlyList<CheckRule> Rules { get; }
}

/// <summary>One <c>allow</c> or <c>deny</c> rule.</summary>
public sealed class CheckRule
{
    private readonly string place;

    internal CheckRule(BlockSyntax block, string place, int position)
    {
        this.place = place;
        IsDeny = block.Type == "deny";
        Name = block.Labels.Count > 0 ? block.Labels[0].Text : $"{block.Type} {position + 1}";
        Line = block.TypeSpan.Line;
        Condition = block.Body.Attribute("condition")?.Value
            ?? throw new DiagnosticException(
                Diagnostic.Error("Missing required argument",
                $"The argument \"condition\" is required in \"{block.Type}\".", block.HeaderSpan));
        Message = block.Body.Attribute("message")?.Value;
    }

    /// <summary>Gets whether a true condition blocks; else it lets through.</summary>
    public bool IsDeny { get; }

    /// <summary>Gets the kind as the word of the file.</summary>
    public string Kind => IsDeny ? "deny" : "allow";

    /// <summary>Gets the label; its kind and position when it has none.</summary>
    public string Name { get; }

    /// <summary>Gets the line of the rule in its file.</summary>
    public int Line { get; }

    internal ExpressionSyntax Condition { get; }

    internal ExpressionSyntax? Message { get; }

    internal CheckOutcome Outcome(string outcome, string message, Seq<KeyValuePair<string, string>> saw) =>
        new(place, Name, Kind, outcome, message, saw);
}

/// <summary>What the checks said.</summary>
/// <param name="Outcomes">Every rule with its outcome, in order.</param>
/// <param name="DecidedBy">The rule that decided; null when none did, which lets through.</param>
/// <param name="IsDenied">Whether the command is blocked.</param>
public sealed record CheckReport(Seq<CheckOutcome> Outcomes, CheckRule? DecidedBy, bool IsDenied)
{
    /// <summary>The report of a command without checks.</summary>
    public static readonly CheckReport None = new([], null, false);

    /// <summary>Gets the message of the denial; empty when there is none.</summary>
    public string Message =>
        Outcomes.Where(o => o.Outcome is "true" or "error").Select(o => o.Message).LastOrDefault() ?? "";
}
