using System.Globalization;
using System.Text;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>Writes values as YAML in block style: keys sorted, strings in double quotes.</summary>
internal static class YamlWriter
{
    /// <summary>Returns a document that ends with a newline.</summary>
    public static string Write(Value value)
    {
        var text = new StringBuilder();
        Write(value, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Write(Value value, int indent, StringBuilder text)
    {
        if (IsBlock(value) && value.Members.Count > 0) WriteMembers(value, indent, text);
        else if (IsBlock(value)) WriteElements(value, indent, text);
        else text.Append(Flow(value));
    }

    private static void WriteMembers(Value value, int indent, StringBuilder text)
    {
        var isFirst = true;
        foreach (var (key, member) in value.Members)
        {
            if (!isFirst) NewLine(indent, text);
            isFirst = false;
            text.Append(Quote(key)).Append(':');
            if (!IsBlock(member))
            {
                text.Append(' ').Append(Flow(member));
                continue;
            }

            // A list stands at the column of its key.
            var inner = member.Members.Count > 0 ? indent + 2 : indent;
            NewLine(inner, text);
            Write(member, inner, text);
        }
    }

    private static void WriteElements(Value value, int indent, StringBuilder text)
    {
        for (var i = 0; i < value.Elements.Count; i++)
        {
            if (i > 0) NewLine(indent, text);
            text.Append("- ");
            Write(value.Elements[i], indent + 2, text);
        }
    }

    private static bool IsBlock(Value value) => value.Elements.Count > 0 || value.Members.Count > 0;

    private static string Flow(Value value) => value.Type switch
    {
        _ when value.IsNull => "null",
        PrimitiveType { Word: "string" } => Quote(value.AsString()),
        PrimitiveType { Word: "bool" } => value.AsBool() ? "true" : "false",
        PrimitiveType when value.AsNumber().IsInfinite => value.AsNumber().Sign > 0 ? ".inf" : "-.inf",
        PrimitiveType => value.AsNumber().ToString(),
        ListType or SetType or TupleType => "[]",
        MapType or ObjectType => "{}",
        _ => throw new FunctionException($"a value of type {value.Type.Name} can't be written as YAML", 0),
    };

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or >= '\u007F' and < '\u00A0' or '\u2028' or '\u2029' or '\uFEFF' =>
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }

    private static void NewLine(int indent, StringBuilder text) => text.Append('\n').Append(' ', indent);
}
