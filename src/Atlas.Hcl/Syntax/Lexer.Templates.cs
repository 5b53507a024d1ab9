using System.Buffers;
using System.Text;

namespace Atlas.Hcl.Syntax;

// The modes inside quotes, heredocs and templates without quotes.
public sealed partial class Lexer
{
    private static readonly SearchValues<byte> EndsQuoted = SearchValues.Create("\"\\\n\r$%"u8);

    private void ReadQuoted()
    {
        for (var end = at; end < bytes.Length;)
        {
            var step = bytes.AsSpan(end).IndexOfAny(EndsQuoted);
            if (step < 0) break;
            end += step;
            switch (bytes[end])
            {
                case (byte)'"':
                    AddText(TokenKind.QuotedText, end);
                    Add(TokenKind.CloseQuote, 1);
                    depth--;
                    return;
                case (byte)'\\' when end + 1 < bytes.Length && bytes[end + 1] is not ((byte)'\n' or (byte)'\r'):
                    end += 2;
                    break;
                case (byte)'\n':
                case (byte)'\r' when end + 1 < bytes.Length && bytes[end + 1] == '\n':
                    AddText(TokenKind.QuotedText, end);
                    Add(TokenKind.QuotedNewline, bytes[end] == '\n' ? 1 : 2);
                    return;
                case (byte)'$' or (byte)'%' when IsEscapedSequence(end):
                    end += 3;
                    break;
                case (byte)'$' or (byte)'%' when end + 1 < bytes.Length && bytes[end + 1] == '{':
                    AddText(TokenKind.QuotedText, end);
                    OpenSequence();
                    return;
                default:
                    end++;
                    break;
            }
        }
        AddText(TokenKind.QuotedText, bytes.Length);
    }

    private bool OpensHeredoc()
    {
        var marker = at + (Peek(2) == '-' ? 3 : 2);
        var end = marker + Identifiers.LengthAt(bytes.AsSpan(marker));
        // Blanks after the name are a mistake that the parser reports; what follows is still the text of a heredoc.
        var newline = end;
        while (newline < bytes.Length && bytes[newline] is (byte)' ' or (byte)'\t' or (byte)'\r') newline++;
        if (end == marker || newline >= bytes.Length || bytes[newline] != '\n') return false;
        Add(TokenKind.OpenHeredoc, newline + 1 - at);
        Push(new(Mode.Heredoc, MarkerStart: marker, MarkerEnd: end));
        return true;
    }

    /// <summary>Reads up to a sequence or through the line's newline; or the line that closes the heredoc.</summary>
    private void ReadLine()
    {
        if (Top is { Mode: Mode.Heredoc, AtLineStart: true } && CloserLength() is >= 0 and var closer)
        {
            Add(TokenKind.CloseHeredoc, closer);
            depth--;
            return;
        }
        Top.AtLineStart = false;
        for (var end = at; end < bytes.Length;)
        {
            switch (bytes[end])
            {
                case (byte)'\n':
                    AddText(TokenKind.LineText, end + 1);
                    Top.AtLineStart = true;
                    return;
                case (byte)'$' or (byte)'%' when IsEscapedSequence(end):
                    end += 3;
                    break;
                case (byte)'$' or (byte)'%' when end + 1 < bytes.Length && bytes[end + 1] == '{':
                    AddText(TokenKind.LineText, end);
                    OpenSequence();
                    return;
                default:
                    end++;
                    break;
            }
        }
        AddText(TokenKind.LineText, bytes.Length);
    }

    /// <summary>Returns the length of the closing line without its newline, or -1 when the line at hand is
    /// another.</summary>
    private int CloserLength()
    {
        var length = bytes.AsSpan(at).IndexOf((byte)'\n');
        if (length < 0) return -1;
        var line = bytes.AsSpan(at, length);
        var marker = bytes.AsSpan(Top.MarkerStart, Top.MarkerEnd - Top.MarkerStart);
        var found = line.IndexOf(marker);
        if (found < 0 || !IsBlank(line[..found]) || !IsBlank(line[(found + marker.Length)..])) return -1;
        return line.EndsWith("\r"u8) ? length - 1 : length;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(text));

    // `$${` and `%%{` stand for the sequence's own characters.
    private bool IsEscapedSequence(int start) =>
        start + 2 < bytes.Length && bytes[start + 1] == bytes[start] && bytes[start + 2] == '{';

    private void OpenSequence()
    {
        var kind = bytes[at] == '$' ? TokenKind.OpenInterpolation : TokenKind.OpenDirective;
        Add(kind, Peek(2) == '~' ? 3 : 2);
        Push(new(Mode.Main));
    }

    private void AddText(TokenKind kind, int end)
    {
        if (end > at) Add(kind, end - at);
    }
}
