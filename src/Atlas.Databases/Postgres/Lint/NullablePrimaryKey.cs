using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds primary keys over columns that were nullable: adding the key sets them NOT NULL, which reads the whole
/// table (manual, ALTER TABLE).</summary>
internal sealed class NullablePrimaryKey : Analyzer
{
    public override Rule Rule { get; } = new("PG304", Family.Blocking, "A primary key is put on nullable columns");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<SetPrimaryKey>()
        let key = found.Change.To
        where key is not null && !found.Step.Statements.Any(s => s.Says("SET", "NOT", "NULL"))
        let before = found.Step.Before.Table(new ObjectName(found.Table.Schema, found.Table.From.Name))
        let nullable = key.Columns.Where(c => before?.Column(c) is { IsNullable: true }).ToList()
        where nullable.Count > 0
        select Rule.At(found.Step.At("PRIMARY", "ADD"),
                $"The primary key makes {string.Join(", ", nullable.Select(c => $"\"{c}\""))} of table " +
                $"\"{found.Table.To.Name}\" NOT NULL: every row is read while readers and writers wait, and it fails when " +
                "one has no value.")
            .Suggest("Make the columns NOT NULL first");
}
