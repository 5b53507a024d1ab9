using System.Globalization;
using System.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Which characters make a name: Unicode's ID_Start and ID_Continue (UAX 31), <c>_</c> in front, and <c>-</c>
/// inside.</summary>
internal static class Identifiers
{
    /// <summary>Returns how many bytes of a name stand at the front of a text; 0 when there is none.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length)
        {
            var b = text[length];
            if (b < 0x80)
            {
                var letter = char.IsAsciiLetter((char)b) || b == '_';
                if (!letter && (length == 0 || !(char.IsAsciiDigit((char)b) || b == '-'))) break;
                length++;
                continue;
            }
            if (Rune.DecodeFromUtf8(text[length..], out var rune, out var size) != System.Buffers.OperationStatus.Done)
                break;
            if (!(length == 0 ? IsStart(rune) : IsContinue(rune))) break;
            length += size;
        }
        return length;
    }

    private static bool IsStart(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber =>
            rune.Value != 0x2E2F,                                          // a letter that Pattern_Syntax takes out
        _ => rune.Value is 0x1885 or 0x1886 or 0x2118 or 0x212E or 0x309B or 0x309C,     // Other_ID_Start
    };

    private static bool IsContinue(Rune rune) => IsStart(rune) || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => true,
        // Other_ID_Continue, without the joiners of newer Unicode versions: an invisible part of a name helps nobody.
        _ => rune.Value is 0xB7 or 0x387 or (>= 0x1369 and <= 0x1371) or 0x19DA,
    };
}
