using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint.Rules;

/// <summary>One rule: for each kind of object which of them it means, and what must hold.</summary>
public sealed class SchemaRule
{
    private readonly BlockSyntax block;

    internal SchemaRule(BlockSyntax block)
    {
        this.block = block;
        var description = Constant(block, "description") ?? $"The project's rule {block.Labels[1].Text}";
        var isError = block.Body.Attribute("error") is { } error && Conditions.IsTrue(error);
        Rule = new Rule(block.Labels[1].Text, Family.Rules with { Severity = isError ? Severity.Error : Severity.Warning },
            description);
    }

    /// <summary>Gets its name as the code, and its description as the title.</summary>
    public Rule Rule { get; }

    internal IEnumerable<Finding> Check(Pass pass, Conditions conditions) =>
        from step in pass.Steps
        from top in SchemaObject.In(step, pass.Dialect)
        from finding in Check(step, top, block.Body, conditions)
        select finding;

    private IEnumerable<Finding> Check(Step step, SchemaObject item, BodySyntax body, Conditions conditions)
    {
        foreach (var part in body.Blocks.Where(b => b.Type is not ("match" or "assert")))
            if (!SchemaObject.Kinds.Contains(part.Type))
                throw new DiagnosticException(Diagnostic.Error("Unsupported block type",
                    $"A block can't be of type \"{part.Type}\" here.{Suggestion.For(part.Type, SchemaObject.Kinds)}",
                    part.TypeSpan));
        return
            from part in body.BlocksOf(item.Kind)
            where part.Body.BlocksOf("match").All(m => conditions.Hold(m.Body, item.Value))
            from finding in Failed(step, item, part, conditions)
                .Concat(item.Parts.SelectMany(p => Check(step, p, part.Body, conditions)))
            select finding;
    }

    private IEnumerable<Finding> Failed(Step step, SchemaObject item, BlockSyntax part, Conditions conditions) =>
        from assert in part.Body.BlocksOf("assert")
        where !conditions.Hold(assert.Body, item.Value)
        select Rule.At(step.At(item.Name, item.Word), conditions.Message(assert.Body, item.Value)
            ?? $"{char.ToUpperInvariant(item.Kind[0])}{item.Kind[1..].Replace('_', ' ')} \"{item.Name}\" breaks the rule " +
                $"\"{Rule.Code}\".");

    private static string? Constant(BlockSyntax block, string name) =>
        block.Body.Attribute(name)?.Value is TemplateSyntax { ConstantText: { } text } ? text : null;
}
