using System.Globalization;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Reads numbers and characters as Go's source text has them.</summary>
internal static class GoNumber
{
    /// <summary>Returns the whole or floating number, or null when the text is none.</summary>
    public static TemplateValue? Parse(string text)
    {
        if (text.StartsWith('\'')) return Character(text);
        var digits = text.Replace("_", "");
        var (negative, bare) = digits
            switch
        { ['-', .. var rest] => (true, rest), ['+', .. var rest] => (false, rest), _ => (false, digits) };
        if (Whole(bare) is { } whole)
        {
            if (whole > (ulong)long.MaxValue + (negative ? 1ul : 0ul)) return null;
            return TemplateValue.Of(negative ? unchecked(-(long)whole) : (long)whole);
        }
        return double.TryParse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var number)
            && !double.IsInfinity(number)
            ? new FloatValue(negative ? -number : number)
            : null;
    }

    private static ulong? Whole(string text)
    {
        var (radix, digits) = text.ToLowerInvariant() switch
        {
            ['0', 'x', .. var rest] => (16u, rest),
            ['0', 'b', .. var rest] => (2u, rest),
            ['0', 'o', .. var rest] => (8u, rest),
            ['0', .. { Length: > 0 } rest] => (8u, rest),
            var rest => (10u, rest),
        };
        if (digits.Length == 0) return null;
        var whole = 0ul;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToUInt32(digit.ToString(), 16) is var value && value >= radix)
                return null;
            if (whole > (ulong.MaxValue - value) / radix) return null;
            whole = whole * radix + value;
        }
        return whole;
    }

    private static IntValue? Character(string text) =>
        GoText.Unquote(text) is { } content
            && Rune.DecodeFromUtf16(content, out var rune, out var used) == System.Buffers.OperationStatus.Done
        && used == content.Length
            ? new IntValue(rune.Value)
            : null;
}
