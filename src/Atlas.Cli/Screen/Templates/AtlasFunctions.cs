using System.Collections.Immutable;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>The functions that every <c>--format</c> has beside Go's own; commands add theirs (<c>sql</c>,
/// <c>split</c>, …).</summary>
public static class AtlasFunctions
{
    /// <summary>Returns the functions.</summary>
    /// <param name="hasColours">Whether the colours are shown; without, their functions return the text as it
    /// is.</param>
    public static ImmutableArray<TemplateFunction> All(bool hasColours) =>
    [
        new("json", 1, 3, arguments => TemplateValue.Of(arguments.Count switch
        {
            1 => GoJson.Write(arguments[0]),
            2 => GoJson.Write(arguments[0], indent: Text(arguments[1])),
            _ => GoJson.Write(arguments[0], Text(arguments[1]), Text(arguments[2])),
        })),
        new("json_merge", 1, null, Merge),
        new("upper", 1, 1, arguments => TemplateValue.Of(Text(arguments[0]).ToUpperInvariant())),
        new("lower", 1, 1, arguments => TemplateValue.Of(Text(arguments[0]).ToLowerInvariant())),
        new("add", 2, 2, arguments => TemplateValue.Of(Number(arguments[0]) + Number(arguments[1]))),
        new("indent_ln", 2, 2, arguments =>
            TemplateValue.Of(Text(arguments[0])
                .Replace("\n", "\n" + new string(' ', (int)Math.Clamp(Number(arguments[1]), 0, 1000))))),
        new("base64url", 1, 1, arguments => TemplateValue.Of(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments[0]))).Replace('+', '-').Replace('/', '_'))),
        Colour("cyan", "36", hasColours),
        Colour("green", "32", hasColours),
        Colour("yellow", "33", hasColours),
        Colour("red", "31", hasColours),
        Colour("redBgWhiteFg", "41;37", hasColours),
    ];

    /// <summary>Returns a text argument; throws <see cref="TemplateFailure"/> for another kind of value.</summary>
    public static string Text(TemplateValue value) => value is StringValue text ? text.Text
        : value is ObjectValue { Text: { } shown } ? shown
        : throw new TemplateFailure($"wrong type for value; expected string; got {value.TypeName}");

    private static long Number(TemplateValue value) => value is IntValue number ? number.Number
        : throw new TemplateFailure($"wrong type for value; expected int; got {value.TypeName}");

    private static TemplateFunction Colour(string name, string code, bool isShown) => new(name, 1, null, arguments =>
    {
        var text = arguments.Count == 1 ? GoText.Plain(arguments[0])
            : GoFormat.Format(Text(arguments[0]), [.. arguments.Skip(1)]);
        return TemplateValue.Of(isShown ? $"\e[{code}m{text}\e[0m" : text);
    });

    /// <summary>Joins objects, given as values or as JSON text; a later key replaces an earlier one in its
    /// place.</summary>
    private static TemplateValue Merge(IReadOnlyList<TemplateValue> arguments)
    {
        var fields = ImmutableArray.CreateBuilder<TemplateField>();
        foreach (var argument in arguments)
        {
            var value = argument is StringValue json ? GoJson.Read(json.Text) : argument;
            foreach (var (name, member) in GoJson.Members(value)
                ?? throw new TemplateFailure("only JSON objects can be merged"))
            {
                var at = fields.Count - 1;
                while (at >= 0 && fields[at].Name != name) at--;
                if (at < 0) fields.Add(new(name, member));
                else fields[at] = new(name, member);
            }
        }
        return TemplateValue.Of(GoJson.Write(new ObjectValue("map[string]interface {}", fields.ToImmutable())));
    }
}
