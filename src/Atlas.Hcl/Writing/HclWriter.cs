using System.Text;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Writing;

/// <summary>Builds a file of attributes and blocks; the text comes out indented and with its equals signs in
/// line.</summary>
public sealed class HclWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes <c>name = expression</c>; the expression is source, see <see cref="ValueWriter"/>.</summary>
    public HclWriter Attribute(string name, string expression)
    {
        text.Append(name).Append(" = ").Append(expression).Append('\n');
        return this;
    }

    /// <summary>Writes a block with what the body writes between its braces; labels are written in quotes.</summary>
    public HclWriter Block(string type, IEnumerable<string> labels, Action<HclWriter> body)
    {
        text.Append(type);
        foreach (var label in labels) text.Append(' ').Append(ValueWriter.Quote(label));
        text.Append(" {\n");
        depth++;
        body(this);
        depth--;
        text.Append("}\n");
        return this;
    }

    /// <summary>Writes a block without labels.</summary>
    public HclWriter Block(string type, Action<HclWriter> body) => Block(type, [], body);

    /// <summary>Writes a comment, each of its lines on its own.</summary>
    public HclWriter Comment(string comment)
    {
        foreach (var line in comment.Split('\n')) text.Append("# ").Append(line.TrimEnd()).Append('\n');
        return this;
    }

    /// <summary>Writes an empty line, unless the text or block has just begun.</summary>
    public HclWriter BlankLine()
    {
        if (text.Length > 0 && !(depth > 0 && EndsWith("{\n"))) text.Append('\n');
        return this;
    }

    /// <summary>Returns the text, formatted; it ends with a newline unless it is empty.</summary>
    public override string ToString() => Formatter.Format(SourceText.From("", text.ToString()));

    private bool EndsWith(string end) =>
        text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;
}
