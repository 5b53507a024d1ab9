using System.Collections.Concurrent;
using Atlas.Core.Diff;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Counts which changes random pairs led to, by kind of change and what is special about it.</summary>
public sealed class ChangeHistogram
{
    private readonly ConcurrentDictionary<string, int> cells = new();

    public void Count(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            Add(change.GetType().Name);
            if (change is ModifyTable modify)
                foreach (var step in modify.Changes)
                    foreach (var cell in Cells(step)) Add(cell);
        }
    }

    /// <summary>Returns the cells that were hit less often than the minimum, of all that the vocabulary has but those named.</summary>
    public IReadOnlyList<string> Below(int minimum, params IReadOnlyList<string> without) =>
        [.. AllCells.Except(without).Where(c => cells.GetValueOrDefault(c) < minimum).Select(c => $"{c}: {cells.GetValueOrDefault(c)}")];

    public override string ToString() => string.Join('\n', cells.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value,7}  {c.Key}"));

    /// <summary>Every kind of change, and the ways in which a column can change.</summary>
    public static IReadOnlyList<string> AllCells { get; } =
    [
        .. typeof(Change).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(Change)) || t.IsSubclassOf(typeof(TableChange))))
            .Select(t => t.Name).Where(n => n != nameof(SetPrimaryKey)),
        "SetPrimaryKey add", "SetPrimaryKey drop", "SetPrimaryKey replace",
        .. ColumnAspects.Select(a => $"ModifyColumn {a}"),
    ];

    private static IReadOnlyList<string> ColumnAspects => ["type", "null", "default", "comment", "generated", "identity", "auto_increment"];

    private void Add(string cell) => cells.AddOrUpdate(cell, 1, (_, count) => count + 1);

    private static IEnumerable<string> Cells(TableChange change) => change switch
    {
        SetPrimaryKey { From: null } => ["SetPrimaryKey add"],
        SetPrimaryKey { To: null } => ["SetPrimaryKey drop"],
        SetPrimaryKey => ["SetPrimaryKey replace"],
        ModifyColumn c => [nameof(ModifyColumn), .. Aspects(c).Select(a => $"ModifyColumn {a}")],
        _ => [change.GetType().Name],
    };

    private static IEnumerable<string> Aspects(ModifyColumn c)
    {
        if (c.From.Type != c.To.Type) yield return "type";
        if (c.From.IsNullable != c.To.IsNullable) yield return "null";
        if (c.From.Default != c.To.Default) yield return "default";
        if (c.From.Comment != c.To.Comment) yield return "comment";
        if (c.From.Generated != c.To.Generated) yield return "generated";
        if (c.From.Identity != c.To.Identity) yield return "identity";
        if (c.From.IsAutoIncrement != c.To.IsAutoIncrement) yield return "auto_increment";
    }
}
