using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads triggers, which lie in the schemas of their tables.</summary>
internal static class TriggerReader
{
    /// <returns>The trigger with its schema; null after an error.</returns>
    public static (string Schema, Trigger Trigger)? Read(Block block, string name)
    {
        if (block.Named("on", "table", "view", "partition", "materialized") is not { } on) return null;
        (BlockSpec Spec, TriggerTiming Timing)[] timings =
        [
            (RoutineLanguage.Before, TriggerTiming.Before),
            (RoutineLanguage.After, TriggerTiming.After),
            (RoutineLanguage.InsteadOf, TriggerTiming.InsteadOf),
        ];
        foreach (var (spec, timing) in timings)
        {
            if (block.Blocks(spec) is [var events]) return (on.Name.Schema, Read(block, events, name, on.Name.Name, timing));
        }

        return null;
    }

    private static Trigger Read(Block block, Block events, string name, string table, TriggerTiming timing)
    {
        var execute = block.Blocks(RoutineLanguage.Execute).FirstOrDefault();
        var function = execute?.Named("function", "function") ?? execute?.Named("procedure", "procedure", "function");
        var names = block.Blocks(RoutineLanguage.Referencing);
        var columns = events.References("update_of", "column").Select(c => c.Member).Order(StringComparer.Ordinal).ToSeq();
        var deferrable = block.Word("deferrable");
        var from = block.Reference("from", "table");
        var body = block.Text("as")?.Trim();
        return new(name, table, timing)
        {
            OnInsert = events.Bool("insert"),
            OnUpdate = events.Bool("update") || !columns.IsEmpty,
            UpdateOf = columns,
            OnDelete = events.Bool("delete"),
            OnTruncate = events.Bool("truncate"),
            Body = body,
            // Where a trigger has a body, it knows rows only.
            IsForEachRow = body is not null || (block.Word("for") ?? block.Word("foreach")) == "ROW",
            When = block.Text("when")?.Trim(),
            Function = function is { } called ? RoutineReader.Function(called) : null,
            Arguments = execute?.Texts("args") ?? [],
            OldTable = names.Select(n => n.Text("old_table")).FirstOrDefault(n => n is not null),
            NewTable = names.Select(n => n.Text("new_table")).FirstOrDefault(n => n is not null),
            IsConstraint = block.Bool("constraint") || deferrable is not null || from is not null,
            Deferrable = deferrable,
            State = block.Word("state"),
            From = from?.Object,
        };
    }
}
