using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>A template's text with its name, which knows where an offset is.</summary>
/// <param name="Name">The name; may be empty.</param>
/// <param name="Text">The text.</param>
internal sealed record TemplateSource(string Name, string Text)
{
    /// <summary>Returns <c>name:line:column</c>; lines from 1, columns in bytes from 0, as Go counts them.</summary>
    public string At(int offset)
    {
        var before = Text.AsSpan(0, Math.Min(offset, Text.Length));
        var line = before.Count('\n') + 1;
        var column = Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]);
        return $"{Name}:{line}:{column}";
    }

    /// <summary>Makes the error for text that is no template.</summary>
    public TemplateException Malformed(int offset, string message) => new($"template: {At(offset)}: {message}");
}
