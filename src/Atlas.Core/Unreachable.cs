using System.Diagnostics;

namespace Atlas.Core;

/// <summary>Says that a closed family grew and a switch did not.</summary>
public static class Unreachable
{
    /// <summary>Makes the exception for a member that nobody answers.</summary>
    public static UnreachableException For(object? member) => new($"No case for {member?.GetType().Name ?? "null"}.");
}
