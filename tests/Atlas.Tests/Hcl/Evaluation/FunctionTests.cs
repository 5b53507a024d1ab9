using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Values;
using Atlas.Tests.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Evaluation;

/// <summary>Functions called by hand, as a host does.</summary>
public sealed class FunctionTests
{
    private static readonly Function Repeat = new("repeat", [new("text", ValueType.String)], new("counts", ValueType.Number),
        a => Value.String(string.Concat(a.Skip(1).Select(n => string.Concat(Enumerable.Repeat(a[0].AsString(), (int)n.AsNumber().ToInt64()!))))));

    [Fact]
    public void Arguments_are_converted()
    {
        Assert.Equal(Value.String("1111"), Repeat.Call(Value.Number(1), Value.String("3"), Value.Number(1)));
        Assert.Equal(Value.String("X"), StandardFunctions.All["upper"].Call(Value.String("x")));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_named()
    {
        Assert.Equal((-1, "the value for \"text\" is missing"), Failure());
        Assert.Equal((0, "argument must not be null"), Failure(Value.NullLiteral));
        Assert.Equal((2, "a number is required"), Failure(Value.String(""), Value.Number(1), Value.String("x")));
        var upper = Assert.Throws<FunctionException>(() => StandardFunctions.All["upper"].Call(Value.True, Value.True));
        Assert.Equal((1, "no more than 1 arguments are taken"), (upper.Argument, upper.Message));
    }

    [Fact]
    public void An_unknown_argument_makes_an_unknown_result()
    {
        Assert.Equal("unknown dynamic", Written.Of(Repeat.Call(Value.Unknown(ValueType.String))));
        var tells = new Function("tells", [new("v", ValueType.Dynamic, AllowsUnknown: true)], null, a => Value.Bool(a[0].IsKnown));
        Assert.Equal(Value.False, tells.Call(Value.Unknown(ValueType.Number)));
    }

    private static (int, string) Failure(params Value[] arguments)
    {
        var failure = Assert.Throws<FunctionException>(() => Repeat.Call(arguments));
        return (failure.Argument, failure.Message);
    }
}
