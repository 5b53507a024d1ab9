using Atlas.Core.Planning;

namespace Atlas.Core.Plans;

/// <summary>How far a plan got in a database that it can't change in one transaction.</summary>
/// <param name="Plan">The plan's address in the registry.</param>
/// <param name="Digest">Its transition and text.</param>
/// <param name="Done">How many of its statements are done.</param>
/// <param name="IsRunning">Whether the next one was begun outside a transaction, so that nobody knows what came of
/// it.</param>
public sealed record PlanProgress(string Plan, Digest Digest, int Done, bool IsRunning)
{
    /// <summary>Gets whether anything of it may be done.</summary>
    public bool IsBegun => Done > 0 || IsRunning;
}
