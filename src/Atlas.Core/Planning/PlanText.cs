using System.Text;
using Atlas.Core.Migrations;
using Atlas.Core.Model;

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
    public static string Of(Plan plan, SplitOptions options, string indent = Unit) => Lay(plan, options, indent).Text;

    /// <summary>Returns the statements of a plan as <see cref="Of"/> does, and where each one stands, in bytes of
    /// UTF-8, without its delimiter.</summary>
    public static (string Text, Seq<(int Start, int End)> Places) Lay(
        Plan plan, SplitOptions options, string indent = Unit)
    {
        var text = new StringBuilder(plan.IsTransactional ? "" : NoTransaction);
        var places = new List<(int, int)>();
        var at = Encoding.UTF8.GetByteCount(text.ToString());
        foreach (var statement in plan.Statements)
        {
            Append($"-- {Headline(statement)}\n");
            var start = at;
            Append(Sql(statement, options, indent));
            places.Add((start, at));
            Append(";\n");
        }

        return (text.ToString(), [.. places]);

        void Append(string piece)
        {
            text.Append(piece);
            at += Encoding.UTF8.GetByteCount(piece);
        }
    }

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
