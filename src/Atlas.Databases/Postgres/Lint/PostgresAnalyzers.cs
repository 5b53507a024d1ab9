using Atlas.Core.Lint;
using Atlas.Core.Lint.Analyzers;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>The analyzers of PostgreSQL, in the order of their codes.</summary>
internal static class PostgresAnalyzers
{
    /// <summary>Gets those whose findings keep readers of a table waiting for as long as it is large.</summary>
    private static readonly Seq<Analyzer> Blocking =
    [
        new AddedPrimaryKey(), new AddedUniqueConstraint(), new RewrittenType(), new VolatileDefault(), new ScannedNotNull(),
        new NullablePrimaryKey(), new ScannedCheck(),
    ];

    /// <summary>Gets all of them.</summary>
    public static Seq<Analyzer> All { get; } =
    [
        new ColumnMadeRequired(),
        new NarrowedType(),
        new IndexBuiltInPlace(),
        new IndexDroppedInPlace(),
        new ConcurrencyInTransaction(),
        new WastefulAlignment(),
        .. Blocking,
        new ScannedForeignKey(),
        new LargeTableBlocked(Blocking),
    ];
}
