using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>A block after repetition: one for an ordinary block, one for each element of a <c>for_each</c>.</summary>
/// <param name="Syntax">The block; in place of a dynamic one, the one it makes.</param>
internal sealed record BlockInstance(BlockSyntax Syntax)
{
    /// <summary>Gets the block's type.</summary>
    public string Type => Syntax.Type;

    /// <summary>Gets the labels.</summary>
    public IReadOnlyList<LabelSyntax> Labels => Syntax.Labels;

    /// <summary>Gets where its type and labels stand.</summary>
    public Span Header => Syntax.HeaderSpan;

    /// <summary>Gets what it holds.</summary>
    public BodySyntax Body => Syntax.Body;

    /// <summary>Gets what repetitions add to the names that can be seen, such as <c>each</c>.</summary>
    public IReadOnlyDictionary<string, Value> Variables { get; init; } = new Dictionary<string, Value>();

    /// <summary>Gets the blocks inside, repeated, in source order.</summary>
    public IReadOnlyList<BlockInstance> Inside { get; init; } = [];

    /// <summary>Gets the last label; empty when there is none.</summary>
    public string Label => Labels.Count == 0 ? "" : Labels[^1].Text;

    /// <summary>Gets the label before the last one; null when there is none.</summary>
    public string? Qualifier => Labels.Count < 2 ? null : Labels[^2].Text;

    /// <summary>Returns type and label as messages show them.</summary>
    public string Describe() => Labels.Count == 0 ? Type : $"{Type} \"{Label}\"";
}
