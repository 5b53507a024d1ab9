using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>A quoted string, a heredoc, or a text with sequences in it.</summary>
public sealed class TemplateSyntax(Span span, IReadOnlyList<ExpressionSyntax> parts)
    : ExpressionSyntax(span, parts)
{
    /// <summary>Gets texts, directives, and expressions that were interpolated, in order; may be empty.</summary>
    public IReadOnlyList<ExpressionSyntax> Parts { get; } = parts;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => Parts;

    /// <summary>Gets the text when there are no sequences in it, else null.</summary>
    public string? ConstantText => Parts switch
    {
        [] => "",
        [TextSyntax only] => only.Text,
        _ => Parts.All(p => p is TextSyntax) ? string.Concat(Parts.Cast<TextSyntax>().Select(p => p.Text)) : null,
    };

    /// <summary>Gets the expression when the template is one interpolation and nothing else, else null.</summary>
    public ExpressionSyntax? OnlyInterpolation =>
        Parts is [not (TextSyntax or TemplateIfSyntax or TemplateForSyntax)] ? Parts[0] : null;
}

/// <summary>Plain text of a template, escapes undone and white space stripped; not yet in NFC.</summary>
public sealed class TextSyntax(Span span, string text) : ExpressionSyntax(span)
{
    /// <summary>Gets the text; may be empty.</summary>
    public string Text => text;
}

/// <summary>A part of a template that depends on a condition, <c>%{ if c }…%{ else }…%{ endif }</c>.</summary>
public sealed class TemplateIfSyntax(
    Span span, ExpressionSyntax condition, IReadOnlyList<ExpressionSyntax> whenTrue,
    IReadOnlyList<ExpressionSyntax> whenFalse)
    : ExpressionSyntax(span, [condition, .. whenTrue, .. whenFalse])
{
    /// <summary>Gets the condition.</summary>
    public ExpressionSyntax Condition => condition;

    /// <summary>Gets the parts when the condition holds.</summary>
    public IReadOnlyList<ExpressionSyntax> WhenTrue => whenTrue;

    /// <summary>Gets the parts when it doesn't; empty without <c>else</c>.</summary>
    public IReadOnlyList<ExpressionSyntax> WhenFalse => whenFalse;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [condition, .. whenTrue, .. whenFalse];
}

/// <summary>A part of a template that is repeated, <c>%{ for v in c }…%{ endfor }</c>.</summary>
public sealed class TemplateForSyntax(Span span, ForHeaderSyntax header, IReadOnlyList<ExpressionSyntax> parts)
    : ExpressionSyntax(span, [header.Collection, .. parts])
{
    /// <summary>Gets what is walked through and under which names.</summary>
    public ForHeaderSyntax Header => header;

    /// <summary>Gets the parts that are repeated.</summary>
    public IReadOnlyList<ExpressionSyntax> Parts => parts;

    /// <inheritdoc/>
    public override IEnumerable<SyntaxNode> Children => [header.Collection, .. parts];
}
