using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.States;

/// <summary>Reads <c>-- atlas:renamed_from old</c> directives of SQL files.</summary>
internal static class RenameDirectives
{
    private const string Directive = "-- atlas:renamed_from ";

    /// <summary>Lists the renames of a file: a directive stands above a CREATE TABLE or CREATE INDEX, or above a
    /// column's line inside it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="schema">The schema of unqualified names.</param>
    public static IEnumerable<Rename> Read(string text, string schema)
    {
        ObjectName? table = null;
        string? pending = null;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            if (line.StartsWith(Directive, StringComparison.OrdinalIgnoreCase))
            { pending = Unquote(line[Directive.Length..].Trim()); continue; }
            var words = line.Split([' ', '\t', '('], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || line.StartsWith("--", StringComparison.Ordinal)) continue;
            var at = Array.FindIndex(words, w => w.Equals("TABLE", StringComparison.OrdinalIgnoreCase)
                || w.Equals("INDEX", StringComparison.OrdinalIgnoreCase));
            if (words[0].Equals("CREATE", StringComparison.OrdinalIgnoreCase) && at > 0 && NameAfter(words, at) is { } name)
            {
                var isTable = words[at].Equals("TABLE", StringComparison.OrdinalIgnoreCase);
                var indexed = Array.FindIndex(words,
                    w => w.Equals("ON", StringComparison.OrdinalIgnoreCase)) is var on and > 0 ? NameAfter(words, on) : null;
                table = Qualified((isTable ? name : indexed) ?? name, schema);
                if (pending is not null)
                    yield return new Rename(isTable ? RenameKind.Table
                        : RenameKind.Index, table.Value, pending, Qualified(name, schema).Name);
            }
            else if (pending is not null && table is { } inside)
                yield return new Rename(RenameKind.Column, inside, pending, Unquote(words[0].TrimEnd(',')));
            pending = null;
        }
    }

    private static string? NameAfter(string[] words, int at)
    {
        string[] skipped = ["IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY"];
        return words.Skip(at + 1).FirstOrDefault(w => !skipped.Contains(w.ToUpperInvariant()));
    }

    private static ObjectName Qualified(string name, string schema) =>
        name.Split('.') is [var first, var second] ? new(Unquote(first), Unquote(second)) : new(schema, Unquote(name));

    private static string Unquote(string name) => name.Trim('"', '`', '[', ']', ';');
}
