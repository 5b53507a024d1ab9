namespace Atlas.Hcl.Values;

/// <summary>Conversion to lists, sets and maps, whose elements end up with one type.</summary>
internal static class CollectionConversion
{
    /// <summary>Converts a list, set or tuple to a list or a set.</summary>
    public static Value? ToSequence(Value value, ValueType to, out string? problem)
    {
        var own = value.Type is TupleType ? null : TypeConversion.ElementOf(value.Type);
        if (Align(value.Elements, own, i => $"element {i}", to, out problem) is not { } aligned) return null;
        if (aligned.Elements is not { } elements) return Value.Unknown(to);
        return to is ListType ? Value.List(aligned.Type, elements) : Value.Set(aligned.Type, elements);
    }

    /// <summary>Converts a map or an object to a map.</summary>
    public static Value? ToMap(Value value, MapType to, out string? problem)
    {
        string[] keys = [.. value.Members.Keys];
        var own = value.Type is MapType map ? map.Element : null;
        if (Align([.. value.Members.Values], own, i => $"key \"{keys[i]}\"", to, out problem) is not { } aligned)
            return null;
        if (aligned.Elements is not { } elements) return Value.Unknown(to);
        return Value.Map(aligned.Type, keys.Zip(elements, KeyValuePair.Create));
    }

    /// <summary>
    /// Brings elements to the type the target wants, and where that leaves types open, to their common one.
    /// </summary>
    /// <param name="elements">The elements as they are.</param>
    /// <param name="own">Their type in the collection they come from; null when that has none.</param>
    /// <param name="place">Names an element in a problem.</param>
    /// <param name="to">The list, set or map type.</param>
    /// <param name="problem">Why it can't be done.</param>
    /// <returns>Null when it can't be done.</returns>
    private static Aligned? Align(
        IReadOnlyList<Value> elements, ValueType? own, Func<int, string> place, ValueType to, out string? problem)
    {
        var wanted = TypeConversion.ElementOf(to);
        if (ConvertAll(elements, wanted, place, out problem) is not { } converted) return null;
        if (!wanted.HasDynamic) return new Aligned(wanted, converted);
        if (converted.Count == 0) return new Aligned(own ?? wanted, converted);

        // The literal null goes with any type.
        var typed = converted.Where(e => !(e.IsNull && e.Type == ValueType.Dynamic));
        var common = Unification.Of([.. typed.Select(e => e.Type)]);
        if (common is null)
        {
            problem = $"all {Kind(to)} elements must have the same type";
            return null;
        }

        if (common == ValueType.Dynamic && converted.Exists(e => !e.IsNull)) return new Aligned(common, null);
        return ConvertAll(converted, common, place, out problem) is { } same ? new Aligned(common, same) : null;
    }

    private static List<Value>? ConvertAll(
        IReadOnlyList<Value> elements, ValueType to, Func<int, string> place, out string? problem)
    {
        problem = null;
        var converted = new List<Value>(elements.Count);
        foreach (var element in elements)
        {
            if (Conversion.Convert(element, to, out problem) is not { } value)
            {
                problem = $"{place(converted.Count)}: {problem}";
                return null;
            }

            converted.Add(value);
        }

        return converted;
    }

    private static string Kind(ValueType type) => type switch { ListType => "list", SetType => "set", _ => "map" };

    /// <summary>Elements of one type; null when unknown ones leave the type open.</summary>
    private sealed record Aligned(ValueType Type, IReadOnlyList<Value>? Elements);
}
