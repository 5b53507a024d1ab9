namespace Atlas.Core.Filters;

/// <summary>
/// A pattern for a name: <c>*</c> for any run of characters but <c>/</c>, <c>?</c> for one of them, <c>[a-z]</c>,
/// <c>[^x]</c>, and <c>\</c> before a character to be taken as it is. Source: Go's path/filepath.Match.
/// </summary>
internal sealed class Glob
{
    private readonly List<Element> elements = [];

    private Glob() { }

    private enum ElementKind
    {
        Any,
        One,
        Character,
        Class,
    }

    /// <summary>Reads a pattern; null when a class isn't closed or empty, or the last character is a lone
    /// backslash.</summary>
    public static Glob? Parse(string pattern)
    {
        var glob = new Glob();
        for (var at = 0; at < pattern.Length;)
        {
            switch (pattern[at])
            {
                case '*':
                    if (glob.elements is not [.., { Kind: ElementKind.Any }]) glob.elements.Add(new(ElementKind.Any));
                    at++;
                    break;
                case '?':
                    glob.elements.Add(new(ElementKind.One));
                    at++;
                    break;
                case '[':
                    if (Class(pattern, ref at) is not { } members) return null;
                    glob.elements.Add(members);
                    break;
                default:
                    if (Character(pattern, ref at) is not { } c) return null;
                    glob.elements.Add(new(ElementKind.Character, c));
                    break;
            }
        }

        return glob;
    }

    /// <summary>Returns whether a name matches; the cost is at most the product of both lengths.</summary>
    public bool Matches(string name)
    {
        var runes = name.EnumerateRunes().Select(r => r.Value).ToArray();
        var (element, at, star, retry) = (0, 0, -1, 0);
        while (at < runes.Length)
        {
            if (element < elements.Count && elements[element].Kind == ElementKind.Any)
            {
                (star, retry) = (element++, at);
            }
            else if (element < elements.Count && elements[element].Matches(runes[at]))
            {
                element++;
                at++;
            }
            else if (star >= 0 && runes[retry] != '/')
            {
                (element, at) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return elements.Skip(element).All(e => e.Kind == ElementKind.Any);
    }

    private static int? Character(string pattern, ref int at)
    {
        if (pattern[at] == '\\' && ++at == pattern.Length) return null;
        var value = at + 1 < pattern.Length && char.IsSurrogatePair(pattern[at], pattern[at + 1])
            ? char.ConvertToUtf32(pattern, at)
            : pattern[at];
        at += value > char.MaxValue ? 2 : 1;
        return value;
    }

    private static Element? Class(string pattern, ref int at)
    {
        at++;
        var isNegated = at < pattern.Length && pattern[at] == '^';
        if (isNegated) at++;
        var ranges = new List<(int, int)>();
        while (at < pattern.Length && (pattern[at] != ']' || ranges.Count == 0))
        {
            if (pattern[at] is '-' or ']' || Character(pattern, ref at) is not { } low) return null;
            var high = low;
            if (at < pattern.Length && pattern[at] == '-')
            {
                if (++at == pattern.Length || pattern[at] is '-' or ']' || Character(pattern, ref at) is not { } end)
                    return null;
                high = end;
            }

            ranges.Add((low, high));
        }

        return at++ < pattern.Length ? new Element(ElementKind.Class) { Ranges = ranges, IsNegated = isNegated } : null;
    }

    private sealed record Element(ElementKind Kind, int Value = 0)
    {
        public List<(int Low, int High)> Ranges { get; init; } = [];

        public bool IsNegated { get; init; }

        public bool Matches(int rune) => Kind switch
        {
            ElementKind.One => rune != '/',
            ElementKind.Character => rune == Value,
            ElementKind.Class => rune != '/' && Ranges.Exists(r => r.Low <= rune && rune <= r.High) != IsNegated,
            _ => false,
        };
    }
}
