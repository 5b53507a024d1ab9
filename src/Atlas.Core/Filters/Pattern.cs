using System.Text;
using Atlas.Core.Dialects;

namespace Atlas.Core.Filters;

/// <summary>One include or exclude pattern: a glob for each part of a name, and which kinds of objects it
/// means.</summary>
/// <param name="Text">The pattern as the user wrote it.</param>
/// <param name="Parts">One to three globs: schema, object of the schema, part of a table; null for the scope's own
/// schema.</param>
/// <param name="Kinds">The kinds of objects; empty for every kind.</param>
internal sealed record Pattern(string Text, IReadOnlyList<Glob?> Parts, IReadOnlySet<string> Kinds)
{
    private const string Selector = "[type=";

    private static readonly string[] Known =
    [
        "schema", "table", "enum", "column", "index", "unique", "primary_key", "foreign_key", "check", "view",
        "materialized", "function",
        "procedure", "aggregate", "trigger", "sequence", "domain", "composite", "range", "policy", "collation", "extension", "type",
    ];

    /// <summary>Gets the depth: 1 for schemas, 2 for tables and enums, 3 for parts of tables.</summary>
    public int Depth => Parts.Count;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="isSchemaScope">Whether patterns begin below the schema.</param>
    /// <exception cref="FailureException">It isn't a pattern, or too deep for the scope.</exception>
    public static Pattern Parse(string text, bool isSchemaScope)
    {
        var (path, kinds) = WithKinds(text);
        var parts = Split(text, path);
        if (parts.Count > (isSchemaScope ? 2 : 3))
        {
            throw new FailureException(isSchemaScope
                ? $"The pattern \"{text}\" has too many parts: with a URL that is bound to one schema it is table or " +
                    "table.part."
                : $"The pattern \"{text}\" has too many parts: it is schema, schema.table or schema.table.part.");
        }

        var globs = parts.Select(Glob? (p) => Glob.Parse(p) ?? throw Malformed(text));
        return new(text, isSchemaScope ? [null, .. globs] : [.. globs], kinds);
    }

    /// <summary>Returns whether an object is meant.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="names">Its names from the schema down.</param>
    public bool Matches(string kind, params ReadOnlySpan<string> names)
    {
        if (names.Length != Depth || (Kinds.Count > 0 && !Kinds.Contains(kind))) return false;
        return MatchesBelow(names);
    }

    /// <summary>Returns whether an object's names match as far as they go, so that something inside it may be
    /// meant.</summary>
    public bool MatchesBelow(params ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (Parts[i] is { } glob && !glob.Matches(names[i])) return false;
        }

        return true;
    }

    private static (string Path, HashSet<string> Kinds) WithKinds(string text)
    {
        var at = text.LastIndexOf(Selector, StringComparison.Ordinal);
        if (at < 0 || !text.EndsWith(']')) return (text, []);
        var kinds = text[(at + Selector.Length)..^1].Split('|').Select(Canonical).ToHashSet(StringComparer.Ordinal);
        return kinds.FirstOrDefault(k => !Known.Contains(k)) is { } unknown
            ? throw new FailureException(
                $"The pattern \"{text}\" names the kind \"{unknown}\", which there isn't. " +
                $"The kinds are {string.Join(", ", Known)}.")
            : (text[..at], kinds);
    }

    private static string Canonical(string kind) => kind.Trim() switch
    {
        "fk" => "foreign_key",
        "pk" => "primary_key",
        "func" => "function",
        "proc" => "procedure",
        var word => word,
    };

    // As a line of CSV whose separator is the dot: a part in double quotes may hold dots, and a quote in it is written
    // twice.
    private static List<string> Split(string text, string path)
    {
        var parts = new List<string>();
        for (var at = 0; ;)
        {
            var part = new StringBuilder();
            if (at < path.Length && path[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at == path.Length) throw Malformed(text);
                    if (path[at] != '"') part.Append(path[at]);
                    else if (at + 1 < path.Length && path[at + 1] == '"') part.Append(path[at++]);
                    else break;
                }

                at++;
                if (at < path.Length && path[at] != '.') throw Malformed(text);
            }
            else
            {
                for (; at < path.Length && path[at] != '.'; at++) part.Append(path[at]);
            }

            if (part.Length == 0) throw Malformed(text);
            parts.Add(part.ToString());
            if (at >= path.Length) return parts;
            at++;
        }
    }

    private static FailureException Malformed(string text) => new(
        $"The pattern \"{text}\" is malformed. Write name parts with dots between them, such as public.users or " +
            "*.audit_*, and put a " +
        "part that holds a dot in double quotes.");
}
