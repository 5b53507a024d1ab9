using Atlas.Core.Lint;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite.Lint;

/// <summary>The analyzers of SQLite, in the order of their codes.</summary>
internal static class SqliteAnalyzers
{
    /// <summary>Gets all of them.</summary>
    public static Seq<Analyzer> All { get; } = [new RequiredWithoutDefault(), new NarrowedType(), new CheckedRows()];
}
