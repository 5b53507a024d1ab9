using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Lint;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds statements that keep readers waiting for as long as they go through a table which the target's own
/// statistics say is large.</summary>
/// <param name="blocking">The analyzers that find such statements.</param>
internal sealed class LargeTableBlocked(Seq<Analyzer> blocking) : Analyzer
{
    public override Rule Rule { get; } = new("AT104", Family.LargeTables, "Readers of a large table wait");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in blocking.SelectMany(a => a.Check(pass)).DistinctBy(f => f.Span.Start)
        let step = pass.Steps.First(s => s.StatementAt(found.Span) is not null)
        from table in step.Tables
        let size = pass.Statistics.Of(table)
        where size is not null && size.Rows >= pass.Settings.LargeTableRows
        select Rule.At(found.Span,
                $"Table \"{table.Name}\" has about {Thousands(size.Rows)} rows ({Megabytes(size)} MB), and its readers wait " +
                $"until all of them were gone through ({found.Rule.Code}).")
            with { Fixes = found.Fixes };

    private static string Thousands(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(TableSize size) => Thousands(size.Bytes / (1024 * 1024));
}
