using Atlas.Core.Model;
using Atlas.Core.Diff;

namespace Atlas.Core.Planning;

/// <summary>A change that waits for its place in the order.</summary>
/// <param name="Change">The change.</param>
/// <param name="Rank">Which steps it goes with when nothing else decides.</param>
/// <param name="Index">Its place among the differ's changes, from 0.</param>
/// <param name="Piece">Its place among the pieces that one change was cut into, from 0.</param>
internal sealed record Step(Change Change, Rank Rank, int Index, int Piece) : IComparable<Step>
{
    public static Step Of(Change change, int index) => new(change, RankOf(change), index, 0);

    public int CompareTo(Step? other) =>
        other is null ? 1 : (Rank, Index, Piece).CompareTo((other.Rank, other.Index, other.Piece));

    private static Rank RankOf(Change change) => change switch
    {
        AddSchema or SetSchemaComment => Rank.Schemas,
        RenameTable or RenameObject => Rank.Renames,
        ModifyTable modify when IsRenaming(modify) => Rank.Renames,
        DropObject c when IsBuilding(c.Object) => Rank.DroppedTypes,
        DropObject => Rank.DroppedDefinitions,
        AddObject c => IsBuilding(c.Object) ? Rank.Types : Rank.Definitions,
        ModifyObject c => IsBuilding(c.To) ? Rank.Types : Rank.Definitions,
        AddEnum or ModifyEnum => Rank.Types,
        AddTable => Rank.NewTables,
        DropTable => Rank.DroppedTables,
        DropEnum => Rank.DroppedTypes,
        DropSchema => Rank.DroppedSchemas,
        _ => Rank.Tables,
    };

    // What tables are made of, rather than what is made of tables.
    private static bool IsBuilding(RealmObject item) => item is Sequence or Domain or Composite or RangeType or Collation or Extension;

    private static bool IsRenaming(ModifyTable modify) => modify.Changes.All(c => c is RenameColumn or RenameIndex);
}

/// <summary>What goes first when nothing depends on the order.</summary>
internal enum Rank
{
    Schemas,
    Renames,
    DroppedDefinitions,
    Types,
    Tables,
    NewTables,
    Deferred,
    Definitions,
    DroppedTables,
    DroppedTypes,
    DroppedSchemas,
}
