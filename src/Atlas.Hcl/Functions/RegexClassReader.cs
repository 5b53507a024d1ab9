using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>Reads bracketed classes and escapes in the syntax of RE2.</summary>
internal static class RegexClassReader
{
    private static readonly (int, int)[] Digits = [('0', '9')];
    private static readonly (int, int)[] Spaces = [('\t', '\n'), ('\f', '\r'), (' ', ' ')];
    private static readonly (int, int)[] Word = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

    private static readonly FrozenDictionary<string, (int, int)[]> Named = new Dictionary<string, (int, int)[]>
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 0x7F)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 0x1F), (0x7F, 0x7F)],
        ["digit"] = Digits,
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = Word,
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        StringComparer.Ordinal,
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs");

    /// <summary>Reads from <c>[</c> to <c>]</c> and returns the class in the platform's syntax.</summary>
    public static string Read(
        string pattern, ref int position, Func<string, FunctionException> mistake, bool ignoreCase)
    {
        var start = position++;
        var isNegated = position < pattern.Length && pattern[position] == '^';
        if (isNegated) position++;
        var ranges = new List<(int, int)>();
        var categories = new List<string>();
        for (var isFirst = true; ; isFirst = false)
        {
            if (position >= pattern.Length) throw mistake($"the class \"{pattern[start..]}\" is never closed");
            if (pattern[position] == ']' && !isFirst) break;
            var item = ReadItem(pattern, ref position, mistake);
            categories.AddRange(item.Categories);
            if (!IsSingle(item) || !StartsRange(pattern, position))
            {
                ranges.AddRange(item.Ranges);
                continue;
            }

            position++;
            var end = ReadItem(pattern, ref position, mistake);
            var first = item.Ranges[0].First;
            if (!IsSingle(end) || end.Ranges[0].Last < first)
                throw mistake($"the class \"{pattern[start..position]}\" has a range that is none");
            ranges.Add((first, end.Ranges[0].Last));
        }

        position++;
        return new RegexClass(ranges, categories, isNegated).Write(ignoreCase);
    }

    /// <summary>Reads an escape that stands for one character or a class of them.</summary>
    public static RegexClass ReadEscape(string pattern, ref int position, Func<string, FunctionException> mistake)
    {
        if (position + 1 >= pattern.Length) throw mistake("there is a backslash at its end");
        var letter = pattern[position + 1];
        var start = position;
        position += 2;
        switch (letter)
        {
            case 'd': return new RegexClass(Digits);
            case 's': return new RegexClass(Spaces);
            case 'w': return new RegexClass(Word);
            case 'D': return new RegexClass(RegexClass.Complement(Digits));
            case 'S': return new RegexClass(RegexClass.Complement(Spaces));
            case 'W': return new RegexClass(RegexClass.Complement(Word));
            case 'p' or 'P': return ReadCategory(pattern, ref position, letter == 'P', mistake);
            case 'x': return Single(ReadHexadecimal(pattern, ref position, mistake));
            case 'a': return Single('\a');
            case 'f': return Single('\f');
            case 't': return Single('\t');
            case 'n': return Single('\n');
            case 'r': return Single('\r');
            case 'v': return Single('\v');
            case >= '0' and <= '7' when letter == '0' ||
                position < pattern.Length && pattern[position] is >= '0' and <= '7':
                position = start + 1;
                return Single(ReadOctal(pattern, ref position));
            case < (char)0x80 when !char.IsAsciiLetterOrDigit(letter): return Single(letter);
            default: throw mistake($"\"\\{letter}\" is no escape that RE2 knows");
        }
    }

    private static RegexClass ReadItem(string pattern, ref int position, Func<string, FunctionException> mistake)
    {
        if (position >= pattern.Length) throw mistake("a class is never closed");
        if (pattern[position] == '\\') return ReadEscape(pattern, ref position, mistake);
        if (string.CompareOrdinal(pattern, position, "[:", 0, 2) == 0 &&
            pattern.IndexOf(":]", position + 2, StringComparison.Ordinal) is >= 0 and var end)
        {
            var name = pattern[(position + 2)..end];
            var isNegated = name.StartsWith('^');
            if (!Named.TryGetValue(isNegated ? name[1..] : name, out var ranges))
                throw mistake($"there is no class \"[:{name}:]\"");
            position = end + 2;
            return new RegexClass(isNegated ? RegexClass.Complement(ranges) : ranges);
        }

        Rune.DecodeFromUtf16(pattern.AsSpan(position), out var rune, out var length);
        position += length;
        return Single(rune.Value);
    }

    private static RegexClass ReadCategory(
        string pattern, ref int position, bool isNegated, Func<string, FunctionException> mistake)
    {
        if (position >= pattern.Length) throw mistake("a category is required after \"\\p\"");
        string name;
        if (pattern[position] != '{')
        {
            name = pattern[position++].ToString();
        }
        else
        {
            var end = pattern.IndexOf('}', position);
            if (end < 0) throw mistake("a \"\\p{\" is never closed");
            name = pattern[(position + 1)..end];
            position = end + 1;
        }

        if (name.StartsWith('^')) (name, isNegated) = (name[1..], !isNegated);
        if (name == "Any") return new RegexClass(isNegated ? [] : [(0, 0x10FFFF)]);
        return Categories.Contains(name)
            ? new RegexClass([], [$@"\{(isNegated ? 'P' : 'p')}{{{name}}}"])
            : throw mistake(
                $"the class \"\\p{{{name}}}\" is not supported here; write a category such as \\p{{Lu}}, or ranges");
    }

    private static int ReadHexadecimal(string pattern, ref int position, Func<string, FunctionException> mistake)
    {
        var isBraced = position < pattern.Length && pattern[position] == '{';
        var end = isBraced ? pattern.IndexOf('}', position) : Math.Min(position + 2, pattern.Length);
        var digits = end < 0 ? "" : pattern[(isBraced ? position + 1 : position)..end];
        if (digits.Length is 0 or > 6 || !isBraced && digits.Length != 2 ||
            !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) ||
                point > 0x10FFFF)
            throw mistake("\"\\x\" needs two hexadecimal digits, or up to six in braces");
        position = isBraced ? end + 1 : end;
        return point;
    }

    private static int ReadOctal(string pattern, ref int position)
    {
        var point = 0;
        for (var i = 0; i < 3 && position < pattern.Length && pattern[position] is >= '0' and <= '7'; i++)
            point = point * 8 + (pattern[position++] - '0');
        return point;
    }

    private static RegexClass Single(int point) => new([(point, point)]);

    private static bool IsSingle(RegexClass item) =>
        item.Categories.Count == 0 && item.Ranges is [var (first, last)] && first == last;

    // A hyphen before the closing bracket stands for itself.
    private static bool StartsRange(string pattern, int position) =>
        position + 1 < pattern.Length && pattern[position] == '-' && pattern[position + 1] != ']';
}
