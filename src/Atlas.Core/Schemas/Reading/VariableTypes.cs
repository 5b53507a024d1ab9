using Atlas.Hcl.Syntax;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads the <c>type</c> of an input variable, such as <c>list(string)</c>.</summary>
internal static class VariableTypes
{
    /// <summary>Returns the type that the expression names; null when it names none.</summary>
    public static ValueType? Read(ExpressionSyntax expression) => expression switch
    {
        ParenthesesSyntax inner => Read(inner.Inner),
        VariableSyntax { Name: "string" } => ValueType.String,
        VariableSyntax { Name: "number" or "int" } => ValueType.Number,
        VariableSyntax { Name: "bool" } => ValueType.Bool,
        VariableSyntax { Name: "any" } => ValueType.Dynamic,
        CallSyntax { Name: "list", Arguments: [var element] } => Read(element) is { } type ? new ListType(type) : null,
        CallSyntax { Name: "set", Arguments: [var element] } => Read(element) is { } type ? new SetType(type) : null,
        CallSyntax { Name: "map", Arguments: [var element] } => Read(element) is { } type ? new MapType(type) : null,
        CallSyntax { Name: "tuple", Arguments: [TupleSyntax tuple] } => Tuple(tuple),
        CallSyntax { Name: "object", Arguments: [ObjectSyntax attributes] } => Object(attributes),
        _ => null,
    };

    private static TupleType? Tuple(TupleSyntax tuple)
    {
        var elements = tuple.Elements.Select(Read).OfType<ValueType>().ToList();
        return elements.Count == tuple.Elements.Count ? new TupleType(elements) : null;
    }

    private static ObjectType? Object(ObjectSyntax syntax)
    {
        var attributes = new SortedDictionary<string, ValueType>(StringComparer.Ordinal);
        foreach (var item in syntax.Items)
        {
            if (item.Key is not VariableSyntax key || Read(item.Value) is not { } type) return null;
            attributes[key.Name] = type;
        }

        return new ObjectType(attributes);
    }
}
