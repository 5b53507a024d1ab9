using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Writes values as Go's encoding/json does, and reads JSON back into values.</summary>
internal static class GoJson
{
    /// <summary>Writes a value; without an indent on one line and without spaces.</summary>
    /// <param name="value">The value.</param>
    /// <param name="prefix">What begins each line after the first; only with an indent or a prefix are there
    /// lines.</param>
    /// <param name="indent">What is repeated for each level.</param>
    public static string Write(TemplateValue value, string prefix = "", string indent = "")
    {
        var text = new StringBuilder();
        Write(text, value, prefix.Length + indent.Length == 0 ? null : (prefix, indent), 0);
        return text.ToString();
    }

    /// <summary>Reads JSON; throws <see cref="TemplateFailure"/> when it is malformed.</summary>
    public static TemplateValue Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new TemplateFailure($"malformed JSON: {error.Message}");
        }
    }

    /// <summary>Returns the keys and values that JSON shows of an object or a map, in order; null for other
    /// values.</summary>
    public static IReadOnlyList<(string Name, TemplateValue Value)>? Members(TemplateValue value) => value switch
    {
        ObjectValue { Json: { } json } => Members(json),
        ObjectValue instance => [.. from field in instance.Fields
                                    where field.JsonName is not null && !(field.OmitEmpty && IsEmpty(field.Value))
                                    select (field.JsonName, field.Value)],
        MapValue map => [.. map.Entries.Select(entry => (entry.Key, entry.Value))],
        _ => null,
    };

    private static void Write(StringBuilder text, TemplateValue value, (string Prefix, string Indent)? lines, int depth)
    {
        switch (value)
        {
            case ObjectValue { Json: { } json } when Members(json) is null:
                Write(text, json, lines, depth);
                break;
            case ObjectValue or MapValue:
                Group(text, '{', '}', Members(value) ?? [], lines, depth, member =>
                {
                    Quote(text, member.Name);
                    text.Append(lines is null ? ":" : ": ");
                    Write(text, member.Value, lines, depth + 1);
                });
                break;
            case ListValue list:
                Group(text, '[', ']', list.Items, lines, depth, item => Write(text, item, lines, depth + 1));
                break;
            case StringValue plain:
                Quote(text, plain.Text);
                break;
            case TimeValue { Time: var time }:
                Quote(text, time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
                    + (time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture)));
                break;
            case FloatValue { Number: var number }:
                text.Append(Number(number));
                break;
            case NilValue:
                text.Append("null");
                break;
            default:
                text.Append(GoText.Plain(value));
                break;
        }
    }

    private static void Group<T>(
        StringBuilder text, char open, char close, IReadOnlyList<T> items, (string Prefix, string Indent)? lines,
        int depth, Action<T> write)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(',');
            Break(depth + 1);
            write(items[i]);
        }
        if (items.Count > 0) Break(depth);
        text.Append(close);

        void Break(int level)
        {
            if (lines is not var (prefix, indent)) return;
            text.Append('\n').Append(prefix);
            for (var i = 0; i < level; i++) text.Append(indent);
        }
    }

    private static bool IsEmpty(TemplateValue value) => value is not (ObjectValue or TimeValue) && !value.IsTrue;

    private static string Number(double number)
    {
        if (!double.IsFinite(number))
            throw new TemplateFailure($"json: unsupported value: {GoFloat.Format(number, 'g', -1)}");
        var size = Math.Abs(number);
        var text = GoFloat.Format(number, size != 0 && (size < 1e-6 || size >= 1e21) ? 'e' : 'f', -1);
        // JSON of Go has e-9 where the rest of Go has e-09.
        return text.Length > 4 && text[^4] == 'e' && text[^3] == '-' && text[^2] == '0' ? text[..^2] + text[^1] : text;
    }

    private static void Quote(StringBuilder text, string plain)
    {
        text.Append('"');
        foreach (var rune in plain.EnumerateRunes())
        {
            var simple = rune.Value < 128 ? "\"\\\b\f\n\r\t".IndexOf((char)rune.Value) : -1;
            if (simple >= 0) text.Append('\\').Append("\"\\bfnrt"[simple]);
            else if (rune.Value < 0x20 || rune.Value is '<' or '>' or '&' or 0x2028 or 0x2029)
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else text.Append(rune.ToString());
        }
        text.Append('"');
    }

    private static TemplateValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new ObjectValue("map[string]interface {}",
            [.. element.EnumerateObject().Select(member => new TemplateField(member.Name, Read(member.Value)))]),
        JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(Read)]),
        JsonValueKind.String => TemplateValue.Of(element.GetString()),
        JsonValueKind.Number =>
            element.TryGetInt64(out var whole) ? TemplateValue.Of(whole) : new FloatValue(element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => TemplateValue.Of(element.GetBoolean()),
        _ => TemplateValue.Nil,
    };
}
