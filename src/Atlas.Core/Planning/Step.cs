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
        RenameTable => Rank.Renames,
        ModifyTable modify when IsRenaming(modify) => Rank.Renames,
        AddEnum or ModifyEnum => Rank.Enums,
        AddTable => Rank.NewTables,
        DropTable => Rank.DroppedTables,
        DropEnum => Rank.DroppedEnums,
        DropSchema => Rank.DroppedSchemas,
        _ => Rank.Tables,
    };

    private static bool IsRenaming(ModifyTable modify) => modify.Changes.All(c => c is RenameColumn or RenameIndex);
}

/// <summary>What goes first when nothing depends on the order.</summary>
internal enum Rank
{
    Schemas,
    Renames,
    Enums,
    Tables,
    NewTables,
    Deferred,
    DroppedTables,
    DroppedEnums,
    DroppedSchemas,
}
