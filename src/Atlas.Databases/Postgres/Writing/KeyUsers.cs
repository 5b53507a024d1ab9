using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Finds the foreign keys that stay but hang on a key that is dropped and added again.</summary>
internal static class KeyUsers
{
    /// <summary>Returns the foreign keys with their tables; they must be dropped before and added after.</summary>
    public static IReadOnlyList<(ObjectName Table, ForeignKey Key)> Of(ModifyTable modify, WriteContext context)
    {
        var keys = modify.Changes.Select(Replaced).OfType<Seq<string>>().Select(k => k.Order(StringComparer.Ordinal).ToSeq()).ToHashSet();
        if (keys.Count == 0) return [];
        var table = new ObjectName(modify.Schema, modify.To.Name);
        var own = modify.Changes.OfType<DropForeignKey>().Select(d => d.ForeignKey)
            .Concat(modify.Changes.OfType<ModifyForeignKey>().Select(m => m.From)).ToHashSet();
        return
        [
            .. from schema in context.Current.Schemas
               from other in schema.Tables
               from key in other.ForeignKeys
               where key.References == table && keys.Contains(key.ReferencedColumns.Order(StringComparer.Ordinal).ToSeq())
               let owner = new ObjectName(schema.Name, other.Name)
               where context.Desired.Table(owner)?.ForeignKeys.Contains(key) == true && !(owner == table && own.Contains(key))
               select (owner, key),
        ];
    }

    // A key that only goes takes no foreign key with it: the plan has dropped those before.
    private static Seq<string>? Replaced(TableChange change) => change switch
    {
        SetPrimaryKey { From: { } from, To: { } to } when from.Columns != to.Columns || from.Include != to.Include => from.Columns,
        SetPrimaryKey { From: { } from, To: null } => from.Columns,
        ModifyIndex { From: var before, To: var after } when before.IsUnique && before with { Comment = after.Comment } != after => Columns(before),
        DropIndex { Index: { IsUnique: true } index } => Columns(index),
        _ => null,
    };

    private static Seq<string>? Columns(Index index) =>
        index.Parts.All(p => p.Column is not null) ? index.Parts.Select(p => p.Column).OfType<string>().ToSeq() : null;
}
