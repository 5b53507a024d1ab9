using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>A foreign key that stays, but not throughout a table's changes.</summary>
/// <param name="Table">The table that has it.</param>
/// <param name="Key">The foreign key.</param>
/// <param name="IsDropped">Whether it must go before the changes; else it went with those of another table.</param>
/// <param name="IsAdded">Whether it comes back after the changes; else it waits for those of another table.</param>
internal sealed record KeyUser(ObjectName Table, ForeignKey Key, bool IsDropped, bool IsAdded);

/// <summary>
/// Finds the foreign keys that stay, but hang on a key that is dropped and added again, or can't stand while only one
/// of
/// their two sides has its new type.
/// </summary>
internal static class KeyUsers
{
    public static IReadOnlyList<KeyUser> Of(ModifyTable modify, Rebuilds rebuilt, WriteContext context)
    {
        var replaced = Replaced(modify, rebuilt).Select(Sorted).ToHashSet();
        var retyped = modify.Changes.OfType<ModifyColumn>().Any(c => c.From.Type != c.To.Type);
        if (replaced.Count == 0 && !retyped) return [];
        var table = new ObjectName(modify.Schema, modify.To.Name);
        var own = modify.Changes.OfType<DropForeignKey>().Select(d => d.ForeignKey)
            .Concat(modify.Changes.OfType<ModifyForeignKey>().Select(m => m.From)).ToHashSet();
        return
        [
            .. from schema in context.Current.Schemas
               from other in schema.Tables
               let owner = new ObjectName(schema.Name, other.Name)
               from key in other.ForeignKeys
               where (owner == table || key.References == table) && !(owner == table && own.Contains(key))
                   && context.Desired.Table(owner)?.ForeignKeys.Contains(key) == true
               let isMade = key.References == table && replaced.Contains(Sorted(key.ReferencedColumns))
               let before = AreComparable(other, key, context.Current.Table(key.References))
               let after = AreComparable(
                   owner == table ? modify.To : other, key, key.References == table ? modify.To
                       : context.Current.Table(key.References))
               let user = new KeyUser(owner, key, before && (isMade || !after), after && (isMade || !before))
               where user.IsDropped || user.IsAdded
               select user,
        ];
    }

    private static bool AreComparable(Table owner, ForeignKey key, Table? target) =>
        key.Columns.Zip(key.ReferencedColumns).All(pair =>
            owner.Column(pair.First) is not { } from || target?.Column(pair.Second) is not { } to
            || Conversions.AreComparable(from.Type, to.Type));

    // A key that only goes takes no foreign key with it: the plan has dropped those before.
    private static IEnumerable<Seq<string>> Replaced(ModifyTable modify, Rebuilds rebuilt) =>
        modify.Changes.Select(c => Replaced(c, modify)).OfType<Seq<string>>().Concat(rebuilt.Keys(modify));

    private static Seq<string>? Replaced(TableChange change, ModifyTable modify) => change switch
    {
        SetPrimaryKey { From: { } from, To: { } to } when KeyChanges.IsReplaced(from, to) => from.Columns,
        SetPrimaryKey { From: { } from, To: null } => from.Columns,
        ModifyIndex { From: var before, To: var after } when before.IsUnique
            && IndexWriter.IsReplaced(before, after, modify.To) => Columns(before),
        DropIndex { Index: { IsUnique: true } index } => Columns(index),
        _ => null,
    };

    private static Seq<string>? Columns(Index index) =>
        index.Parts.All(p => p.Column is not null) ? index.Parts.Select(p => p.Column).OfType<string>().ToSeq() : null;

    private static Seq<string> Sorted(Seq<string> columns) => columns.Order(StringComparer.Ordinal).ToSeq();
}
