using System.Globalization;
using System.Text;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;

namespace Atlas.Hcl.Functions;

internal static class StringFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("lower", [OfString("str")], a => Value.String(LetterCase.Lower(a.Text(0)))),
        Function("upper", [OfString("str")], a => Value.String(LetterCase.Upper(a.Text(0)))),
        Function("title", [OfString("str")], a => Value.String(LetterCase.Title(a.Text(0)))),
        Function("chomp", [OfString("str")], a => Value.String(a.Text(0).TrimEnd('\r', '\n'))),
        Function("trimspace", [OfString("str")], a => Value.String(a.Text(0).Trim())),
        Function("trim", [OfString("str"), OfString("cutset")], a => Value.String(Trim(a.Text(0), a.Text(1)))),
        Function("trimprefix", [OfString("str"), OfString("prefix")],
            a => Value.String(TrimPrefix(a.Text(0), a.Text(1)))),
        Function("trimsuffix", [OfString("str"), OfString("suffix")],
            a => Value.String(TrimSuffix(a.Text(0), a.Text(1)))),
        Function("indent", [OfNumber("spaces"), OfString("str")], Indent),
        Function("strrev", [OfString("str")], a => Value.String(string.Concat(Graphemes(a.Text(0)).Reverse()))),
        Function("substr", [OfString("str"), OfNumber("offset"), OfNumber("length")], Substring),
        Function("split", [OfString("separator"), OfString("str")], a => ListOf(Split(a.Text(0), a.Text(1)))),
        Function("join", [OfString("separator")], Join, rest: OfStrings("lists")),
        Function("replace", [OfString("str"), OfString("substr"), OfString("replace")], Replace),
        Function("startswith", [OfString("str"), OfString("prefix")],
            a => Value.Bool(a.Text(0).StartsWith(a.Text(1), StringComparison.Ordinal))),
        Function("endswith", [OfString("str"), OfString("suffix")],
            a => Value.Bool(a.Text(0).EndsWith(a.Text(1), StringComparison.Ordinal))),
        Function("sort", [OfStrings("list")], a => ListOf(a.Texts(0).Order(CodePointOrder.Instance))),
    ];

    /// <summary>Cuts a text into what readers see as characters.</summary>
    public static IReadOnlyList<string> Graphemes(string text)
    {
        var graphemes = new List<string>(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            graphemes.Add(rest[..length].ToString());
            rest = rest[length..];
        }

        return graphemes;
    }

    private static string Trim(string text, string cutset)
    {
        var cut = cutset.EnumerateRunes().ToHashSet();
        Rune[] runes = [.. text.EnumerateRunes()];
        var (start, end) = (0, runes.Length);
        while (start < end && cut.Contains(runes[start])) start++;
        while (end > start && cut.Contains(runes[end - 1])) end--;
        return string.Concat(runes[start..end]);
    }

    private static string TrimPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static string TrimSuffix(string text, string suffix) =>
        text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    private static Value Indent(Arguments arguments)
    {
        var spaces = arguments.Whole(0);
        if (spaces is < 0 or > 10_000) throw new FunctionException("the number of spaces must be from 0 to 10000", 0);
        return Value.String(arguments.Text(1).Replace("\n", "\n" + new string(' ', spaces), StringComparison.Ordinal));
    }

    private static Value Substring(Arguments arguments)
    {
        var graphemes = Graphemes(arguments.Text(0));
        var (offset, length) = (arguments.Whole(1), arguments.Whole(2));
        var start = Math.Clamp(offset < 0 ? offset + graphemes.Count : offset, 0, graphemes.Count);
        var taken = graphemes.Skip(start);
        return Value.String(string.Concat(length < 0 ? taken : taken.Take(length)));
    }

    private static IEnumerable<string> Split(string separator, string text) =>
        separator.Length > 0 ? text.Split(separator) : text.EnumerateRunes().Select(r => r.ToString());

    private static Value Join(Arguments arguments)
    {
        if (arguments.Count == 1) throw new FunctionException("at least one list is required");
        var all = Enumerable.Range(1, arguments.Count - 1).SelectMany(arguments.Texts);
        return Value.String(string.Join(arguments.Text(0), all));
    }

    private static Value Replace(Arguments arguments)
    {
        var (text, old, replacement) = (arguments.Text(0), arguments.Text(1), arguments.Text(2));
        if (old.Length > 0) return Value.String(text.Replace(old, replacement, StringComparison.Ordinal));
        // Nothing is found before every character and at the end.
        return Value.String(replacement + string.Concat(text.EnumerateRunes().Select(rune => rune + replacement)));
    }
}
