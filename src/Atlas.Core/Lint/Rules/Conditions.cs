using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Lint.Rules;

/// <summary>Decides whether objects meet conditions: all that stand in one body must hold.</summary>
/// <param name="predicates">The conditions that have a name.</param>
/// <param name="inputs">The functions, <c>var</c> and <c>local</c>.</param>
internal sealed class Conditions(IReadOnlyList<BlockSyntax> predicates, Scope inputs)
{
    private const int Deepest = 32;
    private static readonly Scope Functions = new(null, StandardFunctions.All);

    /// <summary>Returns whether an object meets the conditions of a body; a <c>message</c> is none.</summary>
    public bool Hold(BodySyntax body, Value self) => Hold(body, self, 0);

    /// <summary>Returns the body's message about an object; null when it has none.</summary>
    public string? Message(BodySyntax body, Value self) => body.Attribute("message") is { } message
        ? Text(Evaluate(message.Value, self), message) : null;

    /// <summary>Returns the truth of an argument that reads nothing.</summary>
    public static bool IsTrue(AttributeSyntax attribute) => Truth(Evaluator.Evaluate(attribute.Value, Functions), attribute);

    private bool Hold(BodySyntax body, Value self, int depth) =>
        body.Items.Where(i => i is not AttributeSyntax { Name: "message" }).All(i => Holds(i, self, depth));

    private bool Holds(SyntaxNode item, Value self, int depth) => item switch
    {
        AttributeSyntax { Name: "condition" } a => Truth(Evaluate(a.Value, self), a),
        AttributeSyntax { Name: "predicate" } a => Hold(Named(a, depth), self, depth + 1),
        AttributeSyntax a => throw Wrong("Unsupported argument",
            $"There is no argument \"{a.Name}\" here; there are condition, predicate and message.", a.NameSpan),
        BlockSyntax { Type: "and" } b => Hold(b.Body, self, depth),
        BlockSyntax { Type: "or" } b => b.Body.Items.Any(i => Holds(i, self, depth)),
        BlockSyntax { Type: "not" } b => !Hold(b.Body, self, depth),
        BlockSyntax { Type: "all" } b => b.Body.Blocks.All(part => Parts(part, self).All(p => Hold(part.Body, p, depth))),
        BlockSyntax { Type: "any" } b => b.Body.Blocks.All(part => Parts(part, self).Any(p => Hold(part.Body, p, depth))),
        BlockSyntax b => b.Body.Items.All(i => Compares(i, Member(b, self), self, depth)),
        _ => true,
    };

    /// <summary>Asks one operator about a member of the object.</summary>
    private bool Compares(SyntaxNode item, Value member, Value self, int depth)
    {
        if (item is not AttributeSyntax operation)
            throw Wrong("Unsupported block type", "Operators are arguments, such as eq = \"text\".", item.Span);
        if (operation.Name is "condition") return Truth(Evaluate(operation.Value, member), operation);
        if (operation.Name is "predicate") return !member.IsNull && Hold(Named(operation, depth), member, depth + 1);
        var operand = Evaluate(operation.Value, self);
        return operation.Name switch
        {
            "eq" => AreEqual(member, operand),
            "ne" => !AreEqual(member, operand),
            "in" => operand.Elements.Any(e => AreEqual(member, e)),
            "eq_fold" => Texts(member, operand) is var (a, b) && a.Equals(b, StringComparison.OrdinalIgnoreCase),
            "contains" => member.Elements.Count > 0 ? member.Elements.Any(e => AreEqual(e, operand))
                : Texts(member, operand) is var (a, b) && a.Contains(b, StringComparison.Ordinal),
            "contains_fold" => Texts(member, operand) is var (a, b) && a.Contains(b, StringComparison.OrdinalIgnoreCase),
            "match" => Texts(member, operand) is var (a, b) && Pattern(b, operation).Matches(a),
            _ => throw Wrong("Unsupported operator",
                $"There is no operator \"{operation.Name}\"." + Suggestion.For(operation.Name,
                    ["eq", "ne", "in", "eq_fold", "contains", "contains_fold", "match", "condition", "predicate"]),
                operation.NameSpan),
        };
    }

    private BodySyntax Named(AttributeSyntax attribute, int depth)
    {
        if (depth > Deepest)
            throw Wrong("Cyclic predicates", "The predicate is made of itself, or of too many others.", attribute.Value.Span);
        if (FreeVariables.AsTraversal(attribute.Value) is not { Root: "predicate", Steps: [var kind, var name] })
            throw Wrong("Invalid predicate", "A predicate is named like this: predicate.table.has_primary_key.",
                attribute.Value.Span);
        return predicates.FirstOrDefault(p => p.Labels[0].Text == kind && p.Labels[1].Text == name)?.Body
            ?? throw Wrong("Unknown predicate", $"There is no predicate \"{kind}\" \"{name}\"."
                + Suggestion.For(name, predicates.Where(p => p.Labels[0].Text == kind).Select(p => p.Labels[1].Text)),
                attribute.Value.Span);
    }

    private static Value Member(BlockSyntax block, Value self) =>
        block.Type == "self" ? self : self.Members.GetValueOrDefault(block.Type) ?? throw Wrong("Unknown property",
            $"There is no property \"{block.Type}\" here; there are {string.Join(", ", self.Members.Keys)}."
                + Suggestion.For(block.Type, self.Members.Keys), block.TypeSpan);

    private static IReadOnlyList<Value> Parts(BlockSyntax block, Value self) =>
        self.Members.GetValueOrDefault(SchemaObject.Plural(block.Type))?.Elements ?? throw Wrong("Unknown kind of part",
            $"The object has no parts of the kind \"{block.Type}\".", block.TypeSpan);

    private Value Evaluate(ExpressionSyntax expression, Value self) =>
        Evaluator.Evaluate(expression, inputs.With(new Dictionary<string, Value> { ["self"] = self }));

    private static bool AreEqual(Value member, Value operand) => member.IsNull || operand.IsNull
        ? member.IsNull && operand.IsNull
        : Conversion.Convert(operand, member.Type, out _) is { } same && same.Equals(member);

    private static (string Member, string Operand)? Texts(Value member, Value operand) =>
        Conversion.Convert(member, ValueType.String, out _) is { IsKnown: true, IsNull: false } a
        && Conversion.Convert(operand, ValueType.String, out _) is { IsKnown: true, IsNull: false } b
            ? (a.AsString(), b.AsString()) : null;

    private static NamePattern Pattern(string text, AttributeSyntax attribute) => NamePattern.Parse(text, out var problem)
        ?? throw Wrong("Invalid pattern", $"The pattern is not valid: {problem}.", attribute.Value.Span);

    private static bool Truth(Value value, AttributeSyntax attribute) =>
        Conversion.Convert(value, ValueType.Bool, out _) is { IsKnown: true, IsNull: false } truth ? truth.AsBool()
            : throw Wrong("Incorrect condition", "A condition must be true or false.", attribute.Value.Span);

    private static string Text(Value value, AttributeSyntax attribute) =>
        Conversion.Convert(value, ValueType.String, out _) is { IsKnown: true, IsNull: false } text ? text.AsString()
            : throw Wrong("Incorrect message", "A message must be a text.", attribute.Value.Span);

    private static DiagnosticException Wrong(string summary, string detail, Span span) =>
        new(Diagnostic.Error(summary, detail, span));
}
