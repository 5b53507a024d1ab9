using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Values;

public sealed class ValueTests
{
    [Fact]
    public void Equality_is_deep_and_minds_types()
    {
        Assert.Equal(Value.Tuple([Value.Number(1), Value.Null(ValueType.String)]), Value.Tuple([Value.Number(1), Value.Null(ValueType.String)]));
        Assert.NotEqual(Value.Tuple([Value.Number(1)]), Value.List(ValueType.Number, [Value.Number(1)]));
        Assert.NotEqual(Value.String("3"), Value.Number(3));
        Assert.NotEqual(Value.Null(ValueType.String), Value.Unknown(ValueType.String));
        Assert.Equal(Value.Object([new("a", Value.True)]).GetHashCode(), Value.Object([new("a", Value.True)]).GetHashCode());
    }

    [Fact]
    public void Strings_become_NFC() => Assert.Equal("é", Value.String("e\u0301").AsString());

    [Fact]
    public void A_set_has_an_order_of_its_own_and_no_duplicates()
    {
        Assert.Equal(
            [Value.Number(2), Value.Number(9), Value.Number(10)],
            Value.Set(ValueType.Number, [Value.Number(10), Value.Number(9), Value.Number(2), Value.Number(9)]).Elements);
        Assert.Equal(
            [Value.String("B"), Value.String("a"), Value.String("\uFFFD"), Value.String("😀"), Value.Null(ValueType.String)],
            Value.Set(ValueType.String, [Value.Null(ValueType.String), Value.String("😀"), Value.String("a"), Value.String("\uFFFD"), Value.String("B")]).Elements);
        Assert.Equal([Value.False, Value.True], Value.Set(ValueType.Bool, [Value.True, Value.False]).Elements);
    }

    [Fact]
    public void Sets_with_the_same_elements_are_equal()
    {
        var one = Value.Tuple([Value.String("a"), Value.Number(2)]);
        var two = Value.Tuple([Value.String("a"), Value.Number(10)]);
        Assert.Equal(Value.Set(one.Type, [one, two]), Value.Set(one.Type, [two, one, two]));
    }

    [Fact]
    public void Members_are_sorted_by_code_point_and_the_last_of_equal_keys_stays()
    {
        var value = Value.Object([new("b", Value.True), new("a", Value.True), new("B", Value.True), new("a", Value.Number(7))]);
        Assert.Equal(["B", "a", "b"], value.Members.Keys);
        Assert.Equal(Value.Number(7), value.Members["a"]);
        Assert.Equal(["B", "a", "b"], ((ObjectType)value.Type).Attributes.Keys);
    }

    [Fact]
    public void An_unknown_element_is_seen_through_all_levels()
    {
        var value = Value.Tuple([Value.Object([new("a", Value.Unknown(ValueType.Bool))])]);
        Assert.True(value.IsKnown);
        Assert.False(value.IsWhollyKnown);
    }

    [Fact]
    public void A_value_shows_itself_on_one_line() => Assert.Equal(
        "{ a = [1, \"x\", null, true], b = {}, c = (unknown string) }",
        Value.Object([
            new("a", Value.Tuple([Value.Number(1), Value.String("x"), Value.NullLiteral, Value.True])),
            new("b", Value.Object([])),
            new("c", Value.Unknown(Atlas.Hcl.Values.ValueType.String)),
        ]).ToString());
}
