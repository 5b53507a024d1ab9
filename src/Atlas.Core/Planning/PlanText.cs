using System.Text;
using Atlas.Core.Migrations;

namespace Atlas.Core.Planning;

/// <summary>Shows plans as SQL files: each statement under a comment that says what it does.</summary>
public static class PlanText
{
    private const string Unit = "  ";

    /// <summary>The header of a file whose statements don't run in a transaction; the empty line ends the
    /// header.</summary>
    private const string NoTransaction = "-- atlas:txmode none\n\n";

    /// <summary>Returns the statements of a plan; empty for an empty plan, else ending with a newline.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    /// <param name="indent">What a level of indentation is; empty to have each statement on one line.</param>
    public static string Of(Plan plan, SplitOptions options, string indent = Unit) =>
        (plan.IsTransactional ? "" : NoTransaction) +
        string.Concat(plan.Statements.Select(s => $"-- {Headline(s)}\n{Sql(s, options, indent)};\n"));

    /// <summary>Returns what a statement does as a sentence on one line, without a full stop.</summary>
    public static string Headline(Statement statement)
    {
        // A name with a line end in it must not end the comment.
        var comment = statement.Comment.ReplaceLineEndings(" ");
        return comment.Length == 0 ? comment : $"{char.ToUpperInvariant(comment[0])}{comment[1..]}";
    }

    /// <summary>Returns a statement's SQL with another indentation; what is quoted stays as it is.</summary>
    /// <param name="statement">The statement; its own levels are two blanks each.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    /// <param name="indent">What a level of indentation is; empty to have it on one line.</param>
    public static string Sql(Statement statement, SplitOptions options, string indent)
    {
        if (indent == Unit || !statement.Sql.Contains('\n')) return statement.Sql;
        var result = new StringBuilder();
        var isAfterLineComment = false;
        foreach (var token in SqlLexer.Tokens(statement.Sql, options))
        {
            var text = statement.Sql[token.Start..token.End];
            result.Append(token.Kind == SqlTokenKind.Space && text.Contains('\n')
                ? indent.Length > 0 || isAfterLineComment ? Indented(text, indent) : Blank(statement.Sql, token)
                : text);
            isAfterLineComment = token.Kind == SqlTokenKind.LineComment;
        }

        return result.ToString();
    }

    private static string Indented(string space, string indent)
    {
        var end = space.LastIndexOf('\n') + 1;
        var blanks = space.Length - end;
        var levels = string.Concat(Enumerable.Repeat(indent, blanks / Unit.Length));
        return $"{space[..end]}{levels}{new string(' ', blanks % Unit.Length)}";
    }

    private static string Blank(string sql, SqlToken space) =>
        (space.Start > 0 && sql[space.Start - 1] == '(') || (space.End < sql.Length && sql[space.End] == ')') ? "" : " ";
}
