using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

internal static class UrlFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("urlescape", [OfString("str")], a => Value.String(UrlEscape.Query(a.Text(0)))),
        Function("urlqueryset", [OfString("url"), OfString("key"), OfString("value")], SetQuery),
        Function("urluserinfo", [OfString("url"), OfString("user")], SetUser,
            rest: new("pass", ValueType.String, AllowsNull: true)),
        Function("urlsetpath", [OfString("url"), OfString("path")], SetPath),
    ];

    private static Value SetQuery(Arguments arguments)
    {
        var url = Parse(arguments);
        var (key, value) = (arguments.Text(1), arguments.Text(2));
        var pairs = Pairs(url.Query ?? "").Where(p => p.Key != key).Append(new(key, value));
        // The sort is stable: values of one key stay in their order.
        var query = pairs.OrderBy(p => p.Key, CodePointOrder.Instance)
            .Select(p => $"{UrlEscape.Query(p.Key)}={UrlEscape.Query(p.Value)}");
        return Value.String((url with { Query = string.Join('&', query) }).ToString());
    }

    private static Value SetUser(Arguments arguments)
    {
        if (arguments.Count > 3) throw new FunctionException("a URL, a user and at most one password are required");
        var url = Parse(arguments);
        if (url.Host is null) throw new FunctionException("the URL has no \"//\" after which a user could stand", 0);
        var user = UrlEscape.User(arguments.Text(1));
        var hasPassword = arguments.Count > 2 && !arguments[2].IsNull;
        if (hasPassword) user = $"{user}:{UrlEscape.User(arguments.Text(2))}";
        return Value.String((url with { User = user }).ToString());
    }

    private static Value SetPath(Arguments arguments)
    {
        var url = Parse(arguments);
        if (url is { Scheme: not null, Host: null } && !url.Path.StartsWith('/'))
            throw new FunctionException("the URL has no \"//\" and so no path to replace", 0);
        var path = UrlEscape.Path(arguments.Text(1));
        var needsSlash = path.Length > 0 && path[0] != '/' && url.Host is { Length: > 0 };
        return Value.String((url with { Path = needsSlash ? "/" + path : path }).ToString());
    }

    private static UrlParts Parse(Arguments arguments) =>
        UrlParts.Parse(arguments.Text(0), out var problem) ??
            throw new FunctionException($"the URL is not valid: {problem}", 0);

    /// <summary>Reads the parameters of a query; what can't be decoded is left out.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query) =>
        from part in query.Split('&')
        where part.Length > 0 && !part.Contains(';')
        let sign = part.IndexOf('=')
        let key = UrlEscape.Decode(sign < 0 ? part : part[..sign])
        let value = UrlEscape.Decode(sign < 0 ? "" : part[(sign + 1)..])
        where key is not null && value is not null
        select KeyValuePair.Create(key, value);
}
