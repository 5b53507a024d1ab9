using System.Text;
using Atlas.Core.Migrations;

namespace Atlas.Core.Planning;

/// <summary>Takes values out of SQL, so that a report tells what was done and not to whom.</summary>
public static class LiteralMask
{
    /// <summary>Returns the statement with <c>?</c> for each text and number, and without its comments.</summary>
    /// <param name="sql">The statement; a quote that isn't closed masks the rest.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    public static string Mask(string sql, SplitOptions options)
    {
        var result = new StringBuilder(sql.Length);
        foreach (var token in SqlLexer.Tokens(sql, options))
        {
            var text = sql.AsSpan(token.Start, token.End - token.Start);
            switch (token.Kind)
            {
                case SqlTokenKind.Text or SqlTokenKind.Number:
                    result.Append('?');
                    break;
                case SqlTokenKind.LineComment or SqlTokenKind.BlockComment:
                    // Two tokens must not grow together where a comment stood between them.
                    if (result.Length > 0 && !char.IsWhiteSpace(result[^1])) result.Append(' ');
                    break;
                case var _ when !token.IsClosed:
                    result.Append('?');
                    break;
                default:
                    result.Append(text);
                    break;
            }
        }

        return result.ToString().Trim();
    }
}
