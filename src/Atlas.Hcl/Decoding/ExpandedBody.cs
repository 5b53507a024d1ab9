using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;

namespace Atlas.Hcl.Decoding;

/// <summary>A body without <c>dynamic</c> blocks: in their places stand the blocks they make.</summary>
public sealed class ExpandedBody
{
    private readonly IReadOnlyDictionary<BlockSyntax, Scope> scopes;
    private readonly Scope outer;

    internal ExpandedBody(BodySyntax body, Scope outer, IReadOnlyDictionary<BlockSyntax, Scope> scopes) =>
        (Body, this.outer, this.scopes) = (body, outer, scopes);

    /// <summary>Gets the body, at all depths without <c>dynamic</c> blocks.</summary>
    public BodySyntax Body { get; }

    /// <summary>Returns the scope for the attributes of a block of the body, at any depth; it holds the iterators
    /// around it.</summary>
    public Scope ScopeOf(BlockSyntax block) => scopes.GetValueOrDefault(block, outer);
}
