using System.Globalization;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Compares blocks with the language's table, before their values are looked at.</summary>
internal sealed class BlockValidator(Engines engine, DiagnosticBag diagnostics)
{
    /// <summary>Checks a block of a document and all blocks inside against their shapes; those that a repetition made of
    /// one block have their mistakes in common, which are told once.</summary>
    /// <returns>The block's part of the table; null for one that doesn't belong, and for one that is ignored.</returns>
    public BlockSpec? CheckShape(BlockInstance block)
    {
        var found = new DiagnosticBag();
        SchemaShape.Document(engine).Check(new BodySyntax(block.Syntax.Span, [block.Syntax]), found);
        diagnostics.AddRange(found.Items.Except(found.HasErrors ? diagnostics.Items : []));
        var spec = DocumentLanguage.Document.Block(block.Type);
        return spec is not null && spec.Engines.HasFlag(engine) ? spec : null;
    }

    /// <summary>Checks what the attributes of a block have to do with each other.</summary>
    /// <param name="block">The block.</param>
    /// <param name="spec">What the language says about it.</param>
    /// <param name="parent">The label of the block around it; empty for none.</param>
    /// <param name="position">Its position among its like, from 0.</param>
    public void Check(BlockInstance block, BlockSpec spec, string parent = "", int position = 0)
    {
        foreach (var attribute in spec.Attributes)
            if (attribute.Missing is { } message && attribute.Engines.HasFlag(engine)
                && block.Body.Attribute(attribute.Name) is null) Missing(block, attribute.Name, message);
        foreach (var choice in spec.Choices) CheckChoice(choice);

        void CheckChoice(Choice choice)
        {
            var found = choice.Names.SelectMany(name => new Span?[]
            {
                block.Body.Attribute(name)?.NameSpan,
                block.Inside.Where(b => b.Type == name).Select(b => (Span?)b.Header).FirstOrDefault(),
            }).OfType<Span>().ToList();
            if (found.Count > 1)
                diagnostics.Error(
                    Fill(choice.Both ?? $"{Quoted(choice.Names, " and ")} cannot be used together"),
                        $"The other one stands at {found[0]}.", found[1]);
            else if (found.Count == 0 && choice.Missing is { } message)
                diagnostics.Error(Fill(message), $"Give one of {Quoted(choice.Names, ", ")}.", block.Header);
        }

        string Fill(string message) => message
            .Replace("{label}", block.Label, StringComparison.Ordinal)
            .Replace("{parent}", parent, StringComparison.Ordinal)
            .Replace("{position}", position.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>Adds the error of a required attribute that is null.</summary>
    public void Null(BlockInstance block, AttributeSpec attribute) => Missing(block, attribute.Name,
        attribute.Missing ?? "Missing required argument");

    private void Missing(BlockInstance block, string attribute, string message) => diagnostics.Error(
        message.Replace("{label}", block.Label, StringComparison.Ordinal),
        $"The argument \"{attribute}\" must have a value here.",
        block.Body.Attribute(attribute)?.Value.Span ?? block.Header);

    private static string Quoted(Seq<string> names, string between) =>
        string.Join(between, names.Select(n => $"\"{n}\""));
}
