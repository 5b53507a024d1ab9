using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Tests.Hcl.Fuzz;

/// <summary>Spoils a text a little: bytes, tokens, or pieces of another text.</summary>
internal static class Mutation
{
    private static readonly byte[] Marks = [.. "\"\"{}[]()$%~<-=\n\\.,:*"u8];

    /// <summary>Returns a text with one to four changes.</summary>
    public static byte[] Of(byte[] text, byte[] other, Random random)
    {
        for (var changes = random.Next(1, 5); changes > 0 && text.Length > 0; changes--)
            text = random.Next(7) switch
            {
                0 => Replaced(text, random.Next(text.Length), 1, [(byte)random.Next(256)]),
                1 => Replaced(text, random.Next(text.Length), 1, []),
                2 => Replaced(text, random.Next(text.Length), 0, [Marks[random.Next(Marks.Length)]]),
                3 => text[..random.Next(text.Length)],
                4 => OnToken(text, random, token => []),
                5 => OnToken(text, random, token => [.. token, .. token]),
                _ => OnToken(text, random, _ => TokenOf(other, random)),
            };
        return text;
    }

    private static byte[] OnToken(byte[] text, Random random, Func<byte[], byte[]> change)
    {
        var tokens = Lexer.Read(SourceText.From("", text));
        var token = tokens[random.Next(tokens.Count)];
        return Replaced(text, token.Start, token.End - token.Start, change(text[token.Start..token.End]));
    }

    private static byte[] TokenOf(byte[] text, Random random)
    {
        var tokens = Lexer.Read(SourceText.From("", text));
        var token = tokens[random.Next(tokens.Count)];
        return text[token.Start..token.End];
    }

    private static byte[] Replaced(byte[] text, int at, int length, byte[] by) => [.. text[..at], .. by, .. text[(at + length)..]];
}
