using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Schemas;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>Which database an agent looks at.</summary>
/// <param name="Url">The database's URL; a role that may read the catalogue is enough.</param>
/// <param name="Repo">The repo.</param>
/// <param name="Env">The environment.</param>
/// <param name="Schemas">The schemas to look at; empty for all.</param>
/// <param name="Filter">What is managed and what isn't.</param>
public sealed record VerifyRequest(Url Url, string Repo, string Env, Seq<string> Schemas, FilterPatterns Filter);

/// <summary>Looks at a target as somebody else than who deployed to it, and tells the registry under a signature what
/// is
/// there. Writes nothing to the database.</summary>
/// <param name="host">The clock, and what makes ids.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="gate">The registry's gate.</param>
/// <param name="signer">The agent's key.</param>
public sealed class VerifyTarget(Host host, Drivers drivers, PromotionGate gate, ObservationSigner signer)
{
    /// <summary>Runs the workflow once.</summary>
    /// <param name="request">Which database.</param>
    /// <param name="isDue">Says by the number of the target's newest event whether to look now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was sent and what the registry made of it; null when there was nothing to look at now.</returns>
    public async Task<(Observation Seen, Verification Verdict)?> RunAsync(
        VerifyRequest request, Func<long, bool> isDue, CancellationToken cancellationToken)
    {
        await using var target = await drivers.OpenAsync(request.Url, cancellationToken);
        var identity = (await target.IdentifyAsync(cancellationToken)).Value;
        var watched = await gate.WatchAsync(request.Repo, request.Env, identity, false, cancellationToken);
        if (watched is null or { IsOpen: true } || !isDue(watched.Sequence)) return null;

        var isSchemaScope = target.Naming is Naming.Unqualified;
        var filter = request.Filter.At(isSchemaScope);
        var inspection = await target.InspectAsync(request.Schemas, cancellationToken);
        var found = Fingerprints.Of(filter.Apply(inspection.Realm), isSchemaScope, []);
        var difference = "";
        if (watched.Fingerprint is not null && watched.Fingerprint != found)
            (found, difference) = await CompareAsync(request, target, identity, inspection, filter, cancellationToken)
                ?? (found, "The version that should be there can't be read.");
        var seen = new Observation(
            host.NewId(), watched.Repo, request.Env, identity, watched.Sequence, found, difference, host.Now);
        return (seen, await gate.VerifyAsync(signer.Sign(seen), cancellationToken));
    }

    /// <summary>Returns what is there without the partitions that were made at run time, and the statements that would
    /// bring the expected version back; null when it can't be read.</summary>
    private async Task<(Fingerprint Found, string WayBack)?> CompareAsync(VerifyRequest request, Database target,
        string identity, Inspection inspection, Filter filter, CancellationToken cancellationToken)
    {
        var expected = await gate.WatchAsync(request.Repo, request.Env, identity, true, cancellationToken);
        if (expected is not { Content: { } content, Digest: { } digest } || Digest.Of(content) != digest) return null;
        var document = SchemaDocument.Read(content, name => drivers.Named(name)?.Dialect);
        var realm = document.Manifest.IsSchemaScope && target.BoundSchema is { } schema
            ? Realms.Rebind(document.Realm, schema) : document.Realm;
        var there = RunTimePartitions.Without(filter.Apply(inspection.Realm), filter.Apply(realm), []);
        var found = Fingerprints.Of(there, target.Naming is Naming.Unqualified, []);
        return (found, found == expected.Fingerprint ? ""
            : WayBack(target, inspection, new DesiredState(realm), filter));
    }

    /// <summary>A way back that would lose what isn't managed is refused as a plan; that something else is there is
    /// told all
    /// the same.</summary>
    private static string WayBack(Database target, Inspection inspection, DesiredState expected, Filter filter)
    {
        try
        {
            var comparison = Comparison.Make(
                inspection, expected, target.Dialect, target.Naming, filter, DiffPolicy.Default);
            return string.Join("\n", comparison.Plan.Statements
                .Select(s => LiteralMask.Mask(s.Sql, target.Dialect.SplitOptions) + ";"));
        }
        catch (FailureException problem)
        {
            return $"There is no plan for the way back: {problem.Message}";
        }
    }
}
