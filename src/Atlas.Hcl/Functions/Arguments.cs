using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>The arguments of a call, already of the types of their parameters and known.</summary>
internal readonly struct Arguments(IReadOnlyList<Value> values)
{
    public int Count => values.Count;

    public Value this[int index] => values[index];

    public string Text(int index) => values[index].AsString();

    public Number Number(int index) => values[index].AsNumber();

    /// <summary>Returns a whole number of moderate size.</summary>
    public int Whole(int index) => values[index].AsNumber().ToInt64() switch
    {
        null => throw new FunctionException("a whole number is required", index),
        < int.MinValue or > int.MaxValue => throw new FunctionException("the number is too big", index),
        var whole => (int)whole.Value,
    };

    /// <summary>Returns the strings of a list of strings.</summary>
    public IReadOnlyList<string> Texts(int index)
    {
        if (values[index].Elements.Any(e => e.IsNull))
            throw new FunctionException("an element of the list is null", index);
        return [.. values[index].Elements.Select(e => e.AsString())];
    }

    /// <summary>Returns the elements of a list, tuple or set.</summary>
    public IReadOnlyList<Value> Sequence(int index) => values[index].Type is ListType or TupleType or SetType
        ? values[index].Elements
        : throw new FunctionException("a list, set or tuple is required", index);

    /// <summary>Returns the elements of a list or tuple.</summary>
    public IReadOnlyList<Value> Ordered(int index) => values[index].Type is ListType or TupleType
        ? values[index].Elements
        : throw new FunctionException("a list or tuple is required", index);

    /// <summary>Returns the members of a map or object.</summary>
    public IReadOnlyDictionary<string, Value> Members(int index) => values[index].Type is MapType or ObjectType
        ? values[index].Members
        : throw new FunctionException("a map or object is required", index);

    /// <summary>Returns an argument as a set, its elements brought to one type.</summary>
    public Value Set(int index) =>
        Conversion.Convert(values[index], new SetType(ValueType.Dynamic), out var problem) ??
        throw new FunctionException(problem ?? "a set is required", index);

    /// <summary>Returns the arguments from an index on.</summary>
    public IEnumerable<Value> From(int index) => values.Skip(index);
}
