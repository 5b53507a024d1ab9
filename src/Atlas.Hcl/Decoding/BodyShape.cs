using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Decoding;

/// <summary>What a body may hold. Checking one against it reports everything that doesn't belong and everything
/// missing.</summary>
public sealed record BodyShape
{
    /// <summary>Gets the attributes that are known.</summary>
    public IReadOnlyList<AttributeShape> Attributes { get; init; } = [];

    /// <summary>Gets the blocks that are known.</summary>
    public IReadOnlyList<BlockShape> Blocks { get; init; } = [];

    /// <summary>Gets whether attributes of any other name are taken, too.</summary>
    public bool TakesAnyAttribute { get; init; }

    /// <summary>Gets whether blocks of any other type are passed over.</summary>
    public bool IgnoresOtherBlocks { get; init; }

    /// <summary>Checks a body, the bodies of its blocks included, and sorts what it holds by name.</summary>
    /// <param name="body">The body.</param>
    /// <param name="diagnostics">Takes what is wrong; the result then holds what isn't.</param>
    /// <param name="owner">The place to report missing things at, usually a block's header; null for a file.</param>
    public ShapedBody Check(BodySyntax body, DiagnosticBag diagnostics, Span? owner = null) =>
        new ShapeCheck(this, body, diagnostics, owner ?? StartOf(body)).Run();

    // Of a file there is no header to show: its first byte stands for it.
    private static Span StartOf(BodySyntax body) => body.Span with { End = body.Span.Start };
}
