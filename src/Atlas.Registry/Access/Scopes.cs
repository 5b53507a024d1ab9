using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Access;

/// <summary>The rights a token may carry. Behind each but <see cref="Audit"/> may stand the repo that it is limited to,
/// such as <c>push@shop</c> or <c>deploy:staging@shop</c> (docs/design/0014-service.md).</summary>
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

    /// <summary>Reads the events of the audit log, which is one for all repos.</summary>
    public const string Audit = "audit";

    /// <summary>Deploys to any environment.</summary>
    public const string DeployAnywhere = DeployRight + ":*";

    private const string DeployRight = "deploy";

    /// <summary>Gets every right.</summary>
    public static Seq<string> All => [Read, Push, Plan, Approve, DeployAnywhere, Verify, Audit, Admin, BreakGlass];

    /// <summary>Gets the rights of a token for which nobody named any: all but <see cref="Verify"/>,
    /// <see cref="Audit"/>, <see cref="Admin"/> and <see cref="BreakGlass"/>.</summary>
    public static Seq<string> Default => [Read, Push, Plan, Approve, DeployAnywhere];

    /// <summary>Returns the right to deploy to an environment.</summary>
    /// <param name="env">The environment's name.</param>
    public static string Deploy(string env) => In(DeployRight, env);

    /// <summary>Returns a right in one environment.</summary>
    /// <param name="right">The right: that to deploy, <see cref="Verify"/> or <see cref="BreakGlass"/>.</param>
    /// <param name="env">The environment's name.</param>
    public static string In(string right, string env) => $"{right}:{env}";

    /// <summary>Returns whether a text is a right that can be given.</summary>
    /// <param name="scope">The text, such as <c>deploy:staging@shop</c>.</param>
    public static bool IsKnown(string scope)
    {
        if (scope.AsSpan().ContainsAny(" ,\t\r\n")) return false;

        var right = Right.Parse(scope);
        var hasEnv = scope.Contains(':');
        return right.Env is not "" && right.Name switch
        {
            DeployRight => hasEnv,
            Verify or BreakGlass => true,
            Read or Push or Plan or Approve or Admin => !hasEnv,
            Audit => !hasEnv && right.Repo is null,
            _ => false,
        };
    }

    /// <summary>Returns whether a subject has a right for some repo.</summary>
    /// <param name="subject">Who is asking.</param>
    /// <param name="scope">The right; <see cref="DeployAnywhere"/> asks for any environment's.</param>
    public static bool Has(Subject subject, string scope)
    {
        var wanted = Right.Parse(scope);
        return subject.Scopes.Any(held => Right.Parse(held).Meets(wanted));
    }

    /// <summary>Returns whether a subject has a right for a repo.</summary>
    /// <param name="subject">Who is asking.</param>
    /// <param name="scope">The right; <see cref="DeployAnywhere"/> asks for any environment's.</param>
    /// <param name="repo">The repo's slug.</param>
    public static bool Has(Subject subject, string scope, string repo)
    {
        var wanted = Right.Parse(scope);
        return subject.Scopes.Select(Right.Parse).Any(held => held.Reaches(repo) && held.Meets(wanted));
    }

    /// <summary>Returns whether a subject has a right that is limited to no repo.</summary>
    /// <param name="subject">Who is asking.</param>
    /// <param name="scope">The right.</param>
    public static bool HasEverywhere(Subject subject, string scope)
    {
        var wanted = Right.Parse(scope);
        return subject.Scopes.Select(Right.Parse).Any(held => held.Repo is null && held.Meets(wanted));
    }

    /// <summary>Returns whether a subject may know of a repo: whoever has some right there.</summary>
    /// <param name="subject">Who is asking.</param>
    /// <param name="repo">The repo's slug.</param>
    public static bool Sees(Subject subject, string repo) =>
        subject.Scopes.Select(Right.Parse).Any(held => held.Name != Audit && held.Reaches(repo));

    /// <summary>Returns what a subject is told that lacks a right.</summary>
    /// <param name="subject">Who was asking.</param>
    /// <param name="scope">The right; <see cref="DeployAnywhere"/> stands for that of some environment.</param>
    /// <param name="repo">The slug of the repo that it lacks it for; null for all.</param>
    public static string Missing(Subject subject, string scope, string? repo = null)
    {
        var named = (scope == DeployAnywhere ? Deploy("ENV") : scope) + (repo is null ? "" : $"@{repo}");
        return $"\"{subject.Name}\" lacks the scope \"{named}\". Use a token that has it, or have an administrator make "
            + $"one with `atlas serve token create --scope {named}`.";
    }
}
