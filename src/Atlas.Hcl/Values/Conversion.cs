namespace Atlas.Hcl.Values;

/// <summary>Conversion of values to types, and the common type of several.</summary>
public static class Conversion
{
    /// <summary>Converts with the safe and the unsafe conversions (a string to a number, say).</summary>
    /// <returns>
    /// The converted value, or null with a sentence in <paramref name="problem"/> such as <c>a number is required</c>.
    /// </returns>
    public static Value? Convert(Value value, ValueType to, out string? problem)
    {
        problem = null;
        if (to == ValueType.Dynamic || value.Type == to) return value;
        if (value.IsNull) return Value.Null(to);
        if (!value.IsKnown)
        {
            if (TypeConversion.CanConvert(value.Type, to)) return Value.Unknown(to);
            problem = Required(to);
            return null;
        }

        return to switch
        {
            PrimitiveType => ToPrimitive(value, to, out problem),
            ListType or SetType when value.Type is ListType or SetType or TupleType =>
                CollectionConversion.ToSequence(value, to, out problem),
            MapType map when value.Type is MapType or ObjectType => CollectionConversion.ToMap(value, map, out problem),
            TupleType tuple when value.Type is TupleType => ToTuple(value, tuple, out problem),
            ObjectType obj when value.Type is MapType or ObjectType => ToObject(value, obj, out problem),
            _ => Fail(Required(to), out problem),
        };
    }

    /// <summary>Returns the type to which values of all the types convert safely, or null when there is none.</summary>
    public static ValueType? Unify(IReadOnlyList<ValueType> types) => Unification.Of(types);

    /// <summary>Says that a type was wanted, as in <c>a number is required</c>.</summary>
    internal static string Required(ValueType type) =>
        type is ObjectType || type.Name.StartsWith('o') ? $"an {type.Name} is required" : $"a {type.Name} is required";

    private static Value? ToPrimitive(Value value, ValueType to, out string? problem)
    {
        problem = null;
        if (value.Type == ValueType.Number && to == ValueType.String) return Value.String(value.AsNumber().ToString());
        if (value.Type == ValueType.Bool && to == ValueType.String)
            return Value.String(value.AsBool() ? "true" : "false");
        if (value.Type != ValueType.String) return Fail(Required(to), out problem);

        var text = value.AsString();
        if (to == ValueType.Number)
            return Number.Parse(text) is { } number ? Value.Number(number) : Fail(Required(to), out problem);
        return text switch
        {
            "true" or "1" => Value.True,
            "false" or "0" => Value.False,
            _ when text.Equals("true", StringComparison.OrdinalIgnoreCase) =>
                Fail("a bool is required; write \"true\" in lower case", out problem),
            _ when text.Equals("false", StringComparison.OrdinalIgnoreCase) =>
                Fail("a bool is required; write \"false\" in lower case", out problem),
            _ => Fail(Required(to), out problem),
        };
    }

    private static Value? ToTuple(Value value, TupleType to, out string? problem)
    {
        if (value.Elements.Count != to.Elements.Count)
            return Fail(
                $"a tuple of {to.Elements.Count} elements is required, this one has {value.Elements.Count}",
                out problem);
        var elements = new List<Value>(to.Elements.Count);
        foreach (var (element, type) in value.Elements.Zip(to.Elements))
        {
            if (Convert(element, type, out problem) is not { } converted)
                return Fail($"element {elements.Count}: {problem}", out problem);
            elements.Add(converted);
        }

        problem = null;
        return Value.Tuple(elements);
    }

    /// <summary>Converts what the target names and drops the rest.</summary>
    private static Value? ToObject(Value value, ObjectType to, out string? problem)
    {
        var attributes = new List<KeyValuePair<string, Value>>(to.Attributes.Count);
        foreach (var (name, type) in to.Attributes)
        {
            if (!value.Members.TryGetValue(name, out var member))
                return Fail($"attribute \"{name}\" is required", out problem);
            if (Convert(member, type, out problem) is not { } converted)
                return Fail($"attribute \"{name}\": {problem}", out problem);
            attributes.Add(new(name, converted));
        }

        problem = null;
        return Value.Object(attributes);
    }

    private static Value? Fail(string sentence, out string? problem)
    {
        problem = sentence;
        return null;
    }
}
