using System.Collections.Immutable;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>The functions that every template of Go has; <c>and</c> and <c>or</c> are evaluated where they
/// stand.</summary>
internal static class PredefinedFunctions
{
    public static ImmutableArray<TemplateFunction> All { get; } =
    [
        new("and", 1, null, arguments => arguments[^1]),
        new("or", 1, null, arguments => arguments[^1]),
        new("not", 1, 1, arguments => TemplateValue.Of(!arguments[0].IsTrue)),
        new("len", 1, 1, arguments => TemplateValue.Of(Length(arguments[0]))),
        new("index", 1, null, Index),
        new("slice", 1, 4, Slice),
        new("call", 1, null, arguments => throw new TemplateFailure($"non-function of type {arguments[0].TypeName}")),
        new("print", 0, null, arguments => TemplateValue.Of(Print(arguments))),
        new("println", 0, null,
            arguments => TemplateValue.Of(string.Join(' ', arguments.Select(value => GoText.Plain(value))) + "\n")),
        new("printf", 1, null,
            arguments => TemplateValue.Of(
            GoFormat.Format(AtlasFunctions.Text(arguments[0]), arguments.Skip(1).ToArray()))),
        new("html", 0, null, arguments => TemplateValue.Of(Escaping.Html(Print(arguments)))),
        new("js", 0, null, arguments => TemplateValue.Of(Escaping.JavaScript(Print(arguments)))),
        new("urlquery", 0, null, arguments => TemplateValue.Of(Escaping.UrlQuery(Print(arguments)))),
        new("eq", 2, null,
            arguments => TemplateValue.Of(arguments.Skip(1).Any(other => Comparison.AreEqual(arguments[0], other)))),
        new("ne", 2, 2, arguments => TemplateValue.Of(!Comparison.AreEqual(arguments[0], arguments[1]))),
        new("lt", 2, 2, arguments => TemplateValue.Of(Comparison.Order(arguments[0], arguments[1]) < 0)),
        new("le", 2, 2, arguments => TemplateValue.Of(Comparison.Order(arguments[0], arguments[1]) <= 0)),
        new("gt", 2, 2, arguments => TemplateValue.Of(Comparison.Order(arguments[0], arguments[1]) > 0)),
        new("ge", 2, 2, arguments => TemplateValue.Of(Comparison.Order(arguments[0], arguments[1]) >= 0)),
    ];

    /// <summary>Joins values as Go's Sprint: a space between two of which neither is a text.</summary>
    private static string Print(IReadOnlyList<TemplateValue> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0 && values[i] is not StringValue && values[i - 1] is not StringValue) text.Append(' ');
            text.Append(GoText.Plain(values[i]));
        }
        return text.ToString();
    }

    private static long Length(TemplateValue value) => value switch
    {
        StringValue text => Encoding.UTF8.GetByteCount(text.Text),
        ListValue list => list.Items.Length,
        MapValue map => map.Entries.Count,
        NilValue => throw new TemplateFailure("len of nil pointer"),
        _ => throw new TemplateFailure($"len of type {value.TypeName}"),
    };

    private static TemplateValue Index(IReadOnlyList<TemplateValue> arguments) =>
        arguments.Skip(1).Aggregate(arguments[0], (value, key) => (value, key) switch
        {
            (ListValue list, IntValue at) => list.Items[At(at.Number, list.Items.Length - 1)],
            (StringValue text, IntValue at) when Encoding.UTF8.GetBytes(text.Text) is var bytes =>
                TemplateValue.Of(bytes[At(at.Number, bytes.Length - 1)]),
            (MapValue map, StringValue name) => map.Entries.GetValueOrDefault(name.Text, TemplateValue.Missing),
            (MapValue, _) => throw new TemplateFailure($"value has type {key.TypeName}; should be string"),
            (ListValue or StringValue, _) =>
                throw new TemplateFailure($"cannot index slice/array with type {key.TypeName}"),
            (NilValue, _) => throw new TemplateFailure("index of nil pointer"),
            _ => throw new TemplateFailure($"can't index item of type {value.TypeName}"),
        });

    private static TemplateValue Slice(IReadOnlyList<TemplateValue> arguments)
    {
        var bytes = arguments[0] is StringValue text ? Encoding.UTF8.GetBytes(text.Text) : null;
        if (bytes is not null && arguments.Count == 4) throw new TemplateFailure("cannot 3-index slice a string");
        var length = bytes?.Length ?? (arguments[0] is ListValue some ? some.Items.Length
            : throw new TemplateFailure($"can't slice item of type {arguments[0].TypeName}"));
        var places = arguments.Skip(1).Select(argument => argument is IntValue place
            ? At(place.Number, length)
                : throw new TemplateFailure($"cannot index slice/array with type {argument.TypeName}")).ToArray();
        var (from, to) = (places.Length > 0 ? places[0] : 0, places.Length > 1 ? places[1] : length);
        if (from > to) throw new TemplateFailure($"invalid slice index: {from} > {to}");
        return bytes is not null ? TemplateValue.Of(Encoding.UTF8.GetString(bytes[from..to]))
            : new ListValue(((ListValue)arguments[0]).Items[from..to]);
    }

    private static int At(long place, int last) =>
        place >= 0 && place <= last ? (int)place : throw new TemplateFailure($"index out of range: {place}");
}
