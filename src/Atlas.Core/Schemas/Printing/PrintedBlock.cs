using System.Text;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Writing;

namespace Atlas.Core.Schemas.Printing;

/// <summary>A block on its way to text; the order of what is in it comes from the language's table.</summary>
/// <param name="Spec">What the language says about the block.</param>
/// <param name="Labels">The labels.</param>
internal sealed record PrintedBlock(BlockSpec Spec, IReadOnlyList<string> Labels)
{
    /// <summary>Gets the source text of attributes by name; a null one isn't printed.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets the blocks inside; those of one type keep their order.</summary>
    public IReadOnlyList<PrintedBlock> Blocks { get; init; } = [];

    /// <summary>Writes the block as the formatter would lay it out.</summary>
    public void WriteTo(StringBuilder text, int depth = 0)
    {
        text.Append(' ', depth * 2).Append(Spec.Type);
        foreach (var label in Labels) text.Append(' ').Append(ValueWriter.Quote(label));
        text.Append(" {\n");
        // Without blocks between them the two groups are one, as the formatter sees it.
        if (Blocks.Count == 0) WriteAttributes(text, depth + 1, null);
        else WriteAttributes(text, depth + 1, isTail: false);
        foreach (var block in Spec.Blocks.SelectMany(spec => Blocks.Where(b => b.Spec == spec))) block.WriteTo(text,
            depth + 1);
        if (Blocks.Count > 0) WriteAttributes(text, depth + 1, isTail: true);
        text.Append(' ', depth * 2).Append("}\n");
    }

    private void WriteAttributes(StringBuilder text, int depth, bool? isTail)
    {
        var names = Spec.TakesOthers
            ? isTail is true ? [] : Attributes.Keys.Order(StringComparer.Ordinal)
            : Spec.Attributes.Where(a => isTail is null || a.IsTail == isTail).OrderBy(a => a.IsTail).Select(a => a.Name);
        var run = names
            .Select(name => (Name: name, Source: Attributes.GetValueOrDefault(name)))
            .Where(a => a.Source is not null)
            .ToList();
        var width = run.Select(a => a.Name.Length).DefaultIfEmpty().Max();
        foreach (var (name, source) in run)
            text.Append(' ', depth * 2).Append(name.PadRight(width)).Append(" = ").Append(source).Append('\n');
    }
}
