using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using CsCheck;

namespace Atlas.Tests.Hcl.Syntax;

public sealed class LexerTests
{
    [Fact]
    public void Printing_the_tokens_of_any_bytes_gives_the_same_bytes() => Samples.Bytes.Sample(bytes =>
    {
        var source = SourceText.From("any", bytes);
        return Reprints(source, Lexer.Read(source)) && Reprints(source, Lexer.ReadTemplate(source));
    }, iter: 5000);

    [Theory]
    [InlineData("1...", "Number Ellipsis")]
    [InlineData("1.2.3", "Number")]
    [InlineData("1.x", "Number Dot Identifier")]
    [InlineData("1e+3 1e", "Number Number Identifier")]
    [InlineData("𝒜 _a a- -", "Identifier Identifier Identifier Minus")]
    [InlineData("<<EOT", "Less Less Identifier")]
    [InlineData("\"a${\"b\"}\"", "OpenQuote QuotedText OpenInterpolation OpenQuote QuotedText CloseQuote CloseSequence CloseQuote")]
    [InlineData("\"${{}}\"", "OpenQuote OpenInterpolation OpenBrace CloseBrace CloseSequence CloseQuote")]
    [InlineData("<<X\na\n  X\n", "OpenHeredoc LineText CloseHeredoc Newline")]
    [InlineData("# c\n/* d\n */ x", "Comment Comment Identifier")]
    public void Tokens(string text, string kinds) =>
        Assert.Equal(kinds + " EndOfFile", string.Join(' ', Lexer.Read(SourceText.From("test.hcl", text)).Select(t => t.Kind)));

    // Between the tokens there may only be blanks, and a byte order mark in front.
    private static bool Reprints(SourceText source, IReadOnlyList<Token> tokens)
    {
        var bytes = source.Bytes.Span;
        var at = 0;
        foreach (var token in tokens)
        {
            var gap = bytes[at..token.Start];
            if (at == 0 && gap.StartsWith("\uFEFF"u8)) gap = gap[3..];
            if (gap.ContainsAnyExcept((byte)' ', (byte)'\t') || token.End < token.Start) return false;
            at = token.End;
        }
        return at == bytes.Length && tokens[^1].Kind == TokenKind.EndOfFile;
    }
}
