using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Access;

/// <summary>The rights a token may carry.</summary>
public static class Scopes
{
    /// <summary>Reads repos, versions, targets, deployments and traces.</summary>
    public const string Read = "read";

    /// <summary>Makes repos, pushes versions and moves tags.</summary>
    public const string Push = "push";

    /// <summary>Stores plans.</summary>
    public const string Plan = "plan";

    /// <summary>Approves plans.</summary>
    public const string Approve = "approve";

    /// <summary>Reports what was found on targets, as somebody else than who deploys.</summary>
    public const string Verify = "verify";

    /// <summary>Changes settings, accepts and archives databases.</summary>
    public const string Admin = "admin";

    /// <summary>Deploys to a protected environment without the evidence that its policy asks for; only together with
    /// the right to deploy there.</summary>
    public const string BreakGlass = "break-glass";

    /// <summary>Reads the events of the audit log.</summary>
    public const string Audit = "audit";

    /// <summary>Deploys to any environment.</summary>
    public const string DeployAnywhere = DeployPrefix + "*";

    private const string DeployPrefix = "deploy:";

    /// <summary>Gets every right.</summary>
    public static Seq<string> All => [Read, Push, Plan, Approve, DeployAnywhere, Verify, Audit, Admin, BreakGlass];

    /// <summary>Gets the rights of a token for which nobody named any: all but <see cref="Verify"/>,
    /// <see cref="Audit"/>, <see cref="Admin"/> and <see cref="BreakGlass"/>.</summary>
    public static Seq<string> Default => [Read, Push, Plan, Approve, DeployAnywhere];

    /// <summary>Returns the right to deploy to an environment.</summary>
    /// <param name="env">The environment's name.</param>
    public static string Deploy(string env) => DeployPrefix + env;

    /// <summary>Returns whether a text is a right that can be given.</summary>
    /// <param name="scope">The text, such as <c>deploy:staging</c>.</param>
    public static bool IsKnown(string scope) =>
        scope is Read or Push or Plan or Approve or Verify or Audit or Admin or BreakGlass
        || (scope.StartsWith(DeployPrefix, StringComparison.Ordinal) && scope.Length > DeployPrefix.Length
            && !scope.AsSpan().ContainsAny(" ,\t\r\n"));

    /// <summary>Returns whether a subject has a right; <c>deploy:*</c> holds for every environment.</summary>
    /// <param name="subject">Who is asking.</param>
    /// <param name="scope">The right; <see cref="DeployAnywhere"/> asks for any environment's.</param>
    public static bool Has(Subject subject, string scope) => subject.Scopes.Any(held => Covers(held, scope));

    /// <summary>Returns what a subject is told that lacks a right.</summary>
    /// <param name="subject">Who was asking.</param>
    /// <param name="scope">The right; <see cref="DeployAnywhere"/> stands for that of some environment.</param>
    public static string Missing(Subject subject, string scope)
    {
        var named = scope == DeployAnywhere ? Deploy("ENV") : scope;
        return $"\"{subject.Name}\" lacks the scope \"{named}\". Use a token that has it, or have an administrator make "
            + $"one with `atlas serve token create --scope {named}`.";
    }

    private static bool Covers(string held, string wanted) =>
        held == wanted
        || (held == DeployAnywhere && wanted.StartsWith(DeployPrefix, StringComparison.Ordinal))
        || (wanted == DeployAnywhere && held.StartsWith(DeployPrefix, StringComparison.Ordinal));
}
