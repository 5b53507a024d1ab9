using Atlas.Core.Dialects;
using Atlas.Core.Lint.Analyzers;
using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>The analyzers, in the order of their codes.</summary>
public static class AnalyzerList
{
    /// <summary>Gets those that make sense on every database.</summary>
    public static Seq<Analyzer> General { get; } =
    [
        new DroppedSchema(),
        new DroppedTable(),
        new DroppedColumn(),
        new AddedUniqueIndex(),
        new IndexMadeUnique(),
        new AddedRequiredColumn(),
        new RenamedTable(),
        new RenamedColumn(),
        new DroppedForeignKey(),
        new DroppedCheck(),
        new DroppedPrimaryKey(),
        NamingViolation.OfSchemas,
        NamingViolation.OfTables,
        NamingViolation.OfColumns,
        NamingViolation.OfIndexes,
        NamingViolation.OfForeignKeys,
        NamingViolation.OfChecks,
        new NestedTransaction(),
        new EndedTransaction(),
        new ForeignObject(),
        new DeniedObject(),
        new LikelyRename(),
        new RedundantIndex(),
        new ForeignKeyWithoutIndex(),
        new ColumnMadeComputed(),
        new DroppedState(),
        new DroppedDefinition(),
        new RenamedObject(),
        new RowSecurityWithoutPolicy(),
        new DroppedPolicy(),
        new RowSecurityDisabled(),
    ];

    /// <summary>Gets the codes of Atlas that no supported database needs, or that others here cover; settings may name
    /// them.</summary>
    public static Seq<string> NotApplicable { get; } =
    [
        "BC103", "BC104", "PG307", "PG308", "SA101",
        .. Enumerable.Range(101, 48).Select(n => $"MY{n}"),
    ];

    /// <summary>Returns those for one database: the general ones, then its own.</summary>
    public static Seq<Analyzer> For(Dialect dialect) => [.. General, .. dialect.Analyzers];
}
