using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Decoding;

/// <summary>Makes blocks from <c>dynamic "type" { for_each, iterator, labels, content { … } }</c>.</summary>
public sealed class DynamicBlocks
{
    private static readonly BodyShape Shape = new()
    {
        Attributes = [new("for_each", ValueType.Dynamic, true), new("iterator", ValueType.Dynamic),
            new("labels", ValueType.Dynamic)],
        Blocks = [new("content", new() { TakesAnyAttribute = true, IgnoresOtherBlocks = true })
            { AtLeast = 1, AtMost = 1 }],
    };

    private readonly Dictionary<BlockSyntax, Scope> scopes = new(ReferenceEqualityComparer.Instance);
    private readonly DiagnosticBag diagnostics;

    private DynamicBlocks(DiagnosticBag diagnostics) => this.diagnostics = diagnostics;

    /// <summary>Expands a body at all depths; one whose <c>for_each</c> is unknown or wrong makes no blocks.</summary>
    public static ExpandedBody Expand(BodySyntax body, Scope scope, DiagnosticBag diagnostics)
    {
        var expansion = new DynamicBlocks(diagnostics);
        return new(expansion.Expand(body, scope), scope, expansion.scopes);
    }

    private BodySyntax Expand(BodySyntax body, Scope scope)
    {
        List<SyntaxNode> items = [];
        foreach (var item in body.Items)
        {
            if (item is not BlockSyntax block) items.Add(item);
            else if (block.Type == "dynamic") items.AddRange(Make(block, scope));
            else items.Add(Copy(block, block.Type, block.Labels, block.Body, scope));
        }
        return new(body.Span, items);
    }

    private BlockSyntax Copy(
        BlockSyntax origin, string type, IReadOnlyList<LabelSyntax> labels, BodySyntax body, Scope scope)
    {
        var copy = origin.With(type, labels, Expand(body, scope));
        scopes[copy] = scope;
        return copy;
    }

    private IEnumerable<BlockSyntax> Make(BlockSyntax block, Scope scope)
    {
        if (block.Labels is not [var type])
        {
            diagnostics.Error("Missing type for dynamic",
                "A dynamic block has one label, the type of the blocks that it makes.", block.HeaderSpan);
            return [];
        }
        var errors = new DiagnosticBag();
        var body = Shape.Check(block.Body, errors, block.HeaderSpan);
        diagnostics.AddRange(errors.Items);
        if (errors.HasErrors || body.Attribute("for_each") is not { } forEach) return [];
        if (body.Block("content") is not { } content) return [];
        if (IteratorName(body, type.Text) is not { } iterator || Pairs(forEach, scope) is not { } pairs) return [];

        List<BlockSyntax> made = [];
        foreach (var (key, value) in pairs)
        {
            var inner = scope.With(new Dictionary<string, Value>
            {
                [iterator] = Value.Object([new("key", key), new("value", value)]),
            });
            if (Labels(body, inner) is not { } labels) break;
            made.Add(Copy(block, type.Text, labels, content.Syntax.Body, inner));
        }
        return made;
    }

    private string? IteratorName(ShapedBody body, string type)
    {
        if (body.Attribute("iterator") is not { } attribute) return type;
        if (attribute.Value is VariableSyntax name) return name.Name;
        diagnostics.Error("Invalid iterator name", "The name of an iterator is written bare, without quotes and dots.",
            attribute.Value.Span);
        return null;
    }

    private IEnumerable<(Value Key, Value Value)>? Pairs(AttributeSyntax forEach, Scope scope)
    {
        var errors = new DiagnosticBag();
        var collection = Evaluator.Evaluate(forEach.Value, scope, errors);
        diagnostics.AddRange(errors.Items);
        if (errors.HasErrors || !collection.IsKnown) return null;
        if (collection.IsNull)
        {
            diagnostics.Error("Iteration over null value",
                "The collection is null. Give an empty one to make no blocks.", forEach.Value.Span);
            return null;
        }
        switch (collection.Type)
        {
            case ListType or TupleType: return collection.Elements.Select((element, i) => (Value.Number(i), element));
            case SetType: return collection.Elements.Select(element => (element, element));
            case MapType or ObjectType:
                return collection.Members.Select(member => (Value.String(member.Key), member.Value));
            default:
                diagnostics.Error("Iteration over non-iterable value",
                    $"This value is a {collection.Type.Name}. " +
                        "Only lists, sets, maps, tuples and objects can be walked through.",
                    forEach.Value.Span);
                return null;
        }
    }

    private IReadOnlyList<LabelSyntax>? Labels(ShapedBody body, Scope scope)
    {
        if (body.Attribute("labels") is not { } attribute) return [];
        var errors = new DiagnosticBag();
        var value = Evaluator.Evaluate(attribute.Value, scope, errors);
        diagnostics.AddRange(errors.Items);
        if (errors.HasErrors) return null;
        if (Conversion.Convert(value, new ListType(ValueType.String), out _) is { } labels &&
            labels is { IsNull: false, IsWhollyKnown: true } && labels.Elements.All(label => !label.IsNull))
            return [.. labels.Elements.Select(label => new LabelSyntax(label.AsString(), attribute.Value.Span))];
        diagnostics.Error("Invalid dynamic block labels", "The labels must be a list of strings.",
            attribute.Value.Span);
        return null;
    }
}
