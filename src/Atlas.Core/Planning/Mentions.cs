using Atlas.Core.Migrations;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Finds the names that SQL mentions: what a definition may stand on where no database was asked.</summary>
/// <remarks>A guess on the safe side: it orders steps where nothing speaks against it, and forbids nothing.</remarks>
internal static class Mentions
{
    private static readonly SplitOptions Options = new()
    {
        DollarQuotes = true,
        EscapeStrings = true,
        NestedComments = true,
    };

    /// <summary>Returns the names that an object's texts mention, its own left out.</summary>
    public static HashSet<string> Of(RealmObject item)
    {
        var names = In(Texts(item));
        names.Remove(item.Name);
        return names;
    }

    /// <summary>Returns the names that a table's expressions mention.</summary>
    public static HashSet<string> Of(Table table) => In(
    [
        .. table.Columns.SelectMany(Texts),
        .. table.Checks.Select(c => c.Expression),
        .. table.Indexes.SelectMany(Texts),
        .. table.Partitioning?.Parts.Select(p => p.Expression) ?? [],
    ]);

    /// <summary>Returns the names that a column's expressions mention.</summary>
    public static HashSet<string> Of(Column column) => In(Texts(column));

    /// <summary>Returns the names that an index's expressions mention.</summary>
    public static HashSet<string> Of(Index index) => In(Texts(index));

    /// <summary>Returns the names that a check mentions.</summary>
    public static HashSet<string> Of(Check check) => In([check.Expression]);

    private static IEnumerable<string?> Texts(Column column) =>
        [(column.Default as RawSql)?.Sql, column.Generated?.Expression, column.Collation];

    private static IEnumerable<string?> Texts(Index index) =>
        [index.Predicate, .. index.Parts.Select(p => p.Expression), .. index.Parts.Select(p => p.OperatorClass), .. index.Parts.Select(p => p.Collation)];

    private static IEnumerable<string?> Texts(RealmObject item) => item switch
    {
        View o => [o.Definition],
        MaterializedView o => [o.Definition, .. o.Indexes.SelectMany(Texts)],
        Routine o => [o.Body, .. Texts(o.Arguments)],
        Aggregate o =>
            [o.StateFunction.Name, o.FinalFunction?.Name, o.CombineFunction?.Name, .. Texts(o.Arguments)],
        Trigger o => [o.When, o.Body, .. o.UpdateOf, o.Function?.Name],
        Policy o => [o.Using, o.Check],
        Domain o => [(o.Default as RawSql)?.Sql, o.Collation, .. o.Checks.Select(c => c.Expression)],
        Composite o => o.Fields.Select(f => f.Collation),
        RangeType o => [o.Canonical, o.Difference, o.Collation],
        _ => [],
    };

    private static IEnumerable<string?> Texts(Seq<Argument> arguments) =>
        arguments.Select(a => (a.Default as RawSql)?.Sql);

    private static HashSet<string> In(IEnumerable<string?> texts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts.OfType<string>()) Read(text, names, isInside: false);
        return names;
    }

    // Names stand in literals too: nextval('ticket_no'::regclass), and the statements that a body puts together.
    private static void Read(string text, HashSet<string> names, bool isInside)
    {
        foreach (var token in SqlLexer.Tokens(text, Options))
        {
            var piece = text[token.Start..token.End];
            if (token.Kind == SqlTokenKind.Word) names.Add(piece.ToLowerInvariant());
            else if (token.Kind == SqlTokenKind.QuotedName) names.Add(Unquoted(piece));
            else if (token.Kind == SqlTokenKind.Text && !isInside) Read(piece.Trim('\''), names, isInside: true);
        }
    }

    private static string Unquoted(string name) =>
        name.Length < 2 ? name : name[1..^1].Replace($"{name[^1]}{name[^1]}", $"{name[^1]}", StringComparison.Ordinal);
}
