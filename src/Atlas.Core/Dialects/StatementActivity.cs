using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>What a statement does at this moment.</summary>
/// <param name="Blockers">Whom it waits for, each in words; empty when it doesn't wait.</param>
/// <param name="Progress">How far it is, in words such as <c>building index: 45 %</c>; null where the database
/// doesn't say.</param>
public sealed record StatementActivity(Seq<string> Blockers, string? Progress)
{
    /// <summary>Nothing is known.</summary>
    public static readonly StatementActivity Unknown = new([], null);
}
