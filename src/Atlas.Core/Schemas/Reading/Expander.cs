using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Repeats blocks: <c>for_each</c> on blocks of a file, <c>dynamic</c> blocks anywhere.</summary>
internal sealed class Expander(DiagnosticBag diagnostics)
{
    public const string ForEach = "for_each";

    /// <summary>Returns the instances of a block of a file; one that can't be repeated adds an error and gives
    /// none.</summary>
    public IReadOnlyList<BlockInstance> OfFile(BlockSyntax block, Scope scope)
    {
        if (block.Type == "dynamic" || block.Body.Attribute(ForEach) is not { } each) return Expand(block, scope,
            scope);
        return [.. Elements(each, scope).SelectMany(e => Expand(block, scope.With(Each(e.Key, e.Value)), scope))];
    }

    private static Dictionary<string, Value> Each(Value key, Value value) =>
        new() { ["each"] = Value.Object([new("key", key), new("value", value)]) };

    private IReadOnlyList<BlockInstance> Expand(BlockSyntax block, Scope inner, Scope outer)
    {
        var expanded = DynamicBlocks.Expand(new BodySyntax(block.Span, [block]), inner, diagnostics);
        return [.. expanded.Body.Blocks.Select(b => Instance(b, expanded, outer))];
    }

    private static BlockInstance Instance(BlockSyntax block, ExpandedBody expanded, Scope outer) =>
        new(block)
        {
            Variables = Added(expanded.ScopeOf(block), outer),
            Inside = [.. block.Body.Blocks.Select(b => Instance(b, expanded, outer))],
        };

    /// <summary>Collects what repetitions added to a scope, so that it can be put in front of names that are found
    /// later.</summary>
    private static Dictionary<string, Value> Added(Scope scope, Scope outer)
    {
        var added = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (var at = scope; at is not null && at != outer; at = at.Parent)
            foreach (var (name, value) in at.Variables) added.TryAdd(name, value);
        return added;
    }

    private IReadOnlyList<(Value Key, Value Value)> Elements(AttributeSyntax each, Scope scope)
    {
        var value = Evaluator.Evaluate(each.Value, scope, diagnostics);
        if (!value.IsKnown) return [];
        return (value.IsNull ? null : value.Type) switch
        {
            // A reference is an object too, but not a collection.
            ObjectType when Reference.Of(value) is not null => Refuse("reference"),
            MapType or ObjectType => [.. value.Members.Select(m => (Value.String(m.Key), m.Value))],
            SetType => [.. value.Elements.Select(e => (e, e))],
            TupleType or ListType => [.. value.Elements.Select((e, position) => (Value.Number(position), e))],
            null => Refuse("null"),
            var type => Refuse(type.Name),
        };

        IReadOnlyList<(Value, Value)> Refuse(string type)
        {
            diagnostics.Error($"for_each does not support {type} type", "Give a set, a map, an object or a list.",
                each.Value.Span);
            return [];
        }
    }
}
