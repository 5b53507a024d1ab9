using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Values;
using Atlas.Tests.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Functions;

/// <summary>
/// Calls a function with arguments written as a JSON array. <c>{"list": […]}</c>, <c>{"set": […]}</c> and
/// <c>{"map": {…}}</c> stand for those collections, everything else for what <c>jsondecode</c> makes of it.
/// </summary>
internal static class Calls
{
    /// <summary>Reads a table of <c>name | arguments | result</c>; <c>⏎</c> stands for a newline in a result.</summary>
    public static TheoryData<string, string, string> Table(string text)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(" | ", 3);
            rows.Add(cells[0], cells[1], cells[2].Replace('⏎', '\n'));
        }

        return rows;
    }

    /// <summary>Returns the result as <see cref="Written"/> shows it, or <c>! argument: message</c>.</summary>
    public static string Run(string name, string arguments)
    {
        var given = StandardFunctions.All["jsondecode"].Call(Value.String(arguments)).Elements.Select(Typed);
        try
        {
            return Written.Of(StandardFunctions.All[name].Call([.. given]));
        }
        catch (FunctionException problem)
        {
            return $"! {problem.Argument}: {problem.Message}";
        }
    }

    private static Value Typed(Value value)
    {
        if (value.Type is TupleType && !value.IsNull) return Value.Tuple(value.Elements.Select(Typed));
        if (value.Type is not ObjectType || value.IsNull) return value;
        var kind = value.Members.Count == 1 ? value.Members.Keys.Single() : "";
        ValueType? type = kind switch
        {
            "list" => new ListType(ValueType.Dynamic),
            "set" => new SetType(ValueType.Dynamic),
            "map" => new MapType(ValueType.Dynamic),
            _ => null,
        };
        return type is null
            ? Value.Object(value.Members.Select(m => KeyValuePair.Create(m.Key, Typed(m.Value))))
            : Conversion.Convert(Typed(value.Members[kind]), type, out _)!;
    }
}
