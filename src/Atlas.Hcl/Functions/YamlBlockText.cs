using System.Text;

namespace Atlas.Hcl.Functions;

/// <summary>Joins the lines of a YAML block scalar (YAML 1.2.2, section 8.1).</summary>
internal static class YamlBlockText
{
    /// <summary>Joins lines without their indentation.</summary>
    /// <param name="lines">The lines, empty ones at the end included.</param>
    /// <param name="isFolded">Whether a single line end between texts becomes a blank.</param>
    /// <param name="chomping"><c>-</c> drops the last line end, <c>+</c> keeps all; else one stays.</param>
    public static string Join(List<string> lines, bool isFolded, char chomping)
    {
        var count = lines.FindLastIndex(line => line.Length > 0) + 1;
        var content = lines.Take(count).ToList();
        var text = isFolded ? Folded(content) : string.Join('\n', content);
        return chomping switch
        {
            '-' => text,
            '+' => text + new string('\n', lines.Count - count + (count > 0 ? 1 : 0)),
            _ => count > 0 ? text + "\n" : "",
        };
    }

    /// <summary>
    /// Joins neighbours with a blank; empty lines and lines with further indentation keep their line ends.
    /// </summary>
    private static string Folded(List<string> lines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(lines[i]);
            if (i + 1 == lines.Count) break;
            var next = lines.FindIndex(i + 1, line => line.Length > 0);
            if (lines[i].Length > 0 && !IsFurther(lines[i]) && !IsFurther(lines[next]))
            {
                text.Append(next == i + 1 ? " " : new string('\n', next - i - 1));
                i = next - 1;
            }
            else
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsFurther(string line) => line.StartsWith(' ') || line.StartsWith('\t');
}
