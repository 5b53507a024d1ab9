using Atlas.Core.Model;

namespace Atlas.Cli.Screen;

/// <summary>Writes the fields of one thing, a line each.</summary>
internal static class TextFields
{
    /// <summary>Writes names and values with the values in one column; fields without a value are left out.</summary>
    public static void Write(TextWriter output, Seq<KeyValuePair<string, string>> fields)
    {
        var width = fields.Max(f => f.Key.Length) + 1;
        foreach (var (name, value) in fields)
            if (value.Length > 0)
                output.Write(
                    $"{(name + ":").PadRight(width)} {value.Replace("\n", "\n" + new string(' ', width + 1), StringComparison.Ordinal)}\n");
    }
}
