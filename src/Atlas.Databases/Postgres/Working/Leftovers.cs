using System.Text.RegularExpressions;
using Atlas.Core.Dialects;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Working;

/// <summary>What statements leave behind that fail halfway: an index that isn't valid, a constraint that isn't
/// validated. The same statement would fail on it.</summary>
/// <remarks>Source: the manual's pages of CREATE INDEX ("Building Indexes Concurrently") and ALTER TABLE (NOT
/// VALID).</remarks>
internal static partial class Leftovers
{
    private const string Name = """("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)""";

    private const string InvalidIndex = """
        SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indrelid = to_regclass($1) AND c.relname = $2 AND NOT i.indisvalid
        """;

    private const string UnvalidatedConstraint = """
        SELECT quote_ident(conname) FROM pg_catalog.pg_constraint
        WHERE conrelid = to_regclass($1) AND conname = $2 AND NOT convalidated
        """;

    /// <summary>Returns what removes it; null where there is nothing.</summary>
    public static async Task<Statement?> BeforeAsync(Database database, string sql, CancellationToken cancellationToken)
    {
        if (ConcurrentBuild().Match(sql) is { Success: true } build)
        {
            var index = Plain(build.Groups["name"].Value);
            return await database.QueryAsync(InvalidIndex, [build.Groups["table"].Value, index], cancellationToken)
                is [[{ } found]]
                ? new Statement($"DROP INDEX CONCURRENTLY {found}",
                    $"drop index \"{index}\", which a build that failed left invalid")
                { IsOutsideTransaction = true }
                : null;
        }

        if (UncheckedConstraint().Match(sql) is not { Success: true } added) return null;
        var (table, name) = (added.Groups["table"].Value, Plain(added.Groups["name"].Value));
        return await database.QueryAsync(UnvalidatedConstraint, [table, name], cancellationToken) is [[{ } constraint]]
            ? new Statement($"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
                $"drop constraint \"{name}\", which was never validated")
            : null;
    }

    private static string Plain(string name) => name is ['"', .. var inner, '"']
        ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : Identifiers.Fold(name);

    [GeneratedRegex($"""
        ^\s*CREATE\s+(UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(IF\s+NOT\s+EXISTS\s+)?(?<name>{Name})\s+ON\s+(ONLY\s+)?(?<table>{Name}(\.{Name})?)
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ConcurrentBuild();

    [GeneratedRegex($"""
        ^\s*ALTER\s+TABLE\s+(ONLY\s+)?(?<table>{Name}(\.{Name})?)\s+ADD\s+CONSTRAINT\s+(?<name>{Name})\s.*\sNOT\s+VALID\s*$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
        | RegexOptions.Singleline)]
    private static partial Regex UncheckedConstraint();
}
