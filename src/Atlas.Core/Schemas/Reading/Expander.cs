using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Repeats blocks: <c>for_each</c> on blocks of a file, <c>dynamic</c> blocks anywhere.</summary>
internal sealed class Expander(DiagnosticBag diagnostics)
{
    public const string ForEach = "for_each";

    private static readonly Dictionary<string, Value> Nothing = [];

    /// <summary>Returns the instances of a block of a file; an element that can't be repeated adds an error and gives none.</summary>
    public IEnumerable<BlockInstance> OfFile(BlockSyntax block, Scope scope)
    {
        if (block.Type == "dynamic") return Dynamic(block, scope, Nothing);
        if (block.Body.Attribute(ForEach) is not { } each) return [Plain(block, Nothing)];
        return Elements(each, scope).Select(e => Plain(block, new Dictionary<string, Value>
        {
            ["each"] = Pair(e.Key, e.Value),
        })).ToList();
    }

    /// <summary>Returns the instances of the blocks inside a block, in source order.</summary>
    public IReadOnlyList<BlockInstance> Inside(BlockInstance parent, Scope scope)
    {
        var inner = scope.With(parent.Variables);
        return [.. parent.Body.Blocks.SelectMany(block => block.Type == "dynamic"
            ? Dynamic(block, inner, parent.Variables)
            : [Plain(block, parent.Variables)])];
    }

    private IReadOnlyList<BlockInstance> Dynamic(BlockSyntax block, Scope scope, IReadOnlyDictionary<string, Value> outer)
    {
        var unknown = block.Body.Attributes.FirstOrDefault(a => a.Name is not (ForEach or "iterator" or "labels"));
        var content = block.Body.BlocksOf("content").ToList();
        if (unknown is not null)
            diagnostics.Error($"unknown attribute \"{unknown.Name}\" in dynamic block", "It takes for_each, iterator and labels.", unknown.NameSpan);
        if (block.Labels is not [var type])
        {
            diagnostics.Error("a dynamic block takes one label", "The label is the type of the blocks it makes.", block.HeaderSpan);
            return [];
        }

        if (block.Body.Attribute(ForEach) is not { } each || content is not [var body])
        {
            diagnostics.Error(
                $"dynamic block \"{type.Text}\" is not complete", "It needs the attribute for_each and one content block.", block.HeaderSpan);
            return [];
        }

        var iterator = block.Body.Attribute("iterator")?.Value is VariableSyntax name ? name.Name : type.Text;
        var instances = new List<BlockInstance>();
        foreach (var (key, value) in Elements(each, scope))
        {
            var variables = new Dictionary<string, Value>(outer, StringComparer.Ordinal) { [iterator] = Pair(key, value) };
            var labels = Labels(block.Body.Attribute("labels"), scope.With(variables));
            instances.Add(new(type.Text, labels, block.HeaderSpan, body.Body, variables));
        }

        return instances;
    }

    private IReadOnlyList<LabelSyntax> Labels(AttributeSyntax? attribute, Scope scope)
    {
        if (attribute is null) return [];
        var value = Evaluator.Evaluate(attribute.Value, scope, diagnostics);
        var labels = new List<LabelSyntax>();
        foreach (var element in value.IsKnown ? value.Elements : [])
        {
            if (Conversion.Convert(element, ValueType.String, out _) is { IsKnown: true, IsNull: false } text)
                labels.Add(new(text.AsString(), attribute.Value.Span));
            else
                diagnostics.Error("labels must be strings", "Give a list of strings, one for each label.", attribute.Value.Span);
        }

        return labels;
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
            diagnostics.Error($"for_each does not support {type} type", "Give a set, a map, an object or a list.", each.Value.Span);
            return [];
        }
    }

    private static BlockInstance Plain(BlockSyntax block, IReadOnlyDictionary<string, Value> variables) =>
        new(block.Type, block.Labels, block.HeaderSpan, block.Body, variables);

    private static Value Pair(Value key, Value value) => Value.Object([new("key", key), new("value", value)]);
}
