using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>An expression; the kinds are a closed family, listed in this file and in <c>Templates.cs</c>.</summary>
public abstract class ExpressionSyntax : SyntaxNode
{
    private protected ExpressionSyntax(Span span, params ReadOnlySpan<ExpressionSyntax?> children) : base(span)
    {
        foreach (var child in children) Depth = Math.Max(Depth, child is null ? 0 : child.Depth + 1);
    }

    private protected ExpressionSyntax(Span span, IReadOnlyList<ExpressionSyntax> children) : base(span)
    {
        for (var i = 0; i < children.Count; i++) Depth = Math.Max(Depth, children[i].Depth + 1);
    }

    private protected ExpressionSyntax(Span span, int depth) : base(span) => Depth = depth;

    /// <summary>Gets how many levels of expressions lie below; the parser keeps it small, so that walking may
    /// recurse.</summary>
    internal int Depth { get; }
}

/// <summary>Stands where an expression could not be read; the parser has said why.</summary>
public sealed class InvalidSyntax(Span span) : ExpressionSyntax(span);

/// <summary>A number as written, such as <c>1.5e3</c>.</summary>
public sealed class NumberSyntax(Span span, string text) : ExpressionSyntax(span)
{
    /// <summary>Gets the decimal digits, dot and exponent.</summary>
    public string Text => text;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BoolSyntax(Span span, bool value) : ExpressionSyntax(span)
{
    /// <summary>Gets whether it is <c>true</c>.</summary>
    public bool Value => value;
}

/// <summary><c>null</c>.</summary>
public sealed class NullSyntax(Span span) : ExpressionSyntax(span);

/// <summary>A name that stands for a value.</summary>
public sealed class VariableSyntax(Span span, string name) : ExpressionSyntax(span)
{
    /// <summary>Gets the name.</summary>
    public string Name => name;
}

/// <summary>An expression in parentheses.</summary>
public sealed class ParenthesesSyntax(Span span, ExpressionSyntax inner) : ExpressionSyntax(span, inner)
{
    /// <summary>Gets what stands between the parentheses.</summary>
    public ExpressionSyntax Inner => inner;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [inner];
}

/// <summary>An attribute of a value, <c>source.name</c>.</summary>
public sealed class AccessSyntax(Span span, ExpressionSyntax source, string name, int nameStart)
    : ExpressionSyntax(span, source)
{
    /// <summary>Gets the value whose attribute it is.</summary>
    public ExpressionSyntax Source => source;

    /// <summary>Gets the attribute's name.</summary>
    public string Name => name;

    /// <summary>Gets where the name stands.</summary>
    public Span NameSpan => Span with { Start = nameStart };

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [source];
}

/// <summary>An element of a value, <c>source[key]</c> or the older <c>source.0</c>.</summary>
public sealed class IndexSyntax(Span span, ExpressionSyntax source, ExpressionSyntax key)
    : ExpressionSyntax(span, source, key)
{
    /// <summary>Gets the value whose element it is.</summary>
    public ExpressionSyntax Source => source;

    /// <summary>Gets the key.</summary>
    public ExpressionSyntax Key => key;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [source, key];
}

/// <summary>The same steps taken from every element, <c>source[*].steps</c> or <c>source.*.steps</c>.</summary>
public sealed class SplatSyntax(Span span, ExpressionSyntax source, SplatItemSyntax item, ExpressionSyntax each,
    Span markerSpan)
    : ExpressionSyntax(span, source, each)
{
    /// <summary>Gets the collection.</summary>
    public ExpressionSyntax Source => source;

    /// <summary>Gets the node that stands for the element inside <see cref="Each"/>.</summary>
    public SplatItemSyntax Item => item;

    /// <summary>Gets what is computed for each element; the item itself when no step follows.</summary>
    public ExpressionSyntax Each => each;

    /// <summary>Gets where the star and its dot or brackets stand.</summary>
    public Span MarkerSpan => markerSpan;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [source, each];
}

/// <summary>Stands for the element at hand inside a <see cref="SplatSyntax"/>.</summary>
public sealed class SplatItemSyntax(Span span) : ExpressionSyntax(span);

/// <summary>A call, <c>name(arguments)</c>.</summary>
public sealed class CallSyntax(
    Span span, string name, int nameEnd, IReadOnlyList<ExpressionSyntax> arguments, bool expandsLast)
    : ExpressionSyntax(span, arguments)
{
    /// <summary>Gets the name, with <c>::</c> and no blanks between namespaces.</summary>
    public string Name => name;

    /// <summary>Gets where the name stands.</summary>
    public Span NameSpan => Span with { End = nameEnd };

    /// <summary>Gets the arguments; may be empty.</summary>
    public IReadOnlyList<ExpressionSyntax> Arguments { get; } = arguments;

    /// <summary>Gets whether the last argument is followed by <c>...</c>, so that its elements are the
    /// arguments.</summary>
    public bool ExpandsLast => expandsLast;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => Arguments;
}

/// <summary>A sequence, <c>[a, b]</c>.</summary>
public sealed class TupleSyntax(Span span, IReadOnlyList<ExpressionSyntax> elements)
    : ExpressionSyntax(span, elements)
{
    /// <summary>Gets the elements; may be empty.</summary>
    public IReadOnlyList<ExpressionSyntax> Elements { get; } = elements;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => Elements;
}

/// <summary>A key with its value in an <see cref="ObjectSyntax"/>.</summary>
/// <param name="Key">The key; a bare name or keyword stands for itself.</param>
/// <param name="Value">The value.</param>
public sealed record ObjectItemSyntax(ExpressionSyntax Key, ExpressionSyntax Value);

/// <summary>Named values, <c>{ a = 1 }</c>.</summary>
public sealed class ObjectSyntax(Span span, IReadOnlyList<ObjectItemSyntax> items)
    : ExpressionSyntax(span, DepthOf(items))
{
    /// <summary>Gets the items in source order; may be empty, and keys may occur twice.</summary>
    public IReadOnlyList<ObjectItemSyntax> Items => items;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => items.SelectMany(item => new[] { item.Key, item.Value });

    private static int DepthOf(IReadOnlyList<ObjectItemSyntax> items)
    {
        var depth = 0;
        foreach (var item in items) depth = Math.Max(depth, Math.Max(item.Key.Depth, item.Value.Depth) + 1);
        return depth;
    }
}

/// <summary>What the two kinds of <c>for</c> have in common: <c>for key, value in collection</c>.</summary>
/// <param name="Key">The name of the key or position; null when it is not asked for.</param>
/// <param name="Value">The name of the element.</param>
/// <param name="Collection">What is walked through.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ForHeaderSyntax(string? Key, string Value, ExpressionSyntax Collection, Span Span);

/// <summary>A sequence or object computed element by element, <c>[for v in c : v]</c> or <c>{for v in c : v =>
/// v}</c>.</summary>
public sealed class ForSyntax(
    Span span, ForHeaderSyntax header, ExpressionSyntax? key, ExpressionSyntax value, ExpressionSyntax? condition,
    bool isGrouped)
    : ExpressionSyntax(span, header.Collection, key, value, condition)
{
    /// <summary>Gets what is walked through and under which names.</summary>
    public ForHeaderSyntax Header => header;

    /// <summary>Gets the key of each element of an object; null when the result is a sequence.</summary>
    public ExpressionSyntax? Key => key;

    /// <summary>Gets the value of each element.</summary>
    public ExpressionSyntax Value => value;

    /// <summary>Gets what decides whether an element takes part; null when all do.</summary>
    public ExpressionSyntax? Condition => condition;

    /// <summary>Gets whether values of equal keys are collected, <c>...</c>.</summary>
    public bool IsGrouped => isGrouped;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children =>
        new[] { header.Collection, key, value, condition }.OfType<SyntaxNode>();
}

/// <summary>An operator before its operand: <c>-</c> or <c>!</c>.</summary>
public sealed class UnarySyntax(Span span, TokenKind sign, ExpressionSyntax operand) : ExpressionSyntax(span, operand)
{
    /// <summary>Gets <see cref="TokenKind.Minus"/> or <see cref="TokenKind.Not"/>.</summary>
    public TokenKind Operator => sign;

    /// <summary>Gets the operand.</summary>
    public ExpressionSyntax Operand => operand;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [operand];
}

/// <summary>An operator between its operands.</summary>
public sealed class BinarySyntax(Span span, TokenKind sign, ExpressionSyntax left, ExpressionSyntax right)
    : ExpressionSyntax(span, left, right)
{
    /// <summary>Gets the operator's kind, such as <see cref="TokenKind.Plus"/> or
    /// <see cref="TokenKind.And"/>.</summary>
    public TokenKind Operator => sign;

    /// <summary>Gets the operand before the operator.</summary>
    public ExpressionSyntax Left => left;

    /// <summary>Gets the operand after the operator.</summary>
    public ExpressionSyntax Right => right;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [left, right];
}

/// <summary>A choice, <c>condition ? a : b</c>.</summary>
public sealed class ConditionalSyntax(
    Span span, ExpressionSyntax condition, ExpressionSyntax whenTrue, ExpressionSyntax whenFalse)
    : ExpressionSyntax(span, condition, whenTrue, whenFalse)
{
    /// <summary>Gets the condition.</summary>
    public ExpressionSyntax Condition => condition;

    /// <summary>Gets the result when the condition holds.</summary>
    public ExpressionSyntax WhenTrue => whenTrue;

    /// <summary>Gets the result when it doesn't.</summary>
    public ExpressionSyntax WhenFalse => whenFalse;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [condition, whenTrue, whenFalse];
}
