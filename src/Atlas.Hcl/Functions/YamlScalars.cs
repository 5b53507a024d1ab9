using System.Globalization;
using System.Numerics;
using System.Text;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>Reads the scalars of YAML in their five styles.</summary>
internal sealed class YamlScalars(YamlCursor cursor)
{
    /// <summary>Gives a plain scalar its type by the core schema.</summary>
    public static Value Resolve(string text, YamlCursor cursor) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => Value.NullLiteral,
        "true" or "True" or "TRUE" => Value.True,
        "false" or "False" or "FALSE" => Value.False,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => Value.Number(Number.PositiveInfinity),
        "-.inf" or "-.Inf" or "-.INF" => Value.Number(Number.NegativeInfinity),
        ".nan" or ".NaN" or ".NAN" => throw cursor.Mistake("there is no value for .nan"),
        _ when Based(text) is { } whole => Value.Number(Number.From(whole)),
        _ when Number.Parse(text) is { } number => Value.Number(number),
        _ => Value.String(text),
    };

    /// <summary>Reads the key of a block mapping up to its colon.</summary>
    public string Key()
    {
        cursor.RefuseUnsupportedKey();
        if (cursor.Current is '"' or '\'')
        {
            var key = Quoted();
            cursor.SkipSpaces();
            return key;
        }

        var start = cursor.Position;
        while (cursor.Current != ':' || !YamlCursor.IsSpace(cursor.At(cursor.Position + 1))) cursor.Position++;
        return cursor.Text[start..cursor.Position].Trim();
    }

    /// <summary>Reads a scalar without quotes; its further lines must be indented more than the parent.</summary>
    public string Plain(int parent, bool isFlow)
    {
        if (cursor.Current is ',' or ']' or '}' or '%' || cursor.IsIndicator('-') || cursor.IsIndicator('?'))
            throw cursor.Mistake($"a value can't start with \"{cursor.Current}\"");
        var result = new StringBuilder();
        while (true)
        {
            result.Append(PlainLine(isFlow));
            var end = cursor.Position;
            cursor.SkipSpaces();
            if (cursor.Current != '\n') return End(result, end);

            var breaks = 0;
            for (; cursor.Current == '\n'; cursor.SkipSpaces(), breaks++) cursor.Position++;
            var goesOn = !cursor.IsAtEnd && cursor.Column > parent && cursor.Current != '#' &&
                !cursor.IsMarker("---") &&
                !cursor.IsMarker("...") && (!isFlow || cursor.Current is not (',' or ']' or '}' or ':'));
            if (!goesOn) return End(result, end);
            if (!isFlow && cursor.StartsKey()) throw cursor.Mistake("a key can't stand where a text goes on");
            result.Append(breaks == 1 ? " " : new string('\n', breaks - 1));
        }
    }

    /// <summary>Reads a scalar in single or double quotes.</summary>
    public string Quoted()
    {
        var quote = cursor.Current;
        var result = new StringBuilder();
        for (cursor.Position++; !cursor.IsAtEnd; cursor.Position++)
        {
            if (cursor.Current == '\n')
            {
                Fold(result);
            }
            else if (quote == '"' && cursor.Current == '\\')
            {
                Escape(result);
            }
            else if (cursor.Current != quote)
            {
                result.Append(cursor.Current);
            }
            else if (quote == '\'' && cursor.At(cursor.Position + 1) == '\'')
            {
                result.Append('\'');
                cursor.Position++;
            }
            else
            {
                cursor.Position++;
                return result.ToString();
            }
        }

        throw cursor.Mistake("a quote is never closed");
    }

    /// <summary>Reads a literal (<c>|</c>) or folded (<c>&gt;</c>) scalar.</summary>
    public string Block(int parent)
    {
        var isFolded = cursor.Current == '>';
        var (chomping, indent) = ('\0', -1);
        for (cursor.Position++; !YamlCursor.IsSpace(cursor.Current); cursor.Position++)
        {
            if (cursor.Current is ('+' or '-') && chomping == '\0') chomping = cursor.Current;
            else if (indent < 0 && cursor.Current is >= '1' and <= '9')
                indent = Math.Max(parent, 0) + cursor.Current - '0';
            else throw cursor.Mistake($"\"{cursor.Current}\" can't follow the mark of a block text");
        }

        cursor.SkipSpaces();
        if (!cursor.IsAtLineEnd) throw cursor.Mistake("a block text starts on the next line");
        cursor.Position = Math.Min(cursor.EndOfLine() + 1, cursor.Text.Length);
        return YamlBlockText.Join(BlockLines(parent, indent), isFolded, chomping);
    }

    private List<string> BlockLines(int parent, int indent)
    {
        var lines = new List<string>();
        while (!cursor.IsAtEnd)
        {
            var line = cursor.Text[cursor.Position..cursor.EndOfLine()];
            var spaces = line.Length - line.TrimStart(' ').Length;
            var isBlank = spaces == line.Length;
            if (!isBlank && indent < 0) indent = spaces;
            if (!isBlank && (spaces <= parent || spaces < indent)) break;
            lines.Add(isBlank ? "" : line[indent..]);
            cursor.Position = Math.Min(cursor.EndOfLine() + 1, cursor.Text.Length);
        }

        // The reader goes on at a line end.
        if (cursor.Position > 0 && cursor.At(cursor.Position - 1) == '\n') cursor.Position--;
        return lines;
    }

    private string PlainLine(bool isFlow)
    {
        var start = cursor.Position;
        for (; !cursor.IsAtEnd && cursor.Current != '\n'; cursor.Position++)
        {
            var next = cursor.At(cursor.Position + 1);
            if (cursor.Current == '#' && YamlCursor.IsSpace(cursor.At(cursor.Position - 1)) &&
                cursor.Position > start) break;
            if (isFlow && IsFlowMark(cursor.Current)) break;
            if (cursor.Current != ':' || !YamlCursor.IsSpace(next) && !(isFlow && IsFlowMark(next))) continue;
            if (isFlow) break;
            throw cursor.Mistake("a second key can't stand on one line");
        }

        return cursor.Text[start..cursor.Position].TrimEnd(' ', '\t');
    }

    private static bool IsFlowMark(char character) => character is ',' or '[' or ']' or '{' or '}';

    private string End(StringBuilder result, int position)
    {
        cursor.Position = position;
        return result.ToString();
    }

    /// <summary>Turns a line end inside quotes into a blank, and each empty line after it into a newline.</summary>
    private void Fold(StringBuilder result)
    {
        while (result.Length > 0 && result[^1] is (' ' or '\t')) result.Length--;
        var breaks = 0;
        for (; cursor.Current == '\n'; cursor.SkipSpaces(), breaks++) cursor.Position++;
        result.Append(breaks == 1 ? " " : new string('\n', breaks - 1));
        cursor.Position--;
    }

    private void Escape(StringBuilder result)
    {
        cursor.Position++;
        var length = cursor.Current switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (length > 0)
        {
            var rest = cursor.Text[(cursor.Position + 1)..];
            var digits = rest[..Math.Min(length, rest.Length)];
            if (digits.Length < length ||
                !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) ||
                !Rune.IsValid(point)) throw cursor.Mistake($"\"\\{cursor.Current}{digits}\" is no character");
            result.Append(new Rune(point).ToString());
            cursor.Position += length;
            return;
        }

        if (cursor.Current == '\n')
        {
            cursor.Position++;
            cursor.SkipSpaces();
            cursor.Position--;
            return;
        }

        result.Append(cursor.Current switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' or '\t' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\e',
            'N' => '\u0085',
            '_' => '\u00A0',
            'L' => '\u2028',
            'P' => '\u2029',
            ' ' or '"' or '/' or '\\' => cursor.Current,
            _ => throw cursor.Mistake($"\"\\{cursor.Current}\" is no escape"),
        });
    }

    private static BigInteger? Based(string text)
    {
        var digits = text.Length > 2 ? text[2..] : "";
        if (text.StartsWith("0x", StringComparison.Ordinal) && digits.Length > 0 && digits.All(char.IsAsciiHexDigit))
            return BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return text.StartsWith("0o", StringComparison.Ordinal) && digits.Length > 0 &&
            digits.All(d => d is >= '0' and <= '7')
            ? digits.Aggregate(BigInteger.Zero, (sum, digit) => sum * 8 + (digit - '0'))
            : null;
    }
}
