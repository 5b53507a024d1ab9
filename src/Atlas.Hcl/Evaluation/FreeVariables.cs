using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Evaluation;

/// <summary>A name that an expression reads, with the constant steps after it.</summary>
/// <param name="Root">The variable's name.</param>
/// <param name="Steps">The names (or constant keys) that follow, up to the first step that isn't constant; may be
/// empty.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Traversal(string Root, IReadOnlyList<string> Steps, Span Span);

/// <summary>Finds what an expression reads from outside, so that a host can evaluate it in the right order.</summary>
public static class FreeVariables
{
    /// <summary>Lists the traversals of an expression in source order, minus names that <c>for</c> binds.</summary>
    public static IEnumerable<Traversal> Of(ExpressionSyntax expression)
    {
        var found = new List<Traversal>();
        Collect(expression, [], found);
        return found;
    }

    /// <summary>Lists the traversals of all attributes of a body and of its blocks, minus names that <c>dynamic</c>
    /// binds.</summary>
    public static IEnumerable<Traversal> Of(BodySyntax body)
    {
        var found = new List<Traversal>();
        Collect(body, [], found);
        return found;
    }

    /// <summary>Returns an expression that is nothing but a name with constant steps; null for any other.</summary>
    public static Traversal? AsTraversal(ExpressionSyntax expression)
    {
        List<string> steps = [];
        for (var at = expression; ;)
        {
            switch (at)
            {
                case VariableSyntax variable:
                    steps.Reverse();
                    return new(variable.Name, steps, expression.Span);
                case AccessSyntax access:
                    steps.Add(access.Name);
                    at = access.Source;
                    break;
                case IndexSyntax index when ConstantKey(index.Key) is { } key:
                    steps.Add(key);
                    at = index.Source;
                    break;
                default:
                    return null;
            }
        }
    }

    private static string? ConstantKey(ExpressionSyntax key) => key switch
    {
        NumberSyntax number => number.Text,
        TemplateSyntax template => template.ConstantText,
        _ => null,
    };

    private static void Collect(BodySyntax body, HashSet<string> bound, List<Traversal> found)
    {
        foreach (var item in body.Items)
        {
            if (item is AttributeSyntax attribute) Collect(attribute.Value, bound, found);
            else if (item is BlockSyntax { Type: "dynamic", Labels: [var label] } block)
                CollectDynamic(block.Body, label, bound, found);
            else if (item is BlockSyntax other) Collect(other.Body, bound, found);
        }
    }

    private static void CollectDynamic(BodySyntax body, LabelSyntax label, HashSet<string> bound, List<Traversal> found)
    {
        var iterator = body.Attribute("iterator")?.Value is VariableSyntax name ? name.Name : label.Text;
        HashSet<string> inner = [.. bound, iterator];
        Collect(body.Attribute("for_each")?.Value, bound, found);
        Collect(body.Attribute("labels")?.Value, inner, found);
        foreach (var content in body.BlocksOf("content")) Collect(content.Body, inner, found);
    }

    private static void Collect(ExpressionSyntax? expression, HashSet<string> bound, List<Traversal> found)
    {
        if (expression is not null && AsTraversal(expression) is { } traversal)
        {
            if (!bound.Contains(traversal.Root)) found.Add(traversal);
            return;
        }
        switch (expression)
        {
            case ForSyntax loop: Collect(loop, bound, found); break;
            case TemplateForSyntax loop:
                Collect(loop.Header.Collection, bound, found);
                Collect(loop.Parts, Binding(loop.Header, bound), found);
                break;
            case ObjectSyntax obj:
                foreach (var item in obj.Items)
                {
                    if (AsTraversal(item.Key) is null) Collect(item.Key, bound, found);
                    Collect(item.Value, bound, found);
                }
                break;
            default: Collect(expression?.Children.OfType<ExpressionSyntax>() ?? [], bound, found); break;
        }
    }

    private static void Collect(IEnumerable<ExpressionSyntax> expressions, HashSet<string> bound, List<Traversal> found)
    {
        foreach (var expression in expressions) Collect(expression, bound, found);
    }

    private static void Collect(ForSyntax loop, HashSet<string> bound, List<Traversal> found)
    {
        Collect(loop.Header.Collection, bound, found);
        var inner = Binding(loop.Header, bound);
        Collect(loop.Key, inner, found);
        Collect(loop.Value, inner, found);
        Collect(loop.Condition, inner, found);
    }

    private static HashSet<string> Binding(ForHeaderSyntax header, HashSet<string> bound)
    {
        HashSet<string> inner = [.. bound, header.Value];
        if (header.Key is not null) inner.Add(header.Key);
        return inner;
    }
}
