using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>A piece of a parsed text.</summary>
/// <remarks>A large file is millions of nodes: places that follow from others are not stored.</remarks>
public abstract class SyntaxNode(Span span)
{
    /// <summary>Gets where the piece stands.</summary>
    public Span Span => span;

    /// <summary>Gets the pieces that the piece consists of, in source order; may be empty.</summary>
    public virtual IEnumerable<SyntaxNode> Children => [];

    /// <summary>Lists the piece, and then everything that lies below it, each before what it consists of.</summary>
    public IEnumerable<SyntaxNode> DescendantsAndSelf()
    {
        Stack<SyntaxNode> open = new([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse()) open.Push(child);
        }
    }
}

/// <summary>A list of attributes and blocks: a file, or what stands between a block's braces.</summary>
public sealed class BodySyntax(Span span, IReadOnlyList<SyntaxNode> items) : SyntaxNode(span)
{
    /// <summary>Gets attributes and blocks in source order.</summary>
    public IReadOnlyList<SyntaxNode> Items => items;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => items;

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
public sealed class AttributeSyntax : SyntaxNode
{
    private readonly int nameEnd;
    private readonly int equals;

    internal AttributeSyntax(Span span, string name, int nameEnd, int equals, ExpressionSyntax value) : base(span) =>
        (Name, this.nameEnd, this.equals, Value) = (name, nameEnd, equals, value);

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets where the name stands.</summary>
    public Span NameSpan => Span with { End = nameEnd };

    /// <summary>Gets where the equals sign stands.</summary>
    public Span EqualsSpan => Span with { Start = equals, End = equals + 1 };

    /// <summary>Gets the expression after the equals sign.</summary>
    public ExpressionSyntax Value { get; }

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [Value];
}

/// <summary>A label of a block.</summary>
/// <param name="Text">The label's text, escapes undone, in NFC when it was quoted.</param>
/// <param name="Span">Where it stands, quotes included.</param>
public sealed record LabelSyntax(string Text, Span Span);

/// <summary>A block, <c>type "label" { … }</c>.</summary>
public sealed class BlockSyntax : SyntaxNode
{
    private readonly int typeEnd;
    private readonly int headerEnd;

    internal BlockSyntax(
        Span span, string type, int typeEnd, IReadOnlyList<LabelSyntax> labels, int headerEnd, BodySyntax body)
        : base(span) =>
        (Type, this.typeEnd, Labels, this.headerEnd, Body) = (type, typeEnd, labels, headerEnd, body);

    /// <summary>Gets the type.</summary>
    public string Type { get; }

    /// <summary>Gets where the type stands.</summary>
    public Span TypeSpan => Span with { End = typeEnd };

    /// <summary>Gets the labels; may be empty.</summary>
    public IReadOnlyList<LabelSyntax> Labels { get; }

    /// <summary>Gets the type and the labels.</summary>
    public Span HeaderSpan => Span with { End = headerEnd };

    /// <summary>Gets where the opening brace stands.</summary>
    public Span OpenBraceSpan => Body.Span with { End = Body.Span.Start + 1 };

    /// <summary>Gets where the closing brace stands; after an error the last byte of what was read.</summary>
    public Span CloseBraceSpan => Body.Span with { Start = Body.Span.End - 1 };

    /// <summary>Gets what stands between the braces; its span has the braces in it.</summary>
    public BodySyntax Body { get; }

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [Body];

    /// <summary>Makes a block that stands at the same place and holds something else.</summary>
    internal BlockSyntax With(string type, IReadOnlyList<LabelSyntax> labels, BodySyntax body) =>
        new(Span, type, typeEnd, labels, headerEnd, body);
}
