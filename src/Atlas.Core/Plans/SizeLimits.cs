using System.Globalization;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Core.Plans;

/// <summary>How large a table may be that a statement works through; null for any size.</summary>
/// <param name="Rewrite">The most bytes to be written anew.</param>
/// <param name="Scan">The most bytes to be read because rows are checked.</param>
/// <param name="Lock">The most bytes of a table whose readers or writers wait meanwhile.</param>
public sealed record SizeLimits(long? Rewrite, long? Scan, long? Lock)
{
    /// <summary>No limit.</summary>
    public static readonly SizeLimits None = new(null, null, null);

    /// <summary>Gets whether there is any limit.</summary>
    public bool IsThere => this != None;

    /// <summary>Returns what a plan does beyond the limits: what an approved plan has to name, such as
    /// <c>rewrite public.events</c>, and a full sentence about it. A table whose size isn't known is beyond any
    /// limit.</summary>
    /// <param name="plan">The computed plan, whose statements know their hazards.</param>
    /// <param name="statistics">How large the tables of the target are.</param>
    public Seq<(string Name, string Sentence)> Exceeded(Plan plan, TableStatistics statistics)
    {
        var found = new List<(string, string)>();
        var former = new Dictionary<ObjectName, ObjectName>();
        foreach (var (change, index) in plan.Changes.Select((c, i) => (c, i)))
        {
            if (change is RenameTable rename)
                former[new(rename.Schema, rename.To)] = new(rename.Schema, rename.From);
            if (change is not ModifyTable modify) continue;
            var table = new ObjectName(modify.Schema, modify.From.Name);
            var size = statistics.Of(former.GetValueOrDefault(table, table));
            found.AddRange(
                from statement in plan.Statements
                where statement.Change == index
                from hazard in statement.Hazards
                from limit in Of(hazard.Kind)
                where limit.Most is { } most && (size is null || size.Bytes > most)
                select ($"{limit.Name} {table}",
                    $"{hazard.Message} Its size is {Shown(size)}, and limits {{ {limit.Name} }} allows {Megabytes(limit.Most ?? 0)}."));
        }

        return [.. found.Distinct()];
    }

    /// <summary>Returns why what is beyond the limits can't run; null when approved plans name all of it in comments
    /// such as <c>-- hazard: rewrite public.events</c>.</summary>
    public static string? Refusal(Seq<(string Name, string Sentence)> exceeded, Seq<StoredPlan> approved)
    {
        var named = approved.SelectMany(p => p.Migration.Split('\n')).Select(line => line.Trim()).ToHashSet();
        var left = exceeded.Where(e => !named.Contains($"-- hazard: {e.Name}")).ToList();
        return left.Count == 0 ? null
            : $"{string.Join(" ", left.Select(e => e.Sentence))} Have a plan approved that says " +
                $"{string.Join(" and ", left.Select(e => $"\"-- hazard: {e.Name}\"").Distinct())}, or raise the limit. Nothing " +
                "was executed.";
    }

    private IEnumerable<(string Name, long? Most)> Of(HazardKind kind) => kind switch
    {
        HazardKind.Rewrite => [("rewrite", Rewrite), ("lock", Lock)],
        HazardKind.Lock => [("lock", Lock)],
        HazardKind.DataDependent => [("scan", Scan)],
        HazardKind.DataLoss => [],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Shown(TableSize? size) => size is null ? "not known (ANALYZE it)"
        : string.Create(CultureInfo.InvariantCulture, $"{Megabytes(size.Bytes)}, about {size.Rows:N0} rows");

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):N1} MB");
}
