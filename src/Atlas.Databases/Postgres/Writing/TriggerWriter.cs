using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes CREATE TRIGGER.</summary>
internal static class TriggerWriter
{
    public static string Create(string schema, Trigger trigger, Names names, bool replaces)
    {
        List<string> events = [];
        if (trigger.OnInsert) events.Add("INSERT");
        if (trigger.OnDelete) events.Add("DELETE");
        if (trigger.OnUpdate)
            events.Add(trigger.UpdateOf.IsEmpty ? "UPDATE" : $"UPDATE OF {Quoting.Names(trigger.UpdateOf)}");
        if (trigger.OnTruncate) events.Add("TRUNCATE");
        var timing = trigger.Timing switch
        {
            TriggerTiming.Before => "BEFORE",
            TriggerTiming.After => "AFTER",
            _ => "INSTEAD OF",
        };
        return $"CREATE {(replaces ? "OR REPLACE " : "")}{(trigger.IsConstraint ? "CONSTRAINT " : "")}TRIGGER "
            + $"{Quoting.Name(trigger.Name)} {timing} {string.Join(" OR ", events)} ON {names.Of(schema, trigger.Table)}"
            + (trigger.From is { } from ? $" FROM {names.Of(from, schema)}" : "")
            + (trigger.Deferrable is { } word ? $" DEFERRABLE {word.Replace('_', ' ')}" : "")
            + (trigger.OldTable is null && trigger.NewTable is null
                ? ""
                : " REFERENCING" + Transition("OLD", trigger.OldTable) + Transition("NEW", trigger.NewTable))
            + $" FOR EACH {(trigger.IsForEachRow ? "ROW" : "STATEMENT")}"
            + (trigger.When is { } condition ? $" WHEN ({condition})" : "")
            + (trigger.Function is { } function
                ? $" EXECUTE FUNCTION {names.Of(function, schema)}"
                    + $"({string.Join(", ", trigger.Arguments.Select(Quoting.Text))})"
                : "");
    }

    /// <summary>Returns what makes a trigger the other one.</summary>
    public static IEnumerable<string> Alter(string schema, Trigger from, Trigger to, Names names)
    {
        var asBefore = to with { Comment = from.Comment, State = from.State };
        var isReplaced = asBefore != from;
        if (isReplaced) yield return Create(schema, to, names, replaces: true);
        // A replaced trigger fires as a new one does.
        if ((isReplaced ? null : from.State) != to.State) yield return State(schema, to, names);
    }

    /// <summary>Returns what gives a trigger its state.</summary>
    public static string State(string schema, Trigger trigger, Names names) =>
        $"ALTER TABLE {names.Of(schema, trigger.Table)} " + trigger.State switch
        {
            null => "ENABLE",
            "DISABLED" => "DISABLE",
            var word => $"ENABLE {word}",
        } + $" TRIGGER {Quoting.Name(trigger.Name)}";

    private static string Transition(string which, string? name) =>
        name is null ? "" : $" {which} TABLE AS {Quoting.Name(name)}";
}
