using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Writing;
using Atlas.Tests.Hcl.Syntax;
using CsCheck;

namespace Atlas.Tests.Hcl.Writing;

public sealed class FormatterTests
{
    [Theory]
    // 65: comments and minus signs.
    [InlineData("k=v#c", "k = v #c")]
    [InlineData("a=b -1", "a = b - 1")]
    [InlineData("a=-1", "a = -1")]
    [InlineData("a=(-1)", "a = (-1)")]
    [InlineData("a=\"${-n}\"", "a = \"${-n}\"")]
    // 66: brackets.
    [InlineData("x={}", "x = {}")]
    [InlineData("x={y=1}", "x = { y = 1 }")]
    [InlineData("x=[ 1,2 ]", "x = [1, 2]")]
    [InlineData("x = xs [0] . y", "x = xs[0].y")]
    [InlineData("x = xs.0 .1", "x = xs.0 .1")]
    [InlineData("x = [for v in [1] :v]", "x = [for v in [1] : v]")]
    [InlineData("x = a :: b ( 1 )", "x = a::b(1)")]
    [InlineData("x = ! true", "x = !true")]
    // 67: what ends a run of equals signs.
    [InlineData("a = 1\n# c\nlong = 2\n", "a = 1\n# c\nlong = 2\n")]
    [InlineData("a = 1\n\nlong = 2\n", "a = 1\n\nlong = 2\n")]
    [InlineData("a = 1\nlong = 2\n", "a    = 1\nlong = 2\n")]
    [InlineData("a = 1\nb {\n}\nlong = 2\n", "a = 1\nb {\n}\nlong = 2\n")]
    // 68, 69: lines that open brackets.
    [InlineData("a = [\n1\n]\nlong = 2", "a = [\n  1\n]\nlong = 2")]
    [InlineData("x = f([{\na=1\n}])\n", "x = f([{\n  a = 1\n}])\n")]
    [InlineData("a {\nb {\nc=1\n}\n}\n", "a {\n  b {\n    c = 1\n  }\n}\n")]
    // 70: blank lines.
    [InlineData("a = 1\n   \n\t\nb = 2", "a = 1\n\n\nb = 2")]
    // 71: sequences.
    [InlineData("x = \"%{ if x }a%{ endif }\"", "x = \"%{if x}a%{endif}\"")]
    [InlineData("x = \"${ {a=1} }\"", "x = \"${ { a = 1 } }\"")]
    [InlineData("x = \"${a}${b}\"", "x = \"${a}${b}\"")]
    // 72, 73: comments line up, and widths are counted in characters.
    [InlineData("x = [ # c\n1, # d\n]\n", "x = [ # c\n  1,  # d\n]\n")]
    [InlineData("漢字 = 1\na = 2\n", "漢字 = 1\na  = 2\n")]
    [InlineData("a = 1 # c\nlong = 22 # d\n", "a    = 1  # c\nlong = 22 # d\n")]
    // Text of heredocs, line ends and a missing last newline stay.
    [InlineData("x=<<EOT\n   a  b\n  EOT\nlong=1", "x    = <<EOT\n   a  b\n  EOT\nlong = 1")]
    [InlineData("\tx=1\r\n", "x = 1\r\n")]
    [InlineData("\uFEFFx=1\n", "\uFEFFx = 1\n")]
    [InlineData("x=1;\n", "x=1;\n")]
    [InlineData("\uFEFFx=1;\n", "\uFEFFx=1;\n")]
    [InlineData("x = \"${\t~}\"", "x = \"${ ~}\"")]
    public void Texts(string text, string expected)
    {
        Assert.Equal(expected, Format(text));
        Assert.Equal(expected, Format(expected));
    }

    [Fact]
    public void Formatting_twice_changes_nothing() =>
        Samples.Text.Sample(text => Format(Format(text)) == Format(text), iter: 3000);

    [Fact]
    public void Formatting_keeps_all_tokens() =>
        Samples.Text.Sample(text => Tokens(Format(text)).SequenceEqual(Tokens(text)), iter: 3000);

    private static string Format(string text) => Formatter.Format(SourceText.From("test.hcl", text));

    private static IEnumerable<(TokenKind, string)> Tokens(string text)
    {
        var source = SourceText.From("test.hcl", text);
        return Lexer.Read(source).Select(t => (t.Kind, source.Slice(t.Start, t.End)));
    }
}
