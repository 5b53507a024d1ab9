using System.Globalization;
using System.Text;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Writing;

/// <summary>Writes values and names as source.</summary>
public static class ValueWriter
{
    /// <summary>Returns the source of a value; sequences on one line, maps and objects over several.</summary>
    /// <exception cref="ArgumentException">A part of the value is unknown, infinite, or of the host's own.</exception>
    public static string Write(Value value) => Write(value, NoSource);

    /// <summary>Returns the source of a value in which the host's own values are written by the host.</summary>
    /// <exception cref="ArgumentException">A part of the value is unknown or infinite.</exception>
    public static string Write(Value value, Func<Value, string> writeOpaque)
    {
        var text = new StringBuilder();
        Append(text, value, writeOpaque);
        return Formatter.Format(SourceText.From("", text.ToString()));
    }

    /// <summary>Returns a quoted string with the escapes of the language, <c>${</c> and <c>%{</c> doubled.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length;)
        {
            var size = 1;
            switch (text[i])
            {
                case '\n': quoted.Append("\\n"); break;
                case '\r': quoted.Append("\\r"); break;
                case '\t': quoted.Append("\\t"); break;
                case '"': quoted.Append("\\\""); break;
                case '\\': quoted.Append("\\\\"); break;
                case '$' or '%' when i + 1 < text.Length && text[i + 1] == '{': quoted.Append(text[i], 2); break;
                default: size = AppendCharacter(quoted, text, i); break;
            }
            i += size;
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Returns whether a name can stand without quotes.</summary>
    public static bool IsIdentifier(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return bytes.Length > 0 && Identifiers.LengthAt(bytes) == bytes.Length;
    }

    private static int AppendCharacter(StringBuilder quoted, string text, int index)
    {
        if (!Rune.TryGetRuneAt(text, index, out var rune)) rune = Rune.ReplacementChar;
        if (IsPrintable(rune)) quoted.Append(rune.ToString());
        else if (rune.IsBmp) quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        else quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        return rune.Utf16SequenceLength;
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
         UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or
         UnicodeCategory.ParagraphSeparator);

    private static void Append(StringBuilder text, Value value, Func<Value, string> writeOpaque)
    {
        if (!value.IsKnown) throw new ArgumentException("An unknown value has no source.", nameof(value));
        if (value.IsNull)
        {
            text.Append("null");
            return;
        }
        switch (value.Type)
        {
            case OpaqueType: text.Append(writeOpaque(value)); break;
            case ListType or SetType or TupleType: AppendSequence(text, value, writeOpaque); break;
            case MapType or ObjectType: AppendMembers(text, value, writeOpaque); break;
            case var type when type == Values.ValueType.String: text.Append(Quote(value.AsString())); break;
            case var type when type == Values.ValueType.Bool: text.Append(value.AsBool() ? "true" : "false"); break;
            default:
                if (value.AsNumber().IsInfinite)
                    throw new ArgumentException("An infinite number has no source.", nameof(value));
                text.Append(value.AsNumber().ToString());
                break;
        }
    }

    private static void AppendSequence(StringBuilder text, Value value, Func<Value, string> writeOpaque)
    {
        text.Append('[');
        var separator = "";
        foreach (var element in value.Elements)
        {
            text.Append(separator);
            Append(text, element, writeOpaque);
            separator = ", ";
        }
        text.Append(']');
    }

    private static void AppendMembers(StringBuilder text, Value value, Func<Value, string> writeOpaque)
    {
        text.Append('{');
        foreach (var (key, member) in value.Members)
        {
            // After a brace the word begins an expression of its own.
            text.Append('\n').Append(IsIdentifier(key) && key != "for" ? key : Quote(key)).Append(" = ");
            Append(text, member, writeOpaque);
        }
        text.Append(value.Members.Count > 0 ? "\n}" : "}");
    }

    private static string NoSource(Value value) =>
        throw new ArgumentException($"A value of type {value.Type.Name} has no source.", nameof(value));
}
