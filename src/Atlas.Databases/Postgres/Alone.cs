using Atlas.Core.Migrations;

namespace Atlas.Databases.Postgres;

/// <summary>The statements that can't run inside a transaction block.</summary>
/// <remarks>Source: the manual's pages of VACUUM, CREATE INDEX, DROP INDEX, REINDEX, ALTER TABLE … DETACH PARTITION,
/// CREATE DATABASE, CREATE TABLESPACE, ALTER SYSTEM; CALL and DO may hold transactions of their own.</remarks>
internal static class Alone
{
    private static readonly string[] Always = ["VACUUM", "CALL", "DO", "CLUSTER"];
    private static readonly string[] Objects = ["DATABASE", "TABLESPACE", "SYSTEM", "SUBSCRIPTION"];

    /// <summary>Returns whether a statement is one of them.</summary>
    public static bool Is(string sql, SplitOptions options)
    {
        var words = SqlWords.Of(sql, options).Take(12).ToList();
        return words is [var first, ..]
            && (Always.Contains(first) || (words.Count > 1 && Objects.Contains(words[1]))
                || IsConcurrent(words));
    }

    /// <summary>Returns whether a statement lets others go on, and waits for their transactions instead.</summary>
    public static bool IsConcurrent(string sql, SplitOptions options) =>
        IsConcurrent(SqlWords.Of(sql, options).Take(12).ToList());

    private static bool IsConcurrent(List<string> words) =>
        words is ["CREATE" or "DROP" or "REINDEX" or "ALTER", ..] && words.Contains("CONCURRENTLY");
}
