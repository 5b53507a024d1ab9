using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Decoding;

/// <summary>One check of one body against its shape.</summary>
internal sealed class ShapeCheck(BodyShape shape, BodySyntax body, DiagnosticBag diagnostics, Span owner)
{
    private readonly Dictionary<string, AttributeSyntax> attributes = [];
    private readonly List<ShapedBlock> blocks = [];
    private readonly Dictionary<string, int> counts = [];
    private readonly Dictionary<string, BlockSyntax> named = [];

    public ShapedBody Run()
    {
        foreach (var item in body.Items)
        {
            if (item is AttributeSyntax attribute) CheckAttribute(attribute);
            if (item is BlockSyntax block) CheckBlock(block);
        }
        CheckMissing();
        return new(body, shape, attributes, blocks);
    }

    private void CheckAttribute(AttributeSyntax attribute)
    {
        var known = shape.Attributes.FirstOrDefault(a => a.Name == attribute.Name);
        if (known?.Refusal is { } refusal) diagnostics.Error(refusal.Summary, refusal.Detail, attribute.NameSpan);
        else if (known is not null)
        {
            attributes[attribute.Name] = attribute;
            CheckWord(known, attribute);
        }
        else if (shape.Blocks.Any(b => b.Type == attribute.Name))
            diagnostics.Error("Unsupported argument",
                $"\"{attribute.Name}\" is a block here: write {attribute.Name} {{ … }} without an equals sign.",
                attribute.NameSpan);
        else if (shape.TakesAnyAttribute) attributes[attribute.Name] = attribute;
        else
            diagnostics.Error("Unsupported argument",
                $"There is no argument \"{attribute.Name}\" here." +
                Suggestion.For(attribute.Name, shape.Attributes.Select(a => a.Name)), attribute.NameSpan);
    }

    // A word that is computed can only be checked when it is evaluated.
    private void CheckWord(AttributeShape known, AttributeSyntax attribute)
    {
        var word = attribute.Value switch
        {
            VariableSyntax variable => variable.Name,
            TemplateSyntax template => template.ConstantText,
            _ => null,
        };
        if (word is not null) known.CheckWord(word, attribute.Value.Span, diagnostics);
    }

    private void CheckBlock(BlockSyntax block)
    {
        var known = shape.Blocks.FirstOrDefault(b => b.Type == block.Type);
        if (known is null)
        {
            if (shape.IgnoresOtherBlocks) return;
            diagnostics.Error("Unsupported block type", shape.Attributes.Any(a => a.Name == block.Type)
                ? $"\"{block.Type}\" is an argument here: write {block.Type} = … with an equals sign."
                : $"A block can't be of type \"{block.Type}\" here." +
                  Suggestion.For(block.Type, shape.Blocks.Select(b => b.Type)), block.TypeSpan);
            return;
        }
        if (known.Refusal is { } refusal)
        {
            diagnostics.Error(refusal.Summary, refusal.Detail, block.HeaderSpan);
            return;
        }
        var belongs = LabelsFit(block, known) && IsFirst(block, known);
        var inner = known.Body.Check(block.Body, diagnostics, block.HeaderSpan);
        if (belongs) blocks.Add(new(block, inner));
    }

    private bool LabelsFit(BlockSyntax block, BlockShape known)
    {
        if (block.Labels.Count > known.Labels.Count)
        {
            diagnostics.Error($"Extraneous label for {block.Type}", known.Labels.Count == 0
                ? $"A {block.Type} block has no labels: the brace ({{) follows its type."
                : $"A {block.Type} block has no more than {Count(known.Labels.Count)} " +
                    $"({string.Join(", ", known.Labels)}).",
                block.Labels[known.Labels.Count].Span);
            return false;
        }
        if (block.Labels.Count >= known.Labels.Count - known.OptionalLabels - known.QualifyingLabels) return true;
        var missing = known.Labels[known.QualifyingLabels + block.Labels.Count];
        diagnostics.Error($"Missing {missing} for {block.Type}",
            $"A label for the {missing} is missing before the brace, as in {block.Type} " +
            $"{string.Join(' ', known.Labels.Skip(known.QualifyingLabels).Select(l => $"\"{l}\""))} {{ … }}.",
            block.HeaderSpan);
        return false;
    }

    private static string Count(int labels) => labels == 1 ? "1 label" : $"{labels} labels";

    private bool IsFirst(BlockSyntax block, BlockShape known)
    {
        var count = counts[block.Type] = counts.GetValueOrDefault(block.Type) + 1;
        var key = string.Join('\0', block.Labels.Select(l => l.Text).Prepend(block.Type));
        var isFirst = named.TryAdd(key, block);
        if (known.IsUnique && !isFirst)
        {
            diagnostics.Error($"Duplicate {block.Type} block",
                $"{block.HeaderSpan.Text} was already defined at {named[key].HeaderSpan}. " +
                    "Give one of them another name.", block.HeaderSpan);
            return false;
        }
        if (count <= known.AtMost) return true;
        diagnostics.Error($"Duplicate {block.Type} block",
            known.AtMost == 1
                ? $"There can be one {block.Type} block only, and there is one at " +
                    $"{body.BlocksOf(block.Type).First().HeaderSpan} already."
                : $"There can be no more than {known.AtMost} {block.Type} blocks here.", block.HeaderSpan);
        return false;
    }

    private void CheckMissing()
    {
        foreach (var attribute in shape.Attributes)
            if (attribute.IsRequired && !attributes.ContainsKey(attribute.Name))
                diagnostics.Error("Missing required argument",
                    $"The argument \"{attribute.Name}\" must be set here.", owner);
        foreach (var block in shape.Blocks)
            if (counts.GetValueOrDefault(block.Type) < block.AtLeast)
                diagnostics.Error($"Missing {block.Type} block", block.AtLeast == 1
                    ? $"A block of type \"{block.Type}\" is required here."
                    : $"At least {block.AtLeast} blocks of type \"{block.Type}\" are required here.", owner);
    }
}
