using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds new indexes whose work another index or the primary key of the table does.</summary>
public sealed class RedundantIndex : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT102", Family.Indexes, "An index duplicates another");

    /// <inheritdoc/>
    public override bool ChecksSchemas => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        from name in step.Tables
        let table = pass.Desired.Table(name)
        where table is not null
        from index in Added(step.Change)
        where table.Index(index.Name) == index
        let other = Covering(table, index)
        where other is not null
        select Rule.At(step.At(index.Name, index.IsConstraint ? "CONSTRAINT" : "INDEX"),
                $"Index \"{index.Name}\" of table \"{table.Name}\" does what {other} does already; it costs space, and " +
                "time at every write.")
            .Suggest($"Leave index \"{index.Name}\" out");

    private static IEnumerable<Model.Index> Added(Change change) => change switch
    {
        AddTable add => add.Table.Indexes,
        ModifyTable modify => modify.Changes.OfType<AddIndex>().Select(a => a.Index),
        _ => [],
    };

    /// <summary>Names what does the index's work; null when nothing does. Of two equal indexes the second one is too
    /// much.</summary>
    private static string? Covering(Table table, Model.Index index)
    {
        var isPlain = index is { Predicate: null, Method: null } && index.Include.IsEmpty
            && index.Parts.All(p => p == new IndexPart { Column = p.Column });
        if (isPlain && table.PrimaryKey is { } key && Leads(index.Parts.Select(p => p.Column ?? ""), key.Columns, index.IsUnique))
            return "the primary key";
        var other = table.Indexes.FirstOrDefault(o => o.Name != index.Name && Covers(o, index)
            && (!Covers(index, o) || string.CompareOrdinal(o.Name, index.Name) < 0));
        return other is null ? null : $"index \"{other.Name}\"";
    }

    private static bool Covers(Model.Index other, Model.Index index) =>
        other.Method == index.Method && other.Predicate == index.Predicate
        && index.Include.All(c => other.Include.Contains(c)) && (!index.IsUnique || other.IsUnique)
        && (other.Method is null ? Leads(index.Parts, other.Parts, index.IsUnique) : other.Parts == index.Parts);

    // A unique index refuses more than a longer one does.
    private static bool Leads<T>(IEnumerable<T> shorter, Seq<T> longer, bool isUnique)
    {
        var list = shorter.ToSeq();
        return list.Count <= longer.Count && list.SequenceEqual(longer.Take(list.Count))
            && (!isUnique || list.Count == longer.Count);
    }
}
