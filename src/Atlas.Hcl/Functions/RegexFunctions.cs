using System.Text;
using System.Text.RegularExpressions;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

internal static class RegexFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("regex", [OfString("pattern"), OfString("string")], First),
        Function("regexall", [OfString("pattern"), OfString("string")], Every),
        Function("regexmatch", [OfString("pattern"), OfString("string")],
            a => Value.Bool(RegexPattern.Compile(a.Text(0), 0).Matches(a.Text(1)).Any())),
        Function("regexreplace", [OfString("str"), OfString("pattern"), OfString("replace")], Replace),
        Function("regexpescape", [OfString("str")], a => Value.String(Escape(a.Text(0)))),
    ];

    private static Value First(Arguments arguments)
    {
        var pattern = Capturing(arguments);
        return pattern.Matches(arguments.Text(1)).FirstOrDefault() is { } match
            ? Result(pattern, match)
            : throw new FunctionException("the pattern matches nothing in the string", 1);
    }

    private static Value Every(Arguments arguments)
    {
        var pattern = Capturing(arguments);
        return Value.List(ResultType(pattern), pattern.Matches(arguments.Text(1)).Select(m => Result(pattern, m)));
    }

    private static RegexPattern Capturing(Arguments arguments)
    {
        var pattern = RegexPattern.Compile(arguments.Text(0), 0);
        return pattern.Groups.Any(g => g is null) && pattern.Groups.Any(g => g is not null)
            ? throw new FunctionException("the pattern has groups with and without names; name all or none", 0)
            : pattern;
    }

    private static ValueType ResultType(RegexPattern pattern) => pattern.Groups switch
    {
        [] => ValueType.String,
        [null, ..] => new TupleType([.. pattern.Groups.Select(_ => ValueType.String)]),
        _ => ObjectType.Of(pattern.Groups.Select(name => KeyValuePair.Create(name ?? "", ValueType.String))),
    };

    /// <summary>Returns the match, or its groups as a tuple or an object; a group that took no part is null.</summary>
    private static Value Result(RegexPattern pattern, Match match)
    {
        if (pattern.Groups.Count == 0) return Value.String(match.Value);
        var values = pattern.Groups.Select((_, i) => match.Groups[i + 1])
            .Select(g => g.Success ? Value.String(g.Value) : Value.Null(ValueType.String));
        return pattern.Groups[0] is null
            ? Value.Tuple(values)
            : Value.Object(pattern.Groups.Zip(values, (name, value) => KeyValuePair.Create(name ?? "", value)));
    }

    private static Value Replace(Arguments arguments)
    {
        var pattern = RegexPattern.Compile(arguments.Text(1), 1);
        var (text, result, end) = (arguments.Text(0), new StringBuilder(), 0);
        foreach (var match in pattern.Matches(text))
        {
            result.Append(text, end, match.Index - end);
            Expand(pattern, match, arguments.Text(2), result);
            end = match.Index + match.Length;
        }

        return Value.String(result.Append(text, end, text.Length - end).ToString());
    }

    /// <summary>
    /// Writes a replacement: <c>$1</c>, <c>$name</c> and <c>${name}</c> stand for groups, <c>$$</c> for a dollar.
    /// </summary>
    private static void Expand(RegexPattern pattern, Match match, string template, StringBuilder result)
    {
        for (var position = 0; position < template.Length;)
        {
            var dollar = template.IndexOf('$', position);
            result.Append(template, position, (dollar < 0 ? template.Length : dollar) - position);
            if (dollar < 0) return;
            position = dollar + 1;
            if (position < template.Length && template[position] == '$')
            {
                result.Append('$');
                position++;
            }
            else if (ReadName(template, ref position) is { } name)
            {
                result.Append(GroupText(pattern, match, name));
            }
            else
            {
                result.Append('$');
            }
        }
    }

    private static string? ReadName(string template, ref int position)
    {
        var isBraced = position < template.Length && template[position] == '{';
        var start = isBraced ? position + 1 : position;
        var end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_')) end++;
        if (end == start || isBraced && (end >= template.Length || template[end] != '}')) return null;
        position = isBraced ? end + 1 : end;
        return template[start..end];
    }

    private static string GroupText(RegexPattern pattern, Match match, string name)
    {
        var isNumber = name.Length < 9 && name.All(char.IsAsciiDigit);
        var number = isNumber
            ? int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)
            : pattern.NumberOf(name);
        return number >= 0 && number <= pattern.Groups.Count ? match.Groups[number].Value : "";
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => @"\.+*?()|[]{}^$".Contains(c) ? $"\\{c}" : c.ToString()));
}
