using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>A piece of a parsed text.</summary>
public abstract class SyntaxNode(Span span)
{
    /// <summary>Gets where the piece stands.</summary>
    public Span Span => span;
}

/// <summary>A list of attributes and blocks: a file, or what stands between a block's braces.</summary>
public sealed class BodySyntax(Span span, IReadOnlyList<SyntaxNode> items) : SyntaxNode(span)
{
    /// <summary>Gets attributes and blocks in source order.</summary>
    public IReadOnlyList<SyntaxNode> Items => items;

    /// <summary>Gets the attributes in source order; of two with one name only the first is here.</summary>
    public IEnumerable<AttributeSyntax> Attributes => items.OfType<AttributeSyntax>();

    /// <summary>Gets the blocks in source order.</summary>
    public IEnumerable<BlockSyntax> Blocks => items.OfType<BlockSyntax>();

    /// <summary>Returns the attribute of that name, or null.</summary>
    public AttributeSyntax? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);

    /// <summary>Returns the blocks of that type, in source order.</summary>
    public IEnumerable<BlockSyntax> BlocksOf(string type) => Blocks.Where(b => b.Type == type);
}

/// <summary>An attribute, <c>name = value</c>.</summary>
public sealed class AttributeSyntax(Span span, string name, Span nameSpan, ExpressionSyntax value) : SyntaxNode(span)
{
    /// <summary>Gets the name.</summary>
    public string Name => name;

    /// <summary>Gets where the name stands.</summary>
    public Span NameSpan => nameSpan;

    /// <summary>Gets the expression after the equals sign.</summary>
    public ExpressionSyntax Value => value;
}

/// <summary>A label of a block.</summary>
/// <param name="Text">The label's text, escapes undone, in NFC when it was quoted.</param>
/// <param name="Span">Where it stands, quotes included.</param>
public sealed record LabelSyntax(string Text, Span Span);

/// <summary>A block, <c>type "label" { … }</c>.</summary>
public sealed class BlockSyntax(
    Span span, string type, Span typeSpan, IReadOnlyList<LabelSyntax> labels, Span headerSpan, BodySyntax body)
    : SyntaxNode(span)
{
    /// <summary>Gets the type.</summary>
    public string Type => type;

    /// <summary>Gets where the type stands.</summary>
    public Span TypeSpan => typeSpan;

    /// <summary>Gets the labels; may be empty.</summary>
    public IReadOnlyList<LabelSyntax> Labels => labels;

    /// <summary>Gets the type and the labels.</summary>
    public Span HeaderSpan => headerSpan;

    /// <summary>Gets what stands between the braces.</summary>
    public BodySyntax Body => body;
}
