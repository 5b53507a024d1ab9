using System.Text;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Cuts a text into tokens; never fails, and together with the blanks between them the tokens are the
/// text.</summary>
public sealed partial class Lexer
{
    private enum Mode : byte { Main, Quoted, Heredoc, Bare }

    private record struct Frame(Mode Mode, int Braces = 0, int MarkerStart = 0, int MarkerEnd = 0,
        bool AtLineStart = true);

    private readonly byte[] bytes;
    private readonly List<Token> tokens;
    private Frame[] frames = new Frame[8];
    private int depth;
    private int at;

    private Lexer(SourceText source, Mode mode)
    {
        bytes = source.Content;
        tokens = new(Math.Min(bytes.Length + 1, 1024));
        frames[0] = new(mode);
        at = source.ContentStart;
    }

    /// <summary>Reads a file or an expression; the last token is the end of the text.</summary>
    public static IReadOnlyList<Token> Read(SourceText source) => ReadTokens(source);

    /// <summary>Reads a template without quotes; the last token is the end of the text.</summary>
    public static IReadOnlyList<Token> ReadTemplate(SourceText source) => ReadTemplateTokens(source);

    internal static List<Token> ReadTokens(SourceText source) => new Lexer(source, Mode.Main).Run();

    internal static List<Token> ReadTemplateTokens(SourceText source) => new Lexer(source, Mode.Bare).Run();

    private ref Frame Top => ref frames[depth];

    private List<Token> Run()
    {
        while (at < bytes.Length)
        {
            switch (Top.Mode)
            {
                case Mode.Main: ReadMain(); break;
                case Mode.Quoted: ReadQuoted(); break;
                default: ReadLine(); break;
            }
        }
        Add(TokenKind.EndOfFile, 0);
        return tokens;
    }

    private int Peek(int ahead) => at + ahead < bytes.Length ? bytes[at + ahead] : -1;

    private void Add(TokenKind kind, int length)
    {
        if (tokens.Count == tokens.Capacity) tokens.Capacity = EnoughCapacity();
        tokens.Add(new(kind, at, at + length));
        at += length;
    }

    // As many as the whole text needs when it goes on as it began: a large file is copied once or twice.
    private int EnoughCapacity()
    {
        var expected = (double)tokens.Count / (at + 1) * bytes.Length * 1.05;
        return Math.Max(tokens.Count + tokens.Count / 4, (int)Math.Min(expected, bytes.Length)) + 16;
    }

    private void Push(Frame frame)
    {
        if (++depth == frames.Length) Array.Resize(ref frames, depth * 2);
        frames[depth] = frame;
    }

    private void ReadMain()
    {
        var b = bytes[at];
        switch (b)
        {
            case (byte)' ' or (byte)'\t': SkipBlanks(); break;
            case (byte)'\n': Add(TokenKind.Newline, 1); break;
            case (byte)'\r' when Peek(1) == '\n': Add(TokenKind.Newline, 2); break;
            case (byte)'#': ReadLineComment(); break;
            case (byte)'/' when Peek(1) == '/': ReadLineComment(); break;
            case (byte)'/' when Peek(1) == '*': ReadBlockComment(); break;
            case >= (byte)'0' and <= (byte)'9': Add(TokenKind.Number, NumberLength()); break;
            case (byte)'"': Add(TokenKind.OpenQuote, 1); Push(new(Mode.Quoted)); break;
            case (byte)'<' when Peek(1) == '<' && OpensHeredoc(): break;
            case (byte)'{': Top.Braces++; Add(TokenKind.OpenBrace, 1); break;
            case (byte)'}': ReadCloseBrace(); break;
            case (byte)'~' when Peek(1) == '}' && ClosesSequence: CloseSequence(2); break;
            default:
                if (Identifiers.LengthAt(bytes.AsSpan(at)) is > 0 and var length) Add(TokenKind.Identifier, length);
                else ReadOperator(b);
                break;
        }
    }

    private void SkipBlanks()
    {
        var blanks = bytes.AsSpan(at).IndexOfAnyExcept((byte)' ', (byte)'\t');
        at = blanks < 0 ? bytes.Length : at + blanks;
    }

    private void ReadCloseBrace()
    {
        if (ClosesSequence)
        {
            CloseSequence(1);
            return;
        }
        if (Top.Braces > 0) Top.Braces--;
        Add(TokenKind.CloseBrace, 1);
    }

    // A brace that was not opened within the sequence closes it.
    private bool ClosesSequence => depth > 0 && Top.Braces == 0;

    private void CloseSequence(int length)
    {
        depth--;
        Add(TokenKind.CloseSequence, length);
    }

    private void ReadOperator(byte b)
    {
        var (kind, length) = ((char)b, (char)Math.Max(Peek(1), 0)) switch
        {
            ('&', '&') => (TokenKind.And, 2),
            ('|', '|') => (TokenKind.Or, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('=', '>') => (TokenKind.Arrow, 2),
            (':', ':') => (TokenKind.DoubleColon, 2),
            ('*', '*') => (TokenKind.UnsupportedOperator, 2),
            ('.', '.') when Peek(2) == '.' => (TokenKind.Ellipsis, 3),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('!', _) => (TokenKind.Not, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('=', _) => (TokenKind.Assign, 1),
            ('?', _) => (TokenKind.Question, 1),
            (':', _) => (TokenKind.Colon, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('.', _) => (TokenKind.Dot, 1),
            ('(', _) => (TokenKind.OpenParenthesis, 1),
            (')', _) => (TokenKind.CloseParenthesis, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            ('&' or '|' or '^' or '~', _) => (TokenKind.UnsupportedOperator, 1),
            _ => (TokenKind.Invalid, InvalidLength()),
        };
        Add(kind, length);
    }

    private int InvalidLength()
    {
        Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var size);
        return Math.Max(size, 1);
    }

    private int NumberLength()
    {
        var length = 1;
        while (Peek(length) is >= 0 and var next)
        {
            if (char.IsAsciiDigit((char)next)) length++;
            else if (next == '.' && DigitFollowsDots(length)) length++;
            else if (next is 'e' or 'E' && ExponentLength(length) is > 0 and var exponent) length += exponent;
            else break;
        }
        return length;
    }

    // A dot belongs to the number when a digit comes after it, so that `1...` is a number and an ellipsis.
    private bool DigitFollowsDots(int dot) => Peek(dot + 1) is >= '0' and <= '9';

    private int ExponentLength(int e)
    {
        var sign = Peek(e + 1) is '+' or '-' ? 1 : 0;
        return Peek(e + 1 + sign) is >= '0' and <= '9' ? 2 + sign : 0;
    }

    private void ReadLineComment()
    {
        var newline = bytes.AsSpan(at).IndexOf((byte)'\n');
        Add(TokenKind.Comment, newline < 0 ? bytes.Length - at : newline + 1);
    }

    private void ReadBlockComment()
    {
        var end = bytes.AsSpan(at + 2).IndexOf("*/"u8);
        if (end < 0) Add(TokenKind.UnclosedComment, bytes.Length - at);
        else Add(TokenKind.Comment, end + 4);
    }
}
