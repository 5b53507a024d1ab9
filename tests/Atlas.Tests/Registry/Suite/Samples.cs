using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Tests.Registry.Suite;

/// <summary>Pushes and deployments to test with.</summary>
public static class Samples
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Fingerprint Print(string text) => new(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    public static PushRequest Push(string repo, string content, string? version = null, string? tag = null, string? commit = null)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return new(repo, "sqlite", bytes, Digest.Of(bytes), Print(content), version, tag, "", new Claims { Commit = commit, User = "claimed-user" });
    }

    /// <summary>A plan from one realm to another that was tried and arrived.</summary>
    public static PlanPush Plan(string name, string from, string to, PlanStatus status = PlanStatus.Pending, string sql = "SELECT 1;\n") =>
        new("myapp", name, Print(from), Print(to), sql, status, new("sqlite", "3", Print(to)), new Claims { User = "claimed-user", PullRequestUrl = "https://example.com/pull/7" });

    public static DeployedDatabase Database(string name) => new($"sqlite:{name}", name, $"sqlite://{name}.db", "sqlite");

    /// <summary>A begin of a deployment of a version whose content is known, or of something that isn't from the registry.</summary>
    public static DeploymentBegin Begin(
        string env, string database, ResolvedVersion? version, string from = "empty", string repo = "myapp", string to = "file") => new(
        Ulid.NewUlid().ToString(), repo, env, Database(database), null, Print(from), version?.Version, version?.Digest,
        version?.Fingerprint ?? Print(to), version?.Revision ?? 0, false, ["CREATE TABLE t (id integer)"],
        [new CheckOutcome("atlas.hcl:16", "version_mismatch", "deny", "false", "", [new("local.staging_version", "1")])],
        new Claims { User = "ann", Host = "laptop" });

    public static DeploymentEnd End(
        DeploymentBegin begin, DeploymentOutcome outcome, Fingerprint? found, string? error = null) => new(
        begin.Id, begin.Repo, begin.Env, outcome, found, [new StatementRun("CREATE TABLE t (id integer)", 1.25, error)],
        error is not null, error, begin.Claims);

    public static TestReport Tested(
        string repo, string version, Digest digest, string[]? passed = null, string[]? failed = null, string filter = "") => new(
        Ulid.NewUlid().ToString(), repo, version, digest, Digest.Of("tests"u8), (passed ?? ["one"]).Length + (failed ?? []).Length,
        (passed ?? ["one"]).ToSeq(), (failed ?? []).ToSeq(), [], filter, 12.5, new Claims { User = "ann" });

    public static ValidationReport Validated(
        string env, string version, EvidenceOutcome outcome = EvidenceOutcome.Passed, string name = "smoke", string repo = "myapp") => new(
        Ulid.NewUlid().ToString(), repo, env, null, version, name, outcome, "https://ci.example.com/runs/1", new Claims { User = "ann" });

    public static async Task<Target> DeployAsync(this SchemaRegistry registry, DeploymentBegin begin, DeploymentOutcome outcome, Fingerprint? found)
    {
        await registry.BeginAsync(begin, Cancel);
        await registry.EndAsync(End(begin, outcome, found), Cancel);
        return (await registry.FindTargetAsync(begin.Repo, begin.Env, begin.Target.Identity, Cancel))!;
    }

    public static Task<Target> DeployAsync(this SchemaRegistry registry, string env, string database, ResolvedVersion version) =>
        registry.DeployAsync(Begin(env, database, version), DeploymentOutcome.Passed, version.Fingerprint);

    public static async Task<ResolvedVersion> PushAsync(this SchemaRegistry registry, PushRequest push) =>
        (await registry.PushAsync(push, Cancel)).Version;

    public static async Task<RegistryException> RefusedAsync(RegistryProblem kind, Func<Task> action)
    {
        var refusal = await Assert.ThrowsAsync<RegistryException>(action);
        Assert.True(kind == refusal.Kind, $"{refusal.Kind}: {refusal.Message}");
        return refusal;
    }
}
