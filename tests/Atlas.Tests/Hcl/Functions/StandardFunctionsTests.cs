using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Values;
using Atlas.Tests.Hcl.Values;
using CsCheck;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Functions;

public sealed class StandardFunctionsTests
{
    private static readonly (string Name, string Result)[] Tested =
    [
        .. new[]
        {
            NumericFunctionTests.Rows, StringFunctionTests.Rows, FormatFunctionTests.Rows, RegexFunctionTests.Rows,
            CollectionFunctionTests.Rows, ConversionFunctionTests.Rows, EncodingFunctionTests.Rows, UrlFunctionTests.Rows,
            DateFunctionTests.Rows, YamlFunctionTests.Rows,
        }.SelectMany(rows => rows).Select(row => (row.Data.Item1, row.Data.Item3)),
    ];

    [Fact]
    public void Every_function_has_three_rows_in_a_table_and_an_error_among_them() =>
        Assert.All(StandardFunctions.All.Keys, name =>
        {
            Assert.True(Tested.Count(t => t.Name == name) >= 3, name);
            Assert.True(Tested.Any(t => t.Name == name && t.Result.StartsWith('!')), name);
        });

    [Fact]
    public void A_call_with_an_unknown_argument_is_unknown()
    {
        var upper = StandardFunctions.All["upper"];
        Assert.False(upper.Call(Value.Unknown(ValueType.String)).IsKnown);
        var length = StandardFunctions.All["length"];
        Assert.False(length.Call(Value.Tuple([Value.Unknown(ValueType.String)])).IsKnown);
    }

    [Theory]
    [InlineData("regexall", "ab(|)[^]-]*+?{1,2}\\dwsQEpP:<>im^$.\\u00e9")]
    [InlineData("format", "%vsdxeg0.1[2]+-# ")]
    [InlineData("jsondecode", "{}[]:,\"1e-.tru nlfas\\u0d8")]
    [InlineData("yamldecode", "ab: \n-[]{},|>\"'\\ux2#&?+ ")]
    [InlineData("csvdecode", "a,\"\n\r ")]
    [InlineData("timeadd", "19hmsunµ.-+0")]
    [InlineData("formatdate", "YMDEhHAamsZ'x ")]
    [InlineData("urlqueryset", "a:/?#@%&=+2")]
    [InlineData("parseint", "-+09azAZ_")]
    public void Odd_texts_end_in_a_value_or_a_message(string name, string alphabet)
    {
        var function = StandardFunctions.All[name];
        Value[] rest = [Value.String(name is "timeadd" or "formatdate" ? "2024-01-02T03:04:05Z" : "2"), Value.String("3")];
        Gen.Int[0, alphabet.Length - 1].Array[0, 12].Sample(letters =>
        {
            var text = Value.String(string.Concat(letters.Select(letter => alphabet[letter])));
            var needed = name == "format" ? 3 : function.Parameters.Count;
            Value[] arguments = name == "timeadd" ? [rest[0], text] : [text, .. rest.Take(needed - 1)];
            try
            {
                function.Call(arguments);
            }
            catch (FunctionException problem)
            {
                Assert.NotEmpty(problem.Message);
            }
        });
    }

    [Fact]
    public void What_is_written_as_JSON_or_YAML_reads_back() =>
        Values.Sample(value =>
        {
            foreach (var format in new[] { "json", "yaml" })
            {
                var text = StandardFunctions.All[format + "encode"].Call(value);
                Assert.Equal(Written.Of(value), Written.Of(StandardFunctions.All[format + "decode"].Call(text)));
            }
        });

    private static readonly Gen<Value> Scalars = Gen.OneOf(
        Gen.Const(Value.NullLiteral),
        Gen.Bool.Select(Value.Bool),
        Gen.Double.Where(double.IsFinite).Select(d => Value.Number(Number.From(d)!.Value)),
        Gen.Char["-:#'\"\n\t \\\u0001{}[]&ab1é\u2028"].Array[0, 6].Select(letters => Value.String(string.Concat(letters))));

    private static readonly Gen<Value> Values = Gen.Recursive<Value>((depth, inner) => depth > 3
        ? Scalars
        : Gen.OneOf(
            Scalars,
            inner.Array[0, 3].Select(elements => Value.Tuple(elements)),
            Gen.Select(Scalars, inner).Array[0, 3].Select(members => Value.Object(
                members.Select(m => KeyValuePair.Create(Written.Of(m.Item1), m.Item2))))));

    [Fact]
    public void Types_are_described_by_values()
    {
        var list = TypeConstraints.Functions["list"].Call(TypeConstraints.Variables["int"]);
        var obj = TypeConstraints.Functions["object"].Call(Value.Object([new("a", list), new("b", TypeConstraints.Variables["string"])]));
        Assert.Equal("object(a=list(number), b=string)", Written.Of(TypeConstraints.TypeOf(obj)));
        Assert.Null(TypeConstraints.TypeOf(Value.String("string")));
    }
}
