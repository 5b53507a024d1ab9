using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Values;

public sealed class ConversionTests
{
    private static readonly ValueType Text = ValueType.String, Count = ValueType.Number, Truth = ValueType.Bool, Any = ValueType.Dynamic;
    private static readonly Value One = Value.Number(1), A = Value.String("a");

    public static TheoryData<Value, ValueType, string> Conversions => new()
    {
        { Value.Number(Number.Parse("1.50")!.Value), Text, "\"1.5\"" },
        { Value.True, Text, "\"true\"" },
        { Value.String("12e1"), Count, "120" },
        { Value.String("true"), Truth, "true" },
        { Value.String("1"), Truth, "true" },
        { Value.String("0"), Truth, "false" },
        { One, Any, "1" },
        { Value.NullLiteral, Count, "null" },
        { Value.Unknown(Any), Count, "unknown number" },
        { Value.Unknown(Text), Count, "unknown number" },
        { Value.Tuple([One, A]), new ListType(Any), "list[\"1\", \"a\"]" },
        { Value.Tuple([One, Value.NullLiteral]), new ListType(Any), "list[1, null]" },
        { Value.Tuple([]), new ListType(Any), "list[]" },
        { Value.Tuple([Value.String("2"), One]), new ListType(Count), "list[2, 1]" },
        { Value.Tuple([A, A]), new SetType(Any), "set[\"a\"]" },
        { Value.List(Count, [Value.Number(3), One]), new SetType(Text), "set[\"1\", \"3\"]" },
        { Value.Set(Count, [One]), new ListType(Any), "list[1]" },
        { Value.Object([new("x", One), new("y", A)]), new MapType(Any), "map{x=\"1\", y=\"a\"}" },
        { Value.Map(Count, [new("x", One)]), new MapType(Text), "map{x=\"1\"}" },
        { Value.Object([new("x", One), new("y", A)]), ObjectType.Of([new("x", Text)]), "{x=\"1\"}" },
        { Value.Map(Count, [new("x", One), new("y", One)]), ObjectType.Of([new("x", Text)]), "{x=\"1\"}" },
        { Value.Tuple([One, A]), new TupleType([Text, Any]), "[\"1\", \"a\"]" },
        { Value.Tuple([Value.Tuple([One]), Value.Tuple([A])]), new ListType(new ListType(Any)), "list[list[\"1\"], list[\"a\"]]" },
        { Value.Tuple([Value.Unknown(Any)]), new ListType(Any), "unknown list(dynamic)" },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void A_value_converts(Value value, ValueType to, string expected)
    {
        Assert.Equal(expected, Written.Of(Conversion.Convert(value, to, out var problem)));
        Assert.Null(problem);
    }

    public static TheoryData<Value, ValueType, string> Problems => new()
    {
        { A, Count, "a number is required" },
        { Value.True, Count, "a number is required" },
        { A, Truth, "a bool is required" },
        { One, Truth, "a bool is required" },
        { Value.String("TRUE"), Truth, "a bool is required; write \"true\" in lower case" },
        { Value.Tuple([]), Text, "a string is required" },
        { A, new ListType(Text), "a list of string is required" },
        { A, ObjectType.Of([]), "an object is required" },
        { Value.List(Text, [A]), new TupleType([Text]), "a tuple is required" },
        { Value.Tuple([One, A]), new ListType(Count), "element 1: a number is required" },
        { Value.Tuple([One, Value.True]), new ListType(Any), "all list elements must have the same type" },
        { Value.Object([new("x", One), new("y", Value.True)]), new MapType(Any), "all map elements must have the same type" },
        { Value.Object([new("x", A)]), new MapType(Count), "key \"x\": a number is required" },
        { Value.Object([new("x", A)]), ObjectType.Of([new("x", Count)]), "attribute \"x\": a number is required" },
        { Value.Object([]), ObjectType.Of([new("x", Count)]), "attribute \"x\" is required" },
        { Value.Tuple([One]), new TupleType([Count, Count]), "a tuple of 2 elements is required, this one has 1" },
        { Value.Unknown(Truth), Count, "a number is required" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void What_can_not_be_converted_has_a_sentence(Value value, ValueType to, string expected)
    {
        Assert.Null(Conversion.Convert(value, to, out var problem));
        Assert.Equal(expected, problem);
    }

    public static TheoryData<string, ValueType[]> Unifications => new()
    {
        { "dynamic", [] },
        { "number", [Count, Count] },
        { "string", [Count, Text] },
        { "string", [Truth, Count, Text] },
        { "none", [Count, Truth] },
        { "dynamic", [Count, Any] },
        { "dynamic", [new TupleType([]), Any] },
        { "list(number)", [new TupleType([]), new TupleType([Count])] },
        { "none", [new TupleType([Count]), new TupleType([Count, Truth])] },
        { "tuple(string, string)", [new TupleType([Count, Text]), new TupleType([Text, Count])] },
        { "none", [new TupleType([Count, Truth]), new TupleType([Truth, Count])] },
        { "map(number)", [ObjectType.Of([]), ObjectType.Of([new("q", Count)])] },
        { "map(string)", [ObjectType.Of([new("a", Count)]), ObjectType.Of([new("b", Text)])] },
        { "object(a=string)", [ObjectType.Of([new("a", Count)]), ObjectType.Of([new("a", Text)])] },
        { "none", [ObjectType.Of([new("a", Count)]), ObjectType.Of([new("a", Truth)])] },
        { "map(string)", [new MapType(Count), ObjectType.Of([new("b", Text)])] },
        { "map(string)", [new MapType(Count), new MapType(Text)] },
        { "list(string)", [new ListType(Count), new TupleType([Text])] },
        { "list(string)", [new ListType(Count), new ListType(Text)] },
        { "set(string)", [new SetType(Count), new SetType(Text)] },
        { "set(string)", [new SetType(Text), new TupleType([Text])] },
        { "none", [new TupleType([]), ObjectType.Of([])] },
        { "none", [new ListType(Text), Text] },
    };

    [Theory]
    [MemberData(nameof(Unifications))]
    public void Types_unify(string expected, ValueType[] types) => Assert.Equal(expected, Written.Of(Conversion.Unify(types)));
}
