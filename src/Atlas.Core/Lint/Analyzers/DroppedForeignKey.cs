using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds foreign keys that are dropped while their columns and the referenced table stay.</summary>
public sealed class DroppedForeignKey : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("CD101", Family.ConstraintDrop, "A foreign key is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<DropForeignKey>()
        let key = found.Change.ForeignKey
        where found.Step.Table is { } name && pass.Desired.Table(name) is { } table && Stays(pass, table, key)
        select Rule.At(found.Step.At(key.Name, "CONSTRAINT"),
            $"Foreign key \"{key.Name}\" of table \"{found.Table.To.Name}\" is dropped: rows may refer to none of " +
            $"\"{key.References.Name}\" from then on.");

    private static bool Stays(Pass pass, Table table, ForeignKey key) =>
        pass.Desired.Table(key.References) is not null && key.Columns.All(c => table.Column(c) is not null)
        && !table.ForeignKeys.Any(k => k.Columns == key.Columns && k.References == key.References);
}
