using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

internal static class MapFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("keys", [OfAny("map")], Keys),
        Function("values", [OfAny("map")], Values),
        Function("merge", [], Merge, rest: OfAnyOrNull("maps")),
        Function("zipmap", [OfStrings("keys"), OfAny("values")], Zip),
    ];

    private static Value Keys(Arguments arguments)
    {
        var keys = arguments.Members(0).Keys;
        return arguments[0].Type is MapType ? ListOf(keys) : Value.Tuple(keys.Select(Value.String));
    }

    private static Value Values(Arguments arguments)
    {
        var values = arguments.Members(0).Values;
        return arguments[0].Type is MapType map ? Value.List(map.Element, values) : Value.Tuple(values);
    }

    private static Value Merge(Arguments arguments)
    {
        var given = Enumerable.Range(0, arguments.Count).Where(i => !Argument(i).IsNull).ToList();
        var members = given.SelectMany(arguments.Members).ToList();
        return given.Count > 0 && given.Select(i => Argument(i).Type).Distinct().ToList() is [MapType map]
            ? Value.Map(map.Element, members)
            : Value.Object(members);

        Value Argument(int index) => arguments[index];
    }

    private static Value Zip(Arguments arguments)
    {
        var (keys, values) = (arguments.Texts(0), arguments.Ordered(1));
        if (keys.Count != values.Count)
            throw new FunctionException(
                $"as many values as keys are required: there are {keys.Count} keys and {values.Count} values");
        var members = keys.Zip(values, KeyValuePair.Create);
        return arguments[1].Type is ListType list ? Value.Map(list.Element, members) : Value.Object(members);
    }
}
