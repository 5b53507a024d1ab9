using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;
using Atlas.Core.States;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema push</c> is asked to publish.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Desired">The URLs of the desired state.</param>
/// <param name="Dev">The dev database's URL; null for the driver's own default.</param>
/// <param name="Driver">The kind of database.</param>
/// <param name="Schemas">The schemas to read; empty for all.</param>
/// <param name="Version">The version's name; null for the default.</param>
/// <param name="Tag">The tag to set; null for none.</param>
/// <param name="Description">Free text; may be empty.</param>
/// <param name="Variables">The input variables of schema files.</param>
/// <param name="Claims">What the client says of itself.</param>
/// <param name="AllowsRedacted">Whether content that was redacted may be stored again; an administrator's right.</param>
public sealed record PushSchemaRequest(
    string Repo, Seq<string> Desired, Url? Dev, Driver Driver, Seq<string> Schemas, string? Version, string? Tag,
    string Description,
    IReadOnlyDictionary<string, Value> Variables, Claims Claims, bool AllowsRedacted = false)
{
    /// <summary>Gets the name of the plan to be approved with it; null for none.</summary>
    public string? Plan { get; init; }
}

/// <summary>Publishes the desired state, as the dev database normalised it, as a version of a repo.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class PushSchema(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>The kinds of object that a version holds.</summary>
    // Older programs know these three; other kinds are named where the document holds them.
    private static Seq<string> Kinds(Realm realm) =>
        ["enum", "schema", "table", .. realm.AllObjects().Select(o => o.Object.Kind.Word()).Distinct()];

    /// <summary>Runs the workflow.</summary>
    public async Task<PushedVersion> RunAsync(PushSchemaRequest request, CancellationToken cancellationToken)
    {
        var dialect = request.Driver.Dialect;
        if (request.Dev is null && !dialect.KeepsExpressionText)
            throw new FailureException(
                $"--dev-url cannot be empty: what is stored is the schema as a {dialect.Name} database spells it. " +
                "Give the URL of an empty one, or set dev in the environment.");
        var loader = new StateLoader(host, drivers, env, openRegistry);
        var state = await loader.LoadAsync(
            new StateRequest(request.Desired, request.Driver)
            {
                Dev = request.Dev,
                TakesScopeOfDev = true,
                Schemas = request.Schemas,
                Variables = request.Variables
            },
            cancellationToken);
        if (!state.Unmanaged.IsEmpty)
            throw new FailureException(
                $"the schema holds objects that this program does not manage yet, so it can't be pushed whole: " +
                $"{UnmanagedSummary.Of(state.Unmanaged)}.");

        var (realm, isSchemaScope, major) = await NormaliseAsync(request, state, cancellationToken);
        var fingerprint = Fingerprints.Of(realm, isSchemaScope, []);
        var document = new SchemaDocument(new Manifest(1, dialect.Name, major, isSchemaScope, Kinds(realm), [], fingerprint), realm);
        var content = document.ToBytes(dialect);
        if (SecretScan.Find(SourceText.From("the canonical schema", content)) is { IsEmpty: false } secrets)
            throw new FailureException($"Nothing was pushed: {string.Join(" ", secrets)}");

        await using var registry = await openRegistry(cancellationToken);
        var plan = request.Plan is { } name
            ? await registry.GetPlanAsync(request.Repo, name, cancellationToken) : null;
        return await registry.PushAsync(
            new PushRequest(request.Repo, dialect.Name, content, Digest.Of(content), fingerprint, request.Version,
                request.Tag, request.Description, request.Claims)
            {
                AllowsRedacted = request.AllowsRedacted,
                Plan = plan is null ? null : new PlanReference(plan.Name, plan.Digest),
            },
            cancellationToken);
    }

    /// <summary>Builds the state once more on a dev database: whatever the source was, what is stored is how a fresh
    /// database spells it.</summary>
    private static async Task<(Realm Realm, bool IsSchemaScope, string Major)> NormaliseAsync(
        PushSchemaRequest request, DesiredState state, CancellationToken cancellationToken)
    {
        await using var scratch = await request.Driver.OpenScratchAsync(request.Dev, [], cancellationToken);
        SchemaScope.EnsureFits(state.Realm, scratch.BoundSchema, isDev: true);
        var wanted = scratch.BoundSchema is { } bound && state.Realm.Schemas.Count == 1
            ? Realms.Rebind(state.Realm, bound) : state.Realm;
        var realm = await Scratch.BuildAsync(scratch, wanted, cancellationToken);
        return (realm, scratch.BoundSchema is not null, scratch.EngineMajor);
    }
}
