using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using static Atlas.Databases.Sqlite.Vocabulary;

namespace Atlas.Databases.Sqlite;

/// <summary>Writes statements about views and triggers (sqlite.org/lang_createview.html, lang_createtrigger.html).</summary>
internal static class ObjectText
{
    public static Statement Create(RealmObject item) => new(
        item switch
        {
            View view => $"CREATE VIEW {Quote(view.Name)} AS {view.Definition}",
            Trigger trigger => Create(trigger),
            _ => throw new UnreachableException("The rules refuse it."),
        },
        $"create {Shown(item)}");

    public static Statement Drop(RealmObject item) =>
        new($"DROP {(item is View ? "VIEW" : "TRIGGER")} {Quote(item.Name)}", $"drop {Shown(item)}");

    /// <summary>Drops before, and creates after, what stands on a table that is built anew: its triggers would go with the
    /// old one, and a view's table must not be missing when the new one gets its name.</summary>
    public static Seq<Statement> Around(ObjectName table, Seq<Statement> statements, WriteContext context)
    {
        var all = context.Current.AllObjects().Select(o => (o.Object, Reference: o.Object.In(o.Schema))).ToList();
        var standing = new HashSet<ObjectReference> { new(ObjectKind.Table, table) };
        var found = new List<RealmObject>();
        while (all.Find(o => !standing.Contains(o.Reference) && o.Object.DependsOn.Any(standing.Contains)) is { Object: { } item } next)
        {
            standing.Add(next.Reference);
            found.Add(item);
        }

        return [.. Enumerable.Reverse(found).Select(Drop), .. statements, .. found.Select(Create)];
    }

    private static string Create(Trigger trigger)
    {
        var timing = trigger.Timing switch
        {
            TriggerTiming.Before => "BEFORE",
            TriggerTiming.After => "AFTER",
            _ => "INSTEAD OF",
        };
        var on = trigger.OnInsert ? "INSERT" : trigger.OnDelete ? "DELETE" : "UPDATE";
        var columns = trigger.UpdateOf.IsEmpty ? "" : $" OF {QuoteAll(trigger.UpdateOf)}";
        var condition = trigger.When is { } when ? $" WHEN {when}" : "";
        return $"CREATE TRIGGER {Quote(trigger.Name)} {timing} {on}{columns} ON {Quote(trigger.Table)} FOR EACH ROW{condition} "
            + trigger.Body;
    }

    private static string Shown(RealmObject item) => item is Trigger trigger
        ? $"trigger \"{trigger.Name}\" on \"{trigger.Table}\""
        : $"{item.Kind.Title()} \"{item.Name}\"";
}
