using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>The names with which a <c>type</c> attribute describes a type, as in <c>list(string)</c>.</summary>
public static class TypeConstraints
{
    /// <summary>The type of values that stand for a type.</summary>
    public static readonly OpaqueType Type = new("type");

    /// <summary>
    /// Gets <c>string</c>, <c>bool</c>, <c>number</c>, <c>int</c> (the same as number) and <c>any</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, Value> Variables { get; } = new Dictionary<string, Value>
    {
        ["string"] = Of(ValueType.String),
        ["bool"] = Of(ValueType.Bool),
        ["number"] = Of(ValueType.Number),
        ["int"] = Of(ValueType.Number),
        ["any"] = Of(ValueType.Dynamic),
    };

    /// <summary>Gets <c>list</c>, <c>set</c>, <c>map</c>, <c>tuple</c> and <c>object</c>.</summary>
    public static IReadOnlyDictionary<string, Function> Functions { get; } = new Function[]
    {
        Function("list", [new("element", Type)], a => Of(new ListType(Read(a[0], 0)))),
        Function("set", [new("element", Type)], a => Of(new SetType(Read(a[0], 0)))),
        Function("map", [new("element", Type)], a => Of(new MapType(Read(a[0], 0)))),
        Function("tuple", [OfAny("elements")], a => Of(new TupleType([.. a.Ordered(0).Select(e => Read(e, 0))]))),
        Function("object", [OfAny("attributes")],
            a => Of(ObjectType.Of(a.Members(0).Select(m => KeyValuePair.Create(m.Key, Read(m.Value, 0)))))),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Makes the value that stands for a type.</summary>
    public static Value Of(ValueType type) => Value.Opaque(Type, type);

    /// <summary>Returns the type that a value stands for, or null when it stands for none.</summary>
    public static ValueType? TypeOf(Value value) =>
        value.Type == Type && value.IsKnown && !value.IsNull ? value.AsOpaque() as ValueType : null;

    private static ValueType Read(Value value, int argument) =>
        TypeOf(value) ?? throw new FunctionException("a type such as string or list(number) is required", argument);
}
