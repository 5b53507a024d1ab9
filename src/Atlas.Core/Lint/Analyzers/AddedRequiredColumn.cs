using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds columns that existing rows must have a value in and get none for.</summary>
public sealed class AddedRequiredColumn : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } =
        new("MF103", Family.DataDepend, "A required column without a default is added to an existing table");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<AddColumn>()
        let column = found.Change.Column
        where !column.IsNullable && column is { Default: null, Generated: null, Identity: null } && !IsSerial(column)
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Column \"{column.Name}\" is added to table \"{found.Table.To.Name}\" as NOT NULL without a default, " +
                "which fails when there are rows.")
            .Suggest($"Give column \"{column.Name}\" a default, or add it as nullable, fill it, and make it NOT NULL later");

    private static bool IsSerial(Column column) =>
        column.Type is BuiltInType { Word: "serial" or "bigserial" or "smallserial" };
}
