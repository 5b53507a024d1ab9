using System.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Promotion;

/// <summary>The rules of verification: what an agent saw on a target confirms what was reported, or takes it
/// away.</summary>
internal sealed class Verifications(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int LongestDifference = 1 << 20;
    private const int LongestIdentity = 4096;

    public Task<WatchedTarget?> WatchAsync(Caller caller, string repo, string env, string identity, bool withContent,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Verify);
        Names.CheckEnv(env);
        Names.CheckText("database's identity", identity, LongestIdentity);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.In(Scopes.Verify, env), repo, cancellationToken);
                if (await TargetAsync(session, caller, found, env, identity, cancellationToken) is not { } target)
                    return null;
                var expected = await ExpectedAsync(session, caller, found, target, cancellationToken);
                var content = withContent && expected is not null
                    ? await VersionTable.ContentAsync(session, caller.Organisation, found.Id, expected.Digest,
                        cancellationToken)
                    : null;
                return new WatchedTarget(
                    found.Slug, target.Sequence, target.OpenDeployment is not null, expected?.Version,
                    expected?.Fingerprint, expected?.Digest,
                    content is null ? null : Encoding.UTF8.GetBytes(content));
            },
            cancellationToken);
    }

    public Task<Verification> VerifyAsync(Caller caller, SignedObservation signed, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Verify);
        var seen = signed.Observation;
        Check(caller, seen);
        Signatures.Check(signed);
        return store.WriteAsync(
            async session =>
            {
                var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.In(Scopes.Verify, seen.Env), seen.Repo, cancellationToken);
                if (await VerificationTable.ByIdAsync(session, caller.Organisation, seen.Id, cancellationToken) is
                    { } known)
                {
                    return known.Subject == caller.Subject.Name
                        ? known
                        : throw Refuse.Conflict($"The id {seen.Id} is that of another observation.");
                }

                await CheckKeyAsync(session, caller, signed, cancellationToken);
                var target = await TargetAsync(session, caller, repo, seen.Env, seen.Identity, cancellationToken)
                    ?? throw Refuse.NotFound(
                        $"database not found: this database was never deployed to the environment \"{seen.Env}\" of " +
                            $"\"{repo.Slug}\".");
                if (target.Sequence != seen.Sequence || target.OpenDeployment is not null)
                    throw Refuse.Conflict("The target was deployed to while the agent looked at it. Look again.");

                var expected = await ExpectedAsync(session, caller, repo, target, cancellationToken);
                var verdict = expected is null ? VerificationVerdict.NoVersion
                    : expected.Fingerprint == seen.Found ? VerificationVerdict.Confirmed : VerificationVerdict.Drifted;
                var after = After(caller, target, expected, seen, verdict);
                await TargetTable.SaveAsync(session, caller.Organisation, after, cancellationToken);
                var verification = new Verification(
                    seen.Id, verdict, expected?.Version, caller.Subject.Name, clock.Now);
                await VerificationTable.AddAsync(session, caller.Organisation, target.Id, signed, verification,
                    cancellationToken);
                await RecordAsync(session, caller, repo, target, signed, verification, cancellationToken);
                return verification;
            },
            cancellationToken);
    }

    private static void Check(Caller caller, Observation seen)
    {
        Names.CheckId(seen.Id);
        Names.CheckEnv(seen.Env);
        Names.CheckText("database's identity", seen.Identity, LongestIdentity);
        Fingerprinted.Check(seen.Found);
        if (seen.Difference.Length > LongestDifference || seen.Difference.Contains('\0'))
            throw Refuse.Invalid($"A difference has up to {LongestDifference} characters, and no NUL among them.");
        if (caller.Subject.Scopes.FirstOrDefault(
            s => Right.Parse(s).Name is not (Scopes.Verify or Scopes.Read)) is { } other)
        {
            throw Refuse.Forbidden(
                $"\"{caller.Subject.Name}\" has the scope \"{other}\" as well: who verifies must be somebody else " +
                    "than who pushes, deploys or decides. Make a token with the scope verify alone.");
        }
    }

    /// <summary>The first key that an agent signs with stays its key.</summary>
    private async Task CheckKeyAsync(StoreSession session, Caller caller, SignedObservation signed,
        CancellationToken cancellationToken)
    {
        var key = await VerificationTable.KeyAsync(session, caller.Organisation, caller.Subject.Name,
            cancellationToken);
        if (key == signed.PublicKey) return;
        if (key is not null)
        {
            throw Refuse.Forbidden(
                $"\"{caller.Subject.Name}\" signs with another key than before. If its key was lost, make a token " +
                    "with another name for it.");
        }

        await VerificationTable.AddKeyAsync(session, caller.Organisation, caller.Subject.Name, signed.PublicKey,
            clock.Now, cancellationToken);
        await audit.RecordAsync(session, caller, "agent.key", null, new JsonObject { ["publicKey"] = signed.PublicKey },
            cancellationToken);
    }

    /// <summary>Drift takes the version away; the version that was drifted from comes back when it is found
    /// again.</summary>
    private TargetRow After(Caller caller, TargetRow target, VersionRow? expected, Observation seen,
        VerificationVerdict verdict)
    {
        var looked = target with { Found = seen.Found };
        return verdict switch
        {
            VerificationVerdict.Confirmed when expected is not null => looked with
            {
                CurrentVersion = expected.Version,
                CurrentSequence = expected.Sequence,
                CurrentDigest = expected.Digest,
                CurrentSince = target.CurrentVersion is null ? clock.Now : target.CurrentSince,
                IsDrifted = false,
                Difference = null,
                VerifiedAt = clock.Now,
                VerifiedBy = caller.Subject.Name,
                VerifiedSequence = target.Sequence,
            },
            VerificationVerdict.Drifted => looked.WithoutVersion() with
            {
                IsDrifted = true,
                Difference = seen.Difference,
                VerifiedAt = null,
                VerifiedBy = null,
                VerifiedSequence = null,
            },
            _ => looked,
        };
    }

    /// <summary>Returns the version that should be there: the current one, or the one that a target has drifted
    /// from.</summary>
    private static async Task<VersionRow?> ExpectedAsync(StoreSession session, Caller caller, RepoRow repo,
        TargetRow target, CancellationToken cancellationToken)
    {
        var name = target.CurrentVersion ?? (target is
            { IsDrifted: true, LastOutcome: DeploymentOutcome.Passed or DeploymentOutcome.NoAction }
            && target.KnownVersion == target.LastVersion ? target.KnownVersion : null);
        return name is null ? null
            : await VersionTable.ByNameAsync(session, caller.Organisation, repo.Id, name, cancellationToken);
    }

    private static async Task<TargetRow?> TargetAsync(StoreSession session, Caller caller, RepoRow repo, string env,
        string identity, CancellationToken cancellationToken) =>
        (await TargetTable.ByIdentityAsync(session, caller.Organisation, repo.Id, identity, cancellationToken))
        .FirstOrDefault(t => t.Env == env);

    private Task RecordAsync(StoreSession session, Caller caller, RepoRow repo, TargetRow target,
        SignedObservation signed, Verification verification, CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, caller, verification.Verdict == VerificationVerdict.Drifted ? "target.drift" : "target.verify",
            repo.Id,
            new JsonObject
            {
                ["id"] = verification.Id,
                ["target"] = target.Id,
                ["sequence"] = target.Sequence,
                ["version"] = verification.Version,
                ["verdict"] = Words.Of(verification.Verdict),
                ["found"] = signed.Observation.Found.Value,
                ["publicKey"] = signed.PublicKey,
                ["signature"] = signed.Signature,
            },
            cancellationToken);
}
