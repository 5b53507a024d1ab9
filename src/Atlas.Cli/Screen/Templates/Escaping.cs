using System.Globalization;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Escapes texts for HTML, JavaScript and the query of a URL as Go's template functions do.</summary>
internal static class Escaping
{
    public static string Html(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&#34;")
            .Replace("'", "&#39;").Replace('\0', '\uFFFD');

    public static string JavaScript(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '\\' or '\'' or '"') escaped.Append('\\').Append(c);
            else if (c < ' ' || c is '<' or '>' or '&' or '=' or '\u2028' or '\u2029')
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    public static string UrlQuery(string text)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                escaped.Append((char)b);
            else if (b == ' ') escaped.Append('+');
            else escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return escaped.ToString();
    }
}
