using System.Globalization;
using System.Text;

namespace Atlas.Hcl.Functions;

/// <summary>Percent encoding; each part of a URL lets other characters stand for themselves (RFC 3986).</summary>
internal static class UrlEscape
{
    private const string Unreserved = "-_.~";

    /// <summary>Encodes for a query: a blank becomes <c>+</c>.</summary>
    public static string Query(string text) => Encode(text, Unreserved).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>Encodes a user or a password.</summary>
    public static string User(string text) => Encode(text, Unreserved + "$&+,;=");

    /// <summary>Encodes a path; slashes stay.</summary>
    public static string Path(string text) => Encode(text, Unreserved + "$&+,/:;=@");

    /// <summary>Decodes what a query holds; null when a percent sign has no two hexadecimal digits after it.</summary>
    public static string? Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        var source = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '%')
            {
                bytes.Add(source[i] == '+' ? (byte)' ' : source[i]);
                continue;
            }

            if (i + 2 >= source.Length ||
                !byte.TryParse(
                    source.AsSpan(i + 1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var value))
                return null;
            bytes.Add(value);
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Encode(string text, string plain)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || plain.Contains((char)unit)) encoded.Append((char)unit);
            else encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }
}
