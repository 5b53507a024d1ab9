using System.Globalization;
using System.Text;
using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>
/// Checks a pattern in the syntax of RE2 (<see href="https://github.com/google/re2/wiki/Syntax"/>) and writes it for
/// the platform's linear-time matcher. Characters outside the basic plane are pairs of units there, so every class is
/// written out in units. Word boundaries mind letters of all scripts; scripts as classes are refused.
/// </summary>
internal sealed class RegexTranslation(string pattern, int argument)
{
    private const int LengthLimit = 4_000, RepeatLimit = 1_000, SizeLimit = 2_000, DepthLimit = 100;

    private readonly List<string?> groups = [];
    private RegexFlags flags = RegexFlags.None;
    private int position;
    private int quotedTo;
    private int depth;

    /// <summary>
    /// Gets the names of the groups in the order of their opening parentheses; null for those without.
    /// </summary>
    public IReadOnlyList<string?> Groups => groups;

    /// <summary>Returns the pattern in the platform's syntax.</summary>
    public string Run()
    {
        if (pattern.Length > LengthLimit) throw Mistake($"it is longer than {LengthLimit} characters");
        var result = Alternatives();
        if (position < pattern.Length) throw Mistake("there is a \")\" without a \"(\"");
        return result.Text;
    }

    private char Current => position < pattern.Length ? pattern[position] : '\0';

    private bool Has(RegexFlags flag) => (flags & flag) != 0;

    private Piece Alternatives()
    {
        var (text, size) = (new StringBuilder(), 0);
        do
        {
            if (text.Length > 0 || size > 0) text.Append('|');
            var sequence = Sequence();
            text.Append(sequence.Text);
            size += sequence.Size + 1;
        }
        while (Skip("|"));
        return new Piece(text.ToString(), size);
    }

    private Piece Sequence()
    {
        var (text, size) = (new StringBuilder(), 0);
        while (position < pattern.Length && (position < quotedTo || Current is not ('|' or ')')))
        {
            if (position >= quotedTo && Skip(@"\Q"))
            {
                var end = pattern.IndexOf(@"\E", position, StringComparison.Ordinal);
                quotedTo = end < 0 ? pattern.Length : end;
                if (position == quotedTo) Skip(@"\E");
                continue;
            }

            if ((position < quotedTo ? Quoted() : Atom()) is not { } piece) continue;
            if (position >= quotedTo) piece = Repeated(piece);
            text.Append(piece.Text);
            size += piece.Size;
            if (size > SizeLimit) throw Mistake("it is too big");
        }

        return new Piece(text.ToString(), size);
    }

    /// <summary>Reads one character between <c>\Q</c> and <c>\E</c>; a repetition holds for the last one.</summary>
    private Piece Quoted()
    {
        var piece = Character();
        if (position >= quotedTo) Skip(@"\E");
        return piece;
    }

    /// <summary>Reads one atom; null for flags, which match nothing by themselves.</summary>
    private Piece? Atom()
    {
        switch (Current)
        {
            case '(': return Group();
            case '[':
                return new Piece(RegexClassReader.Read(pattern, ref position, Mistake, Has(RegexFlags.IgnoreCase)), 1);
            case '*' or '+' or '?': throw Mistake($"there is nothing before \"{Current}\" to repeat");
            case '{' when IsRepetition(): throw Mistake("there is nothing before \"{\" to repeat");
            case '\\': return Escape();
            case '.':
                position++;
                return new Piece(RegexClass.AnyExcept(Has(RegexFlags.DotAll) ? [] : [('\n', '\n')]), 1);
            case '^':
                position++;
                return new Piece(Has(RegexFlags.MultiLine) ? "(?m:^)" : @"\A", 1);
            case '$':
                position++;
                return new Piece(Has(RegexFlags.MultiLine) ? "(?m:$)" : @"\z", 1);
            default: return Character();
        }
    }

    private Piece Character()
    {
        Rune.DecodeFromUtf16(pattern.AsSpan(position), out var rune, out var length);
        position += length;
        return new Piece(new RegexClass([(rune.Value, rune.Value)]).Write(Has(RegexFlags.IgnoreCase)), 1);
    }

    private Piece Escape()
    {
        switch (position + 1 < pattern.Length ? pattern[position + 1] : '\0')
        {
            case 'A': position += 2; return new Piece(@"\A", 1);
            case 'z': position += 2; return new Piece(@"\z", 1);
            case 'b': position += 2; return new Piece(@"\b", 1);
            case 'B': position += 2; return new Piece(@"\B", 1);
            default:
                var escape = RegexClassReader.ReadEscape(pattern, ref position, Mistake);
                return new Piece(escape.Write(Has(RegexFlags.IgnoreCase)), 1);
        }
    }

    private Piece? Group()
    {
        if (++depth > DepthLimit) throw Mistake("its groups are nested too deeply");
        var outer = flags;
        position++;
        string open;
        if (!Skip("?"))
        {
            groups.Add(null);
            open = $"(?<{groups.Count}>";
        }
        else if (Skip("P<") || Skip("<"))
        {
            open = NamedGroup();
        }
        else if (Flags())
        {
            depth--;
            return null;
        }
        else
        {
            open = "(?:";
        }

        var inner = Alternatives();
        if (!Skip(")")) throw Mistake("there is a \"(\" without a \")\"");
        flags = outer;
        depth--;
        return new Piece($"{open}{inner.Text})", inner.Size + 1);
    }

    private string NamedGroup()
    {
        var end = pattern.IndexOf('>', position);
        var name = end < 0 ? "" : pattern[position..end];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw Mistake("a group's name must be made of letters, digits and underscores");
        if (groups.Contains(name)) throw Mistake($"two groups have the name \"{name}\"");
        position = end + 1;
        groups.Add(name);
        return $"(?<{groups.Count}>";
    }

    /// <summary>
    /// Reads flags up to <c>:</c> or <c>)</c>; returns whether they hold for the rest of the group around them.
    /// </summary>
    private bool Flags()
    {
        var (isOff, start) = (false, position);
        for (; position < pattern.Length; position++)
        {
            var flag = RegexFlags.None;
            switch (pattern[position])
            {
                case 'i': flag = RegexFlags.IgnoreCase; break;
                case 'm': flag = RegexFlags.MultiLine; break;
                case 's': flag = RegexFlags.DotAll; break;
                case 'U': flag = RegexFlags.Ungreedy; break;
                case '-' when !isOff: isOff = true; break;
                case ':' or ')' when !isOff || pattern[position - 1] != '-':
                    if (pattern[position++] == ':') return false;
                    return position - 1 > start ? true : throw Mistake("\"(?)\" is no group");
                default: throw Mistake($"\"(?{pattern[start..(position + 1)]}\" is no group that RE2 knows");
            }

            flags = isOff ? flags & ~flag : flags | flag;
        }

        throw Mistake("there is a \"(\" without a \")\"");
    }

    private Piece Repeated(Piece piece)
    {
        var (text, size) = (piece.Text, piece.Size);
        var start = position;
        var (least, most) = ReadRepetition();
        if (position == start) return piece;
        var operatorText = pattern[start..position];
        var isLazy = Skip("?") != Has(RegexFlags.Ungreedy);
        if (Current is '*' or '+' or '?' || Current == '{' && IsRepetition())
            throw Mistake($"\"{operatorText}\" is followed by another repetition");

        var count = Math.Max(Math.Max(least, most), 1);
        if ((long)size * count > SizeLimit) throw Mistake("it is too big");
        var quantifier = (least, most) switch
        {
            (0, -1) => "*",
            (1, -1) => "+",
            (0, 1) => "?",
            (_, -1) => $"{{{least},}}",
            _ => $"{{{least},{most}}}",
        };
        return new Piece($"(?:{text}){quantifier}{(isLazy ? "?" : "")}", size * count);
    }

    /// <summary>Reads a repetition, if there is one; -1 stands for no upper bound.</summary>
    private (int Least, int Most) ReadRepetition()
    {
        if (Skip("*")) return (0, -1);
        if (Skip("+")) return (1, -1);
        if (Skip("?")) return (0, 1);
        if (Current != '{' || !IsRepetition()) return (1, 1);
        var end = pattern.IndexOf('}', position);
        var bounds = pattern[(position + 1)..end].Split(',');
        position = end + 1;
        var least = Bound(bounds[0]);
        var most = bounds.Length == 1 ? least : bounds[1].Length == 0 ? -1 : Bound(bounds[1]);
        if (most >= 0 && most < least) throw Mistake($"a repetition from {least} to {most} is upside down");
        return (least, most);
    }

    private int Bound(string digits) =>
        digits.Length <= 4 && int.Parse(digits, CultureInfo.InvariantCulture) is <= RepeatLimit and var bound
            ? bound
            : throw Mistake($"a repetition may go up to {RepeatLimit}");

    /// <summary>Tells whether <c>{</c> opens a repetition; otherwise it stands for itself.</summary>
    private bool IsRepetition()
    {
        var end = pattern.IndexOf('}', position);
        if (end < 0) return false;
        var bounds = pattern[(position + 1)..end].Split(',');
        return bounds.Length <= 2 && bounds[0].Length > 0 && bounds.All(b => b.All(char.IsAsciiDigit));
    }

    private bool Skip(string text)
    {
        if (string.CompareOrdinal(pattern, position, text, 0, text.Length) != 0) return false;
        position += text.Length;
        return true;
    }

    private FunctionException Mistake(string what) => new($"the pattern is not valid: {what}", argument);

    /// <summary>A translated part and its estimated size in states.</summary>
    private sealed record Piece(string Text, int Size);
}

/// <summary>The flags of RE2: <c>i</c>, <c>m</c>, <c>s</c> and <c>U</c>.</summary>
[Flags]
internal enum RegexFlags
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Letters match both cases.</summary>
    IgnoreCase = 1,

    /// <summary>Line starts and ends count as those of the text.</summary>
    MultiLine = 2,

    /// <summary>The dot matches a newline too.</summary>
    DotAll = 4,

    /// <summary>Repetitions take as little as they can; a question mark turns that round.</summary>
    Ungreedy = 8,
}
