using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;
using CsCheck;

namespace Atlas.Tests.Hcl.Writing;

public sealed class ValueWriterTests
{
    // 74: values as source.
    [Fact]
    public void Values()
    {
        Assert.Equal("\"a$${b}\"", ValueWriter.Quote("a${b}"));
        Assert.Equal("\"\\u0007\"", ValueWriter.Quote("\a"));
        Assert.Equal("[1, true, null]", ValueWriter.Write(Value.Tuple([Value.Number(1), Value.True, Value.NullLiteral])));
        Assert.Equal("{}", ValueWriter.Write(Value.Object([])));
        Assert.Equal("{\n  \"a b\" = 1\n  c     = []\n}",
            ValueWriter.Write(Value.Object([new("c", Value.Tuple([])), new("a b", Value.Number(1))])));
    }

    [Fact]
    public void A_quoted_string_reads_back() => Gen.String.Sample(text =>
    {
        var value = Value.String(string.Concat(text.EnumerateRunes()));
        var syntax = HclParser.ParseExpression(SourceText.From("", ValueWriter.Quote(value.AsString())));
        return Evaluator.Evaluate(syntax, new Scope()).Equals(value);
    }, iter: 2000);

    [Theory]
    [InlineData("golang-migrate", true)]
    [InlineData("é", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("a b", false)]
    public void Identifiers(string name, bool expected) => Assert.Equal(expected, ValueWriter.IsIdentifier(name));

    [Fact]
    public void A_writer_aligns_and_indents() => Assert.Equal(
        "table \"users\" {\n  schema = schema.public\n  id     = 1\n\n  index \"i\" {\n    on = [id]\n  }\n}\n",
        new HclWriter().Block("table", ["users"], table => table
            .BlankLine()
            .Attribute("schema", "schema.public")
            .Attribute("id", "1")
            .BlankLine()
            .Block("index", ["i"], index => index.Attribute("on", "[id]"))).ToString());
}
