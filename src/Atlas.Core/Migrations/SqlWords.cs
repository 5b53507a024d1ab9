namespace Atlas.Core.Migrations;

/// <summary>The words of a statement without its comments and literals.</summary>
public static class SqlWords
{
    /// <summary>Returns keywords and names without quotes, in capitals, in order.</summary>
    public static IEnumerable<string> Of(string sql, SplitOptions options) => SqlLexer.Tokens(sql, options)
        .Where(t => t.Kind is SqlTokenKind.Word).Select(t => sql[t.Start..t.End].ToUpperInvariant());
}
