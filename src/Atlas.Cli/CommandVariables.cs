using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Cli;

/// <summary>Reads the values of <c>--var</c>.</summary>
internal static class CommandVariables
{
    /// <summary>Reads <c>a=1</c>, <c>a=1,b=2</c>; a repeated name makes a list.</summary>
    /// <exception cref="FailureException">A value has no equals sign.</exception>
    public static IReadOnlyDictionary<string, Seq<string>> Read(string[] values) => values
        .SelectMany(Csv.Split)
        .Select(v => v.IndexOf('=') is var equals and > 0
            ? (Name: v[..equals], Value: v[(equals + 1)..])
            : throw new FailureException($"variables must be format as key=value, got: \"{v}\""))
        .GroupBy(v => v.Name, v => v.Value, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.ToSeq(), StringComparer.Ordinal);
}

/// <summary>Comma-separated values on the command line.</summary>
internal static class Csv
{
    /// <summary>Splits at commas outside double quotes; the quotes around a value go.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var (field, isQuoted) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"') { field.Append('"'); i++; }
            else if (text[i] == '"' && (isQuoted || field.Length == 0)) isQuoted = !isQuoted;
            else if (text[i] == ',' && !isQuoted) { yield return field.ToString(); field.Clear(); }
            else field.Append(text[i]);
        }

        yield return field.ToString();
    }
}
