using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>Makes what check rules see as <c>self</c>.</summary>
internal static class CheckSelf
{
    /// <summary>Returns <c>{ planned_migration = { target_version, target_digest, statements, from, to, plan,
    /// approved_by } }</c>; both versions are "" when the state isn't from a registry.</summary>
    public static Value Of(Comparison comparison) => Value.Object(
    [
        new("planned_migration", Value.Object(
        [
            new("target_version", Value.String(comparison.Desired.Version?.Version ?? "")),
            new("target_digest", Value.String(comparison.Desired.Version?.Digest.Value ?? "")),
            new("statements", Value.Tuple(comparison.Plan.Statements.Select(s => Value.String(s.Sql)))),
            new("from", Value.String(comparison.Plan.From.Value)),
            new("to", Value.String(comparison.Plan.To.Value)),
            new("plan", Value.String(comparison.Stored.IsEmpty ? "" : comparison.Stored[0].Name)),
            new("approved_by", Value.Tuple(comparison.Stored.Select(p => Value.String(p.Review?.Subject ?? "")))),
        ])),
    ]);
}
