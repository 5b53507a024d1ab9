using System.Text;

namespace Atlas.Scripts.Language;

/// <summary>A text archive: a comment, then files, each after a line <c>-- name --</c>.</summary>
public sealed record Txtar(string Comment, IReadOnlyList<Txtar.File> Files)
{
    /// <summary>One file of the archive; its content ends with a newline unless it is empty.</summary>
    public sealed record File(string Name, string Content);

    public static Txtar Parse(string text)
    {
        var comment = new StringBuilder();
        var files = new List<File>();
        string? name = null;
        var content = comment;
        foreach (var line in Lines(text))
        {
            if (Marker(line) is { } next)
            {
                Close();
                (name, content) = (next, new StringBuilder());
            }
            else
            {
                content.Append(line).Append('\n');
            }
        }
        Close();
        return new(comment.ToString(), files);

        void Close()
        {
            if (name is not null) files.Add(new(name, content.ToString()));
        }
    }

    /// <summary>Returns the archive with other content for a file that it has.</summary>
    public Txtar With(string name, string content) =>
        this with { Files = [.. Files.Select(file => file.Name == name ? new File(name, content) : file)] };

    public override string ToString() =>
        Comment + string.Concat(Files.Select(file => $"-- {file.Name} --\n{file.Content}"));

    private static string? Marker(string line) =>
        line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal)
        && line.Length > 6 && line[3..^3].Trim() is { Length: > 0 } name && !name.Contains(' ')
            ? name
            : null;

    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
