using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

internal static class ConversionFunctions
{
    public static IEnumerable<Function> All =>
    [
        To("tostring", ValueType.String),
        To("tonumber", ValueType.Number),
        To("tobool", ValueType.Bool),
        To("tolist", new ListType(ValueType.Dynamic)),
        To("toset", new SetType(ValueType.Dynamic)),
        To("tomap", new MapType(ValueType.Dynamic)),
    ];

    private static Function To(string name, ValueType type) => Function(name, [OfAnyOrNull("v")], a =>
        Conversion.Convert(a[0], type, out var problem) ??
            throw new FunctionException($"{problem}{Hint(a[0], type)}", 0));

    private static string Hint(Value value, ValueType type) =>
        type == ValueType.Bool && value.Type == ValueType.String
            ? "; only the strings \"true\" and \"false\" are one"
            : "";
}
