using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>Tells objects that a repo once held from those of somebody else.</summary>
internal static class DroppedObjects
{
    /// <summary>Lists what a plan drops: tables, columns, enums and other objects, as <c>table "t"</c> and the like.</summary>
    public static Seq<string> Of(Seq<Change> changes) =>
    [
        .. changes.SelectMany(c => c switch
        {
            DropTable drop => [$"table \"{drop.Table.Name}\""],
            DropEnum drop => [$"enum \"{drop.Enum.Name}\""],
            DropObject drop when !IsAddedAgain(drop, changes) => [Named(drop.Object)],
            DropSchema drop => Held(Realm.Empty.With(drop.Schema)).Append($"schema \"{drop.Schema.Name}\""),
            ModifyTable modify =>
                modify.Changes.OfType<DropColumn>().Select(d => $"column \"{modify.From.Name}.{d.Column.Name}\""),
            _ => Enumerable.Empty<string>(),
        }),
    ];

    /// <summary>Returns those that no version of the repo is known to have held, and the tombstones, which nobody can
    /// look into; downloads versions, newest first, until all are found.</summary>
    public static async Task<(Seq<string> NeverHeld, Seq<string> Tombstones)> NeverHeldAsync(
        Seq<string> dropped, string repo, SchemaRegistry registry, Drivers drivers, CancellationToken cancellationToken)
    {
        var left = dropped.ToHashSet(StringComparer.Ordinal);
        var tombstones = new List<string>();
        for (var number = 1; left.Count > 0; number++)
        {
            var page = await registry.ListVersionsAsync(repo, new PageRequest(number, 100), cancellationToken);
            tombstones.AddRange(page.Items.Where(v => v.Redaction is not null).Select(v => v.Version));
            foreach (var version in page.Items.Where(v => v.Redaction is null).TakeWhile(_ => left.Count > 0))
                left.ExceptWith(
                    Held((await StoredSchema.DownloadAsync(registry, version, drivers, cancellationToken)).Realm));
            if (page.Items.Count < page.Size) break;
        }

        return ([.. dropped.Where(left.Contains)], [.. tombstones]);
    }

    private static IEnumerable<string> Held(Realm realm) => realm.Schemas.SelectMany(s =>
        s.Tables.SelectMany(t => t.Columns.Select(c => $"column \"{t.Name}.{c.Name}\"").Append($"table \"{t.Name}\""))
            .Concat(s.Enums.Select(e => $"enum \"{e.Name}\"")).Concat(s.Objects.Select(Named)).Append($"schema \"{s.Name}\""));

    private static string Named(RealmObject item) => $"{item.Kind.Title()} \"{item.Name}\"";

    // What stands on something that changes is dropped and created again.
    private static bool IsAddedAgain(DropObject drop, Seq<Change> changes) =>
        changes.OfType<AddObject>().Any(a => a.Schema == drop.Schema && a.Object.IsSame(drop.Object));
}
