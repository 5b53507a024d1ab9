using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>The words in which the families of functions are written.</summary>
internal static class Define
{
    /// <summary>Makes a function; while an argument holds anything unknown, so is the result.</summary>
    public static Function Function(
        string name, IReadOnlyList<Parameter> parameters, Func<Arguments, Value> body, Parameter? rest = null) =>
        new(name, parameters, rest, arguments => Run(body, arguments));

    private static Value Run(Func<Arguments, Value> body, IReadOnlyList<Value> arguments)
    {
        if (!arguments.All(a => a.IsWhollyKnown)) return Value.Unknown(ValueType.Dynamic);
        try
        {
            return body(new Arguments(arguments));
        }
        catch (ArithmeticException problem)
        {
            throw new FunctionException(problem.Message);
        }
    }

    public static Parameter OfString(string name) => new(name, ValueType.String);

    public static Parameter OfStrings(string name) => new(name, new ListType(ValueType.String));

    public static Parameter OfNumber(string name) => new(name, ValueType.Number);

    public static Parameter OfAny(string name) => new(name, ValueType.Dynamic);

    public static Parameter OfAnyOrNull(string name) => new(name, ValueType.Dynamic, AllowsNull: true);

    /// <summary>Makes a list of strings.</summary>
    public static Value ListOf(IEnumerable<string> texts) => Value.List(ValueType.String, texts.Select(Value.String));

    /// <summary>Makes a list of one type where the elements have a common one, else a tuple.</summary>
    public static Value ListOrTuple(IReadOnlyList<Value> elements) =>
        elements.Select(e => e.Type).Distinct().Count() <= 1
            ? Value.List(elements.Count == 0 ? ValueType.Dynamic : elements[0].Type, elements)
            : Value.Tuple(elements);
}
