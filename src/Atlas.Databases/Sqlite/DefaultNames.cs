using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite;

/// <summary>The names that inspection gives to constraints without one: the same on every machine and after every
/// rebuild.</summary>
internal static class DefaultNames
{
    /// <summary>Returns the name of the index of an unnamed UNIQUE constraint: <c>table_column_column</c>.</summary>
    public static string Unique(string table, IEnumerable<string> columns) => $"{table}_{string.Join('_', columns)}";

    /// <summary>Returns the name of an unnamed foreign key: <c>table_column_column_fkey</c>.</summary>
    public static string ForeignKey(string table, IEnumerable<string> columns) =>
        $"{table}_{string.Join('_', columns)}_fkey";

    /// <summary>Returns whether the index may be that of a UNIQUE constraint, which no DROP INDEX can drop.</summary>
    public static bool MayBeConstraint(Table table, Index index) =>
        index is { IsUnique: true, Predicate: null }
        && IsOrNumbered(index.Name,
            Unique(table.Name, index.Parts.Select(p => p.Column ?? FirstName(p.Expression ?? ""))));

    /// <summary>Returns whether the foreign key may have no name in the database, so that a rename would change
    /// it.</summary>
    public static bool MayBeUnnamed(Table table, ForeignKey key) =>
        IsOrNumbered(key.Name, ForeignKey(table.Name, key.Columns));

    /// <summary>Returns whether some name of the table may be one that inspection made.</summary>
    public static bool MayBeMade(Table table) =>
        table.Indexes.Any(i => MayBeConstraint(table, i)) || table.ForeignKeys.Any(k => MayBeUnnamed(table, k));

    private static string FirstName(string expression) => Lexer.Read(expression) is [var first, ..] ? first.Value : "";

    private static bool IsOrNumbered(string name, string made) =>
        name == made
            || (name.StartsWith(made + "_", StringComparison.Ordinal) && name.AsSpan(made.Length + 1)
            .IndexOfAnyExceptInRange('0', '9') < 0);
}
