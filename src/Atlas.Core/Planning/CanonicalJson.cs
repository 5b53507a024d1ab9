using System.Globalization;
using System.Text;

namespace Atlas.Core.Planning;

/// <summary>Writes JSON that has one spelling: members sorted by name, no blanks, nothing escaped that needs no
/// escape.</summary>
/// <remarks>The member order is the caller's duty. Source: RFC 8785, restricted to what fingerprints hold.</remarks>
internal static class CanonicalJson
{
    /// <summary>Returns a string with its quotes.</summary>
    public static string Text(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                < ' ' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }

    /// <summary>Returns a number.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns an array of values that are JSON already.</summary>
    public static string Array(IEnumerable<string> values) => $"[{string.Join(',', values)}]";

    /// <summary>Returns an array of strings.</summary>
    public static string Texts(IEnumerable<string> values) => Array(values.Select(Text));

    /// <summary>Returns an object of the members that have a value; their names are ASCII and given in order.</summary>
    public static string Object(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var result = new StringBuilder("{");
        foreach (var (name, value) in members)
        {
            if (value is null) continue;
            if (result.Length > 1) result.Append(',');
            result.Append(Text(name)).Append(':').Append(value);
        }

        return result.Append('}').ToString();
    }
}
