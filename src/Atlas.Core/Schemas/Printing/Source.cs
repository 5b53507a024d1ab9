using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using System.Globalization;
using Atlas.Core.Model;
using Atlas.Hcl.Writing;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Values as the source of attributes; null wherever an attribute is not to be printed.</summary>
internal static class Source
{
    public static string String(string text) => ValueWriter.Quote(text);

    public static string? Optional(string? text) => text is null ? null : String(text);

    public static string Bool(bool value) => value ? "true" : "false";

    public static string? True(bool value) => value ? "true" : null;

    public static string? False(bool value) => value ? null : "false";

    public static string? Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string Sql(string sql) => $"sql({String(sql)})";

    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>Returns a text of several lines so that people can read it: as a heredoc where that gives the very same
    /// text back, else as a string.</summary>
    public static string Lines(string text)
    {
        if (!text.Contains('\n')) return String(text);
        var body = text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
        // What doesn't end with its line takes the line end of the heredoc away.
        if (!body.EndsWith('\n')) body += "${\"\"~}\n";
        var indented = string.Concat(body[..^1].Split('\n').Select(line => line.Length == 0 ? "\n" : $"  {line}\n"));
        string[] candidates = [$"<<-SQL\n{indented}  SQL", $"<<SQL\n{body}SQL"];
        return candidates.FirstOrDefault(c => Read(c) == text) ?? String(text);
    }

    /// <summary>Returns the text of a query, at whose end blanks mean nothing.</summary>
    public static string Query(string text)
    {
        if (!text.Contains('\n')) return String(text);
        var heredoc = Lines($"{text}\n");
        return heredoc.StartsWith('<') ? heredoc : String(text);
    }

    private static string? Read(string source)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(SourceText.From("text", $"text = {source}\n"), diagnostics);
        if (body.Attribute("text") is not { } attribute || diagnostics.Items.Count > 0) return null;
        var value = Evaluator.Evaluate(attribute.Value, new Scope(), diagnostics);
        return value is { IsKnown: true, IsNull: false } && value.Type == Hcl.Values.ValueType.String ? value.AsString() : null;
    }

    public static string? Default(SqlExpression? value) => value switch
    {
        null => null,
        StringLiteral text => String(text.Value),
        NumberLiteral number when IsNumber(number.Text) => number.Text,
        NumberLiteral number => Sql(number.Text),
        BoolLiteral truth => Bool(truth.Value),
        RawSql raw => Sql(raw.Sql),
        _ => throw new System.Diagnostics.UnreachableException(
            $"A default of kind {value.GetType().Name} has no source."),
    };

    /// <summary>Returns whether SQL's digits are a number of the language too: no bare dot, no plus, no letters of
    /// another base.</summary>
    public static bool IsNumber(string text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && digits.All(c => char.IsAsciiDigit(c) || c == '.') && digits.Count(c => c == '.') <= 1;
    }

    public static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "NO_ACTION",
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET_NULL",
        ReferentialAction.SetDefault => "SET_DEFAULT",
        _ => throw new System.Diagnostics.UnreachableException($"{action} has no word."),
    };
}
