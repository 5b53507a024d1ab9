using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

// Attributes and elements.
internal sealed partial class Interpreter
{
    private Value Attribute(Value source, AccessSyntax access)
    {
        var (name, span) = (Nfc.Normalize(access.Name), access.NameSpan);
        if (source.IsNull)
            return Fail("Attempt to get attribute from null value",
                $"This value is null, so it has no attribute \"{name}\".", access.Span);
        switch (source.Type)
        {
            case PrimitiveType when source.Type == ValueType.Dynamic:
                return Failed;
            case ObjectType type:
                if (!type.Attributes.TryGetValue(name, out var attribute))
                    return Fail("Unsupported attribute",
                        $"The object has no attribute \"{name}\"." + Suggestion.For(name, type.Attributes.Keys), span);
                return source.IsKnown ? source.Members[name] : Value.Unknown(attribute);
            case MapType map:
                if (!source.IsKnown) return Value.Unknown(map.Element);
                return source.Members.TryGetValue(name, out var element) ? element : Fail("Missing map element",
                    $"The map has no element with the key \"{name}\"."
                        + Suggestion.For(name, source.Members.Keys), span);
            case ListType or SetType or TupleType:
                return Fail("Unsupported attribute", source.Type is SetType
                    ? $"This value is a {source.Type.Name}. Take \"{name}\" of all elements with [*].{name}."
                    : $"This value is a {source.Type.Name}. Take \"{name}\" of one element, as in [0].{name}, or of " +
                        $"all with [*].{name}.", span);
            case PrimitiveType:
                return Fail("Unsupported attribute",
                    $"Can't access attributes on a primitive-typed value ({source.Type.Name}).", span);
            default:
                return Fail("Unsupported attribute", $"This value ({source.Type.Name}) has no attributes.", span);
        }
    }

    private Value Element(Value source, Value key, IndexSyntax index)
    {
        if (source.IsNull)
            return Fail("Attempt to index null value", "This value is null, so it has no elements.", index.Span);
        if (key.IsNull)
            return InvalidIndex("The key is null. Give a key that is there.", index);
        switch (source.Type)
        {
            case PrimitiveType when source.Type == ValueType.Dynamic:
                return Failed;
            case ListType or TupleType:
                return Convert(key, ValueType.Number, index) is { } position ? AtPosition(source, position, index)
                    : Failed;
            case MapType map:
                if (Convert(key, ValueType.String, index) is not { } mapKey) return Failed;
                if (!mapKey.IsKnown || !source.IsKnown) return Value.Unknown(map.Element);
                return source.Members.TryGetValue(mapKey.AsString(), out var element) ? element : InvalidIndex(
                    $"The map has no element with the key \"{mapKey.AsString()}\"." +
                    Suggestion.For(mapKey.AsString(), source.Members.Keys), index);
            case ObjectType type:
                return Convert(key, ValueType.String, index) is { } name ? AtName(source, type, name, key, index)
                    : Failed;
            case SetType:
                return InvalidIndex(
                    "The elements of a set have no positions and no keys. Convert it with tolist first.", index);
            default:
                return InvalidIndex($"This value ({source.Type.Name}) has no elements.", index);
        }
    }

    private Value AtPosition(Value source, Value position, IndexSyntax index)
    {
        if (!position.IsKnown || !source.IsKnown)
            return Value.Unknown(source.Type is ListType list ? list.Element
                : TypeAt((TupleType)source.Type, position));
        var number = position.AsNumber();
        if (!number.IsWhole) return InvalidIndex("A position must be a whole number.", index);
        if (number.Sign < 0)
            return InvalidIndex("A position can't be negative: the first element is 0.", index);
        if (number.ToInt64() is { } at && at < source.Elements.Count) return source.Elements[(int)at];
        return InvalidIndex(source.Elements.Count == 0
            ? "There is no element at this position: the collection is empty."
            : $"There is no element at position {number}: the last one is at {source.Elements.Count - 1}.", index);
    }

    private static ValueType TypeAt(TupleType tuple, Value position) =>
        position.IsKnown && position.AsNumber().ToInt64() is >= 0 and var at && at < tuple.Elements.Count
            ? tuple.Elements[(int)at]
            : ValueType.Dynamic;

    private Value AtName(Value source, ObjectType type, Value name, Value key, IndexSyntax index)
    {
        if (!name.IsKnown) return Failed;
        if (type.Attributes.TryGetValue(name.AsString(), out var attribute))
            return source.IsKnown ? source.Members[name.AsString()] : Value.Unknown(attribute);
        return InvalidIndex($"The object has no attribute \"{name.AsString()}\"." + (key.Type == ValueType.Number
            ? " An object has names, not positions."
            : Suggestion.For(name.AsString(), type.Attributes.Keys)), index);
    }

    private Value? Convert(Value key, ValueType type, IndexSyntax index)
    {
        if (!key.IsKnown && key.Type == ValueType.Dynamic) return Value.Unknown(type);
        if (Conversion.Convert(key, type, out var problem) is { } converted) return converted;
        InvalidIndex($"The key doesn't fit: {problem}.", index);
        return null;
    }

    private Value InvalidIndex(string detail, IndexSyntax index) =>
        Fail("Invalid index", detail, index.Span with { Start = index.Source.Span.End });
}
