using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

/// <summary>Says why the two results of a conditional have no common type.</summary>
internal static class TypeDifference
{
    /// <summary>Returns one sentence.</summary>
    public static string Describe(ValueType whenTrue, ValueType whenFalse) => (whenTrue, whenFalse) switch
    {
        (ObjectType t, ObjectType f) => Objects(t, f),
        (TupleType t, TupleType f) => Tuples(t, f),
        (ListType t, ListType f) => $"The elements differ: {Inner(t.Element, f.Element)}",
        (SetType t, SetType f) => $"The elements differ: {Inner(t.Element, f.Element)}",
        (MapType t, MapType f) => $"The elements differ: {Inner(t.Element, f.Element)}",
        _ => $"The 'true' value is {whenTrue.Name}, but the 'false' value is {whenFalse.Name}.",
    };

    private static string Inner(ValueType whenTrue, ValueType whenFalse) =>
        $"in the 'true' value {whenTrue.Name}, in the 'false' value {whenFalse.Name}.";

    private static string Objects(ObjectType whenTrue, ObjectType whenFalse)
    {
        foreach (var (name, type) in whenTrue.Attributes)
        {
            if (!whenFalse.Attributes.TryGetValue(name, out var other))
                return $"The 'true' value includes object attribute \"{name}\", which is absent in the 'false' value.";
            if (Conversion.Unify([type, other]) is null)
                return $"Type mismatch for object attribute \"{name}\": {Inner(type, other)}";
        }
        var extra = whenFalse.Attributes.Keys.FirstOrDefault(name => !whenTrue.Attributes.ContainsKey(name));
        return extra is null
            ? "The 'true' and the 'false' value are objects of different types."
            : $"The 'false' value includes object attribute \"{extra}\", which is absent in the 'true' value.";
    }

    private static string Tuples(TupleType whenTrue, TupleType whenFalse)
    {
        if (whenTrue.Elements.Count != whenFalse.Elements.Count)
            return $"The 'true' tuple has length {whenTrue.Elements.Count}, but the 'false' tuple has length " +
                $"{whenFalse.Elements.Count}.";
        for (var i = 0; i < whenTrue.Elements.Count; i++)
            if (Conversion.Unify([whenTrue.Elements[i], whenFalse.Elements[i]]) is null)
                return $"Type mismatch for tuple element {i}: {Inner(whenTrue.Elements[i], whenFalse.Elements[i])}";
        return "The 'true' and the 'false' value are tuples of different types.";
    }
}
