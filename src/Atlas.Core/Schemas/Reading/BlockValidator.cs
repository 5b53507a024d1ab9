using System.Globalization;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Compares blocks with the language's table, before their values are looked at.</summary>
internal sealed class BlockValidator(Engines engine, DiagnosticBag diagnostics)
{
    /// <summary>Checks a block of a known type: labels, attributes, and the blocks directly inside.</summary>
    /// <param name="block">The block.</param>
    /// <param name="spec">What the language says about it.</param>
    /// <param name="parent">The label of the block around it; empty for none.</param>
    /// <param name="position">Its position among its like, from 0.</param>
    public void Check(BlockInstance block, BlockSpec spec, string parent = "", int position = 0)
    {
        CheckLabels(block, spec);
        var isRepeatable = DocumentLanguage.Document.Blocks.Contains(spec);
        foreach (var attribute in block.Body.Attributes.Where(a => a.Name != Expander.ForEach || !isRepeatable))
            CheckAttribute(attribute, block, spec);
        foreach (var child in block.Inside) CheckType(child, spec, block.Describe());

        foreach (var once in spec.Blocks.Where(b => !b.IsRepeatable))
        {
            var several = block.Inside.Where(b => b.Type == once.Type).ToList();
            if (several.Count > 1)
                diagnostics.Error(
                    $"only one \"{once.Type}\" block is allowed in {block.Describe()}",
                        $"The first stands at {several[0].Header}.", several[1].Header);
        }

        foreach (var missing in spec.Attributes.Where(a => a.IsRequired && a.Engines.HasFlag(engine) && !Has(a.Name)))
            Missing(block, missing);
        foreach (var choice in spec.Choices) CheckChoice(choice);

        bool Has(string name) => block.Body.Attribute(name) is not null;

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

    /// <summary>Adds the error of a required attribute that isn't there or is null.</summary>
    public void Missing(BlockInstance block, AttributeSpec attribute) => diagnostics.Error(
        attribute.Missing?.Replace("{label}", block.Label, StringComparison.Ordinal)
            ?? $"missing attribute \"{attribute.Name}\" in {block.Describe()}",
        $"Write {attribute.Name} = … into the block.",
        block.Header);

    /// <summary>Checks that a block of this type may stand here; says why not otherwise.</summary>
    /// <returns>The block's part of the table; null after an error, and for a block that is ignored.</returns>
    public BlockSpec? CheckType(BlockInstance block, BlockSpec parent, string where)
    {
        // Annotations are read by other tools only.
        if (block.Type == "annotation") return null;
        if (parent.Refused.FirstOrDefault(r => r.Type == block.Type && r.Engines.HasFlag(engine)) is { } refused)
        {
            if (block is { Type: "data", Labels: [var source, _] })
                diagnostics.Error(
                    $"missing data source handler for \"{source.Text}\"", "Data sources belong to the project file.",
                        block.Header);
            else
                diagnostics.Error(
                    $"{refused.Plural} are not supported yet: {block.Describe()}",
                        "Remove the block, and manage the object by other means.",
                    block.Header);
            return null;
        }

        if (parent.Block(block.Type) is not { } spec)
        {
            diagnostics.Error(
                $"unknown block \"{block.Type}\" in {where}",
                $"Blocks here are {string.Join(", ", parent.Blocks.Where(b => b.Engines.HasFlag(engine)).Select(b => b.Type).DefaultIfEmpty("none"))}." +
                Suggestion.For(block.Type,
                    [.. parent.Blocks.Select(b => b.Type), .. parent.Refused.Select(r => r.Type)]),
                block.Header);
            return null;
        }

        if (spec.Engines.HasFlag(engine)) return spec;
        var hint = spec.Type == "unique" ? " Write an index with unique = true." : "";
        diagnostics.Error(
            $"\"{spec.Type}\" is not a block of {EngineNames.Describe(engine)}",
            $"It belongs to {EngineNames.Describe(spec.Engines)}.{hint}",
            block.Header);
        return null;
    }

    private void CheckLabels(BlockInstance block, BlockSpec spec)
    {
        var (fewest, most) = spec.Labels switch
        {
            Labels.None => (0, 0),
            Labels.Optional => (0, 1),
            Labels.Name => (1, 1),
            Labels.Qualified => (1, 2),
            _ => throw new System.Diagnostics.UnreachableException($"Labels {spec.Labels} have no limits."),
        };
        if (block.Labels.Count > most)
            diagnostics.Error(
                $"too many labels for block: [{string.Join(", ", block.Labels.Select(l => l.Text))}]",
                most switch
                {
                    0 => $"A {spec.Type} block takes no label.",
                    1 => $"A {spec.Type} block takes one label, its name.",
                    _ => $"A {spec.Type} block takes its name, and before it the name of its schema.",
                },
                block.Header);
        else if (block.Labels.Count < fewest)
            diagnostics.Error($"missing label for block \"{spec.Type}\"", $"Write {spec.Type} \"name\" {{ … }}.",
                block.Header);
    }

    private void CheckAttribute(AttributeSyntax attribute, BlockInstance block, BlockSpec spec)
    {
        if (spec.Attribute(attribute.Name) is not { } known)
        {
            if (spec.TakesOthers) return;
            var names = spec.Attributes.Where(a => a.Engines.HasFlag(engine)).Select(a => a.Name).ToList();
            diagnostics.Error(
                $"unknown attribute \"{attribute.Name}\" in {block.Describe()}",
                $"Attributes here are {string.Join(", ", names)}.{Suggestion.For(attribute.Name, names)}",
                attribute.NameSpan);
        }
        else if (!known.Engines.HasFlag(engine))
        {
            diagnostics.Error(
                $"\"{attribute.Name}\" is not an attribute of {EngineNames.Describe(engine)}",
                $"In {spec.Type} blocks it belongs to {EngineNames.Describe(known.Engines)}.",
                attribute.NameSpan);
        }
        else if (!known.IsSupported)
        {
            diagnostics.Error(
                $"the attribute \"{attribute.Name}\" is not supported yet: {block.Describe()}",
                    "Remove the attribute, and manage it by other means.",
                attribute.NameSpan);
        }
    }

    private static string Quoted(Seq<string> names, string between) =>
        string.Join(between, names.Select(n => $"\"{n}\""));
}
