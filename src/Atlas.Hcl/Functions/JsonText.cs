using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>Values as JSON and back; numbers keep all their digits.</summary>
internal static class JsonText
{
    private const int DepthLimit = 500;

    /// <summary>
    /// Writes compact JSON with sorted keys; <c>&lt; &gt; &amp;</c> are escaped, so that it may stand in HTML.
    /// </summary>
    public static string Write(Value value, int argument = 0)
    {
        var text = new StringBuilder();
        Write(value, text, argument);
        return text.ToString();
    }

    /// <summary>Writes a string as JSON.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2);
        Quote(text, quoted);
        return quoted.ToString();
    }

    /// <summary>Reads JSON: objects become objects, arrays tuples.</summary>
    public static Value Read(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = DepthLimit });
        try
        {
            reader.Read();
            var value = Read(ref reader);
            reader.Read();
            return value;
        }
        catch (JsonException problem)
        {
            throw new FunctionException(
                $"the text is not JSON, see line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}", 0);
        }
        catch (InvalidOperationException)
        {
            throw new FunctionException("the text is not JSON: a string holds half of a surrogate pair", 0);
        }
    }

    private static Value Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => Value.String(reader.GetString() ?? ""),
        JsonTokenType.Number => Number.Parse(Encoding.UTF8.GetString(reader.ValueSpan)) is { } number
            ? Value.Number(number)
            : throw new UnreachableException("Every JSON number is a decimal."),
        JsonTokenType.True => Value.True,
        JsonTokenType.False => Value.False,
        _ => Value.NullLiteral,
    };

    private static Value ReadObject(ref Utf8JsonReader reader)
    {
        var members = new List<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            members.Add(new(name, Read(ref reader)));
        }

        return Value.Object(members);
    }

    private static Value ReadArray(ref Utf8JsonReader reader)
    {
        var elements = new List<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) elements.Add(Read(ref reader));
        return Value.Tuple(elements);
    }

    private static void Write(Value value, StringBuilder text, int argument)
    {
        if (value.IsNull)
        {
            text.Append("null");
            return;
        }

        switch (value.Type)
        {
            case PrimitiveType { Word: "string" }: Quote(value.AsString(), text); break;
            case PrimitiveType { Word: "bool" }: text.Append(value.AsBool() ? "true" : "false"); break;
            case PrimitiveType: text.Append(Finite(value.AsNumber(), argument)); break;
            case MapType or ObjectType: WriteMembers(value, text, argument); break;
            case ListType or SetType or TupleType: WriteElements(value, text, argument); break;
            default:
                throw new FunctionException($"a value of type {value.Type.Name} can't be written as JSON", argument);
        }
    }

    private static Number Finite(Number number, int argument) =>
        number.IsInfinite ? throw new FunctionException("infinity can't be written as JSON", argument) : number;

    private static void WriteElements(Value value, StringBuilder text, int argument)
    {
        var separator = '[';
        foreach (var element in value.Elements)
        {
            text.Append(separator);
            Write(element, text, argument);
            separator = ',';
        }

        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void WriteMembers(Value value, StringBuilder text, int argument)
    {
        var separator = '{';
        foreach (var (key, member) in value.Members)
        {
            text.Append(separator);
            Quote(key, text);
            text.Append(':');
            Write(member, text, argument);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' =>
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
