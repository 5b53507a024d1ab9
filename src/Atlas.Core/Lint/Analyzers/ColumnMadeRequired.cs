using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds columns that become NOT NULL with nothing before that fills the rows which have no value.</summary>
public sealed class ColumnMadeRequired : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("MF104", Family.DataDepend, "A nullable column becomes NOT NULL");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Change.From.IsNullable && !column.IsNullable && !IsFilled(pass, found.Step, column.Name)
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Column \"{column.Name}\" of table \"{found.Table.To.Name}\" becomes NOT NULL, which fails when rows have " +
                "no value there.")
            .Suggest($"Fill the rows first: UPDATE {pass.Dialect.Quote(found.Table.To.Name)} SET " +
                $"{pass.Dialect.Quote(column.Name)} = … WHERE {pass.Dialect.Quote(column.Name)} IS NULL");

    private static bool IsFilled(Pass pass, Step step, string column) => pass.Statements.Any(s =>
        s.Begins("UPDATE") && s.Span.Start < step.Statements[^1].Span.Start
        && s.Place(step.Table?.Name ?? "", "UPDATE", out var isTable) is not null && isTable
        && s.Place(column, "SET", out var isSet) is not null && isSet);
}
