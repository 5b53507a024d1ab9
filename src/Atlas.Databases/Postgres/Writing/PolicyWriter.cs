using Atlas.Core.Model;
using Atlas.Databases.Postgres.Inspect;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes statements about policies.</summary>
internal static class PolicyWriter
{
    private static readonly string[] Words = [Policy.Public, "CURRENT_ROLE", "CURRENT_USER", "SESSION_USER"];

    public static string Create(string target, Policy policy) =>
        $"CREATE POLICY {target}{(policy.IsRestrictive ? " AS RESTRICTIVE" : "")}"
        + (policy.Command is { } command ? $" FOR {command}" : "")
        + $" TO {Roles(policy)}" + Using(policy.Using) + Check(policy.Check);

    /// <summary>Returns what makes a policy of the same command and kind the other one.</summary>
    public static IEnumerable<string> Alter(string target, Policy from, Policy to)
    {
        var clauses = (from.Roles == to.Roles ? "" : $" TO {Roles(to)}")
            + (from.Using == to.Using ? "" : Using(to.Using)) + (from.Check == to.Check ? "" : Check(to.Check));
        if (clauses.Length > 0) yield return $"ALTER POLICY {target}{clauses}";
    }

    private static string Roles(Policy policy) =>
        string.Join(", ", policy.Roles.Select(r => Words.Contains(r) ? r : Quoting.Name(r)));

    private static string Using(string? condition) =>
        condition is null ? "" : $" USING ({IndexReader.WithoutParentheses(condition)})";

    private static string Check(string? condition) =>
        condition is null ? "" : $" WITH CHECK ({IndexReader.WithoutParentheses(condition)})";
}
