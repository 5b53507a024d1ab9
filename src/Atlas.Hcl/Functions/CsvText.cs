using System.Text;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>Reads comma-separated values as RFC 4180 lays them down; lines without any character are skipped.</summary>
internal sealed class CsvText
{
    private readonly string text;
    private int position;
    private int line = 1;

    private CsvText(string text) => this.text = text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Returns a list of objects, one per row, named by the first row.</summary>
    public static Value Read(string text)
    {
        var csv = new CsvText(text);
        var header = csv.ReadRow() ?? throw new FunctionException("the text has no header line", 0);
        if (header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FunctionException($"the column \"{twice.Key}\" is there twice", 0);

        var rows = new List<Value>();
        while (csv.ReadRow() is { } fields)
        {
            if (fields.Count != header.Count)
                throw new FunctionException(
                    $"row {rows.Count + 1} has {fields.Count} fields, the header has {header.Count}", 0);
            rows.Add(Value.Object(header.Zip(fields.Select(Value.String), KeyValuePair.Create)));
        }

        var type = ObjectType.Of(header.Select(name => KeyValuePair.Create(Nfc.Normalize(name), ValueType.String)));
        return Value.List(type, rows);
    }

    private List<string>? ReadRow()
    {
        while (position < text.Length && text[position] == '\n') NextLine();
        if (position >= text.Length) return null;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(position < text.Length && text[position] == '"' ? ReadQuoted() : ReadPlain());
            if (position < text.Length && text[position] == ',')
            {
                position++;
                continue;
            }

            if (position < text.Length) NextLine();
            return fields;
        }
    }

    private string ReadPlain()
    {
        var length = text.AsSpan(position).IndexOfAny(',', '\n');
        var field = length < 0 ? text[position..] : text.Substring(position, length);
        if (field.Contains('"'))
            throw new FunctionException($"line {line} has a quote inside a field without quotes", 0);
        position += field.Length;
        return field;
    }

    private string ReadQuoted()
    {
        var (field, start) = (new StringBuilder(), line);
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '\n') line++;
            if (text[position] != '"') field.Append(text[position]);
            else if (position + 1 < text.Length && text[position + 1] == '"') field.Append(text[position++]);
            else return EndQuoted(field.ToString());
        }

        throw new FunctionException($"the quote in line {start} is never closed", 0);
    }

    private string EndQuoted(string field)
    {
        position++;
        return position >= text.Length || text[position] is ',' or '\n'
            ? field
            : throw new FunctionException(
                $"line {line} goes on after a closing quote; write a quote inside quotes twice", 0);
    }

    private void NextLine()
    {
        position++;
        line++;
    }
}
