using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Evaluation;

/// <summary>A name that an expression reads, with the constant steps after it.</summary>
/// <param name="Root">The variable's name.</param>
/// <param name="Steps">The names (or constant keys) that follow, up to the first step that isn't constant; may be empty.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Traversal(string Root, IReadOnlyList<string> Steps, Span Span);

/// <summary>Finds what an expression reads from outside, so that a host can evaluate it in the right order.</summary>
public static class FreeVariables
{
    /// <summary>Lists the traversals of an expression in source order, minus names that <c>for</c> binds.</summary>
    public static IEnumerable<Traversal> Of(ExpressionSyntax expression) => throw new NotImplementedException();

    /// <summary>Lists the traversals of all attributes of a body and of its blocks.</summary>
    public static IEnumerable<Traversal> Of(BodySyntax body) => throw new NotImplementedException();
}
