using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes storage parameters.</summary>
internal static class ParameterWriter
{
    /// <summary>Returns the clause of a definition; empty where there are none.</summary>
    public static string With(Seq<StorageParameter> parameters) =>
        parameters.IsEmpty ? "" : $" WITH ({string.Join(", ", parameters.Select(Set))})";

    /// <summary>Returns the clauses that make some parameters the other ones.</summary>
    public static IEnumerable<string> Changes(Seq<StorageParameter> from, Seq<StorageParameter> to)
    {
        var set = to.Where(p => !from.Contains(p)).Select(Set).ToList();
        var reset = from.Where(p => to.All(t => t.Name != p.Name)).Select(p => Name(p.Name)).ToList();
        if (set.Count > 0) yield return $"SET ({string.Join(", ", set)})";
        if (reset.Count > 0) yield return $"RESET ({string.Join(", ", reset)})";
    }

    private static string Set(StorageParameter parameter) => $"{Name(parameter.Name)} = {Value(parameter.Value)}";

    private static string Name(string name) => string.Join('.', name.Split('.').Select(n => IsPlain(n) ? n : Quoting.Name(n)));

    private static string Value(string value) =>
        IsPlain(value) || IsNumber(value) ? value : Quoting.Text(value);

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static bool IsNumber(string text) =>
        (text.StartsWith('-') ? text[1..] : text) is { Length: > 0 } digits
        && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1]) && digits.Count(c => c == '.') <= 1
        && digits.All(c => char.IsAsciiDigit(c) || c == '.');
}
