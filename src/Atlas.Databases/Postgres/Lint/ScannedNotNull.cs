using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds SET NOT NULL that reads the whole table under ACCESS EXCLUSIVE; with a check that says the same it
/// doesn't (manual, ALTER TABLE).</summary>
internal sealed class ScannedNotNull : Analyzer
{
    public override Rule Rule { get; } = new("PG303", Family.Blocking, "SET NOT NULL reads the table under a full lock");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Change.From.IsNullable && !column.IsNullable
            && found.Step.Statements.Any(s => s.Says("SET", "NOT", "NULL"))
            && !found.Step.Statements.Any(s => s.Sql.Contains(
                $"CHECK ({Quoting.Name(column.Name)} IS NOT NULL) NOT VALID", StringComparison.Ordinal))
            && !IsChecked(found.Step.Before.Table(new(found.Table.Schema, found.Table.From.Name)), column.Name)
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Readers and writers of table \"{found.Table.To.Name}\" wait while every row is read to make sure that " +
                $"column \"{column.Name}\" has a value.")
            .Suggest($"Add CHECK ({Quoting.Name(column.Name)} IS NOT NULL) NOT VALID and validate it first; then SET NOT " +
                "NULL reads no row");

    private static bool IsChecked(Table? table, string column) => table is not null && table.Checks.Any(c =>
        c.Expression.Replace("\"", "", StringComparison.Ordinal).Trim('(', ')')
            .Equals($"{column} IS NOT NULL", StringComparison.OrdinalIgnoreCase));
}
