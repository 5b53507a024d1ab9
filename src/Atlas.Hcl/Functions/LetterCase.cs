using System.Globalization;
using System.Text;

namespace Atlas.Hcl.Functions;

/// <summary>Simple case mapping of Unicode: one character to one, whatever the language and the surroundings.</summary>
internal static class LetterCase
{
    public static string Lower(string text) => string.Concat(text.EnumerateRunes().Select(Lower));

    public static string Upper(string text) => string.Concat(text.EnumerateRunes().Select(Upper));

    /// <summary>
    /// Puts the first letter of each word into title case; letters, digits and <c>_</c> make up words.
    /// </summary>
    public static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        var isInWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(isInWord ? rune : Title(rune));
            isInWord = !IsSeparator(rune);
        }

        return result.ToString();
    }

    // The platform's invariant mapping leaves out the pairs of an ASCII letter and another one.
    private static Rune Lower(Rune rune) => rune.Value switch
    {
        0x130 => new Rune('i'),
        0x212A => new Rune('k'),
        _ => Rune.ToLowerInvariant(rune),
    };

    private static Rune Upper(Rune rune) => rune.Value switch
    {
        0x131 => new Rune('I'),
        0x17F => new Rune('S'),
        _ => Rune.ToUpperInvariant(rune),
    };

    // Of the characters with a title case of their own only these digraphs differ from the upper case.
    private static Rune Title(Rune rune) => rune.Value switch
    {
        >= 0x1C4 and <= 0x1C6 => new Rune(0x1C5),
        >= 0x1C7 and <= 0x1C9 => new Rune(0x1C8),
        >= 0x1CA and <= 0x1CC => new Rune(0x1CB),
        >= 0x1F1 and <= 0x1F3 => new Rune(0x1F2),
        >= 0x10D0 and <= 0x10FF => rune,
        _ => Upper(rune),
    };

    private static bool IsSeparator(Rune rune)
    {
        if (rune.IsAscii) return !(char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_');
        return !Rune.IsLetter(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber &&
            Rune.IsWhiteSpace(rune);
    }
}
