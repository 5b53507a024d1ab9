using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite;

/// <summary>SQLite's words.</summary>
internal static class Vocabulary
{
    /// <summary>Returns what the words of <c>pragma_foreign_key_list</c> mean.</summary>
    public static ReferentialAction Action(string words) => words.ToUpperInvariant() switch
    {
        "RESTRICT" => ReferentialAction.Restrict,
        "CASCADE" => ReferentialAction.Cascade,
        "SET NULL" => ReferentialAction.SetNull,
        "SET DEFAULT" => ReferentialAction.SetDefault,
        _ => ReferentialAction.NoAction,
    };

    /// <summary>Returns the SQL words of an action.</summary>
    public static string Words(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "NO ACTION",
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => throw new UnreachableException(),
    };

    /// <summary>Returns an identifier between backticks.</summary>
    public static string Quote(string identifier) => $"`{identifier.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>Returns a text literal.</summary>
    public static string QuoteText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Returns identifiers between backticks, with commas.</summary>
    public static string QuoteAll(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Quote));
}
