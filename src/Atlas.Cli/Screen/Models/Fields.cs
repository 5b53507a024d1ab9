using System.Collections.Immutable;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Screen.Models;

/// <summary>Builds the values that templates see, in the order and with the keys of the JSON that scripts
/// know.</summary>
internal static class Fields
{
    /// <summary>Makes an object.</summary>
    public static ObjectValue Object(string type, params ReadOnlySpan<TemplateField> fields) => new(type, [.. fields]);

    /// <summary>Makes a field that JSON always shows.</summary>
    public static TemplateField Always(string name, TemplateValue value) => new(name, value);

    /// <summary>Makes a field that JSON leaves out when it is empty.</summary>
    public static TemplateField Optional(string name, TemplateValue value, string? json = null) =>
        new(name, value) { OmitEmpty = true, JsonName = json ?? name };

    /// <summary>Makes a list.</summary>
    public static ListValue List(IEnumerable<TemplateValue> items) => new([.. items]);

    /// <summary>Makes a time; nil for none.</summary>
    public static TemplateValue Time(DateTimeOffset? time) => time is { } at ? new TimeValue(at) : TemplateValue.Nil;

    /// <summary>Makes a URL as Go shows one, without the password.</summary>
    public static ObjectValue Url(Url url, string? schema = null)
    {
        var shown = url.Port is { } port
            ? $"{url.Host}:{port.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : url.Host;
        return Object("sqlclient.URL",
            Always("Scheme", TemplateValue.Of(url.Scheme)), Always("Host", TemplateValue.Of(shown)),
            Optional("Path", TemplateValue.Of(url.Path)),
            Optional("RawQuery", TemplateValue.Of(string.Join('&', url.Query.Select(q => $"{q.Key}={q.Value}")))),
            Optional("Schema", TemplateValue.Of(schema)))
            with
        { Text = url.Redacted };
    }

    /// <summary>The fields that tell the database of a result.</summary>
    public static ImmutableArray<TemplateField> Env(string driver, Url url) =>
    [
        Optional("Driver", TemplateValue.Of(driver)), Optional("URL", Url(url, url.Parameter("search_path"))),
    ];
}
