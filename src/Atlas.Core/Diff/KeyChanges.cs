using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Says which keys, indexes and checks become other ones only by being dropped and added.</summary>
public static class KeyChanges
{
    /// <summary>Returns whether a primary key does; a name, comment or storage parameter changes in place.</summary>
    public static bool IsReplaced(PrimaryKey before, PrimaryKey after) =>
        before with { Name = after.Name, Comment = after.Comment, Parameters = after.Parameters } != after;

    /// <summary>Returns whether an index or constraint does; a comment or storage parameter changes in place.</summary>
    public static bool IsReplaced(Index before, Index after) =>
        before with { Comment = after.Comment, Parameters = after.Parameters } != after;

    /// <summary>Returns whether a foreign key does; a comment or when it is checked changes in place, and what was unchecked
    /// can be checked.</summary>
    public static bool IsReplaced(ForeignKey before, ForeignKey after) =>
        before with { Comment = after.Comment, Deferrable = after.Deferrable, IsNotValid = after.IsNotValid } != after
        || (after.IsNotValid && !before.IsNotValid);

    /// <summary>Returns whether a check does; a comment changes in place, and what was unchecked can be checked.</summary>
    public static bool IsReplaced(Check before, Check after) =>
        before with { Comment = after.Comment, IsNotValid = after.IsNotValid } != after
        || (after.IsNotValid && !before.IsNotValid);
}
