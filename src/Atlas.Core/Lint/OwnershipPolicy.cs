using Atlas.Core.Filters;
using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>Which objects a project may change, as patterns such as <c>billing.*</c> (with a schema) or <c>bill_*</c>
/// (without).</summary>
/// <param name="Allow">The objects that are the project's own; empty for all.</param>
/// <param name="Deny">The objects that belong to somebody else, even where <paramref name="Allow"/> names them.</param>
public sealed record OwnershipPolicy(Seq<string> Allow, Seq<string> Deny)
{
    /// <summary>The policy that lets everything through.</summary>
    public static readonly OwnershipPolicy Everything = new([], []);

    /// <summary>Returns whether an object is outside what the project owns.</summary>
    public bool IsForeign(ObjectName name) => !Allow.IsEmpty && !Allow.Any(p => Matches(p, name));

    /// <summary>Returns whether an object belongs to somebody else.</summary>
    public bool IsDenied(ObjectName name) => Deny.Any(p => Matches(p, name));

    private static bool Matches(string pattern, ObjectName name) => pattern.Split('.') is [var schema, var table]
        ? Glob.Parse(schema)?.Matches(name.Schema) == true && Glob.Parse(table)?.Matches(name.Name) == true
        : Glob.Parse(pattern)?.Matches(name.Name) == true;
}
