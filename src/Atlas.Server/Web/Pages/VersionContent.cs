using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;

namespace Atlas.Server.Web.Pages;

/// <summary>A version with its content, checked against its digest.</summary>
/// <param name="Version">The version.</param>
/// <param name="Hcl">The stored document.</param>
/// <param name="Document">What it says.</param>
/// <param name="Dialect">The dialect that it is of.</param>
internal sealed record VersionContent(ResolvedVersion Version, string Hcl, SchemaDocument Document, Dialect Dialect)
{
    public Realm Realm => Document.Realm;

    /// <summary>Gets how names are written in its SQL.</summary>
    public Naming Naming => Document.Manifest.IsSchemaScope ? Naming.Unqualified : Naming.Qualified;

    /// <summary>Fetches the version that the path names.</summary>
    public static Task<VersionContent> OfAsync(Visit visit) =>
        OfAsync(visit, visit.Route("repo"), visit.Route("version"));

    /// <summary>Fetches a version.</summary>
    /// <exception cref="RegistryException">It isn't there, or its content isn't what was pushed.</exception>
    public static async Task<VersionContent> OfAsync(Visit visit, string repo, string name)
    {
        var version = await visit.Registry.ResolveAsync(repo, new(ReferenceKind.Version, name), visit.Cancelled);
        if (version.Redaction is null && visit.Versions.Find(version.Driver, version.Digest) is { } known)
            return known with { Version = version };

        var bytes = await visit.Registry.DownloadAsync(version.Repo, version.Digest, visit.Cancelled);
        if (Digest.Of(bytes) != version.Digest)
            throw new RegistryException(
                RegistryProblem.Unavailable,
                $"What is stored of version {version.Version} isn't what was pushed: its digest is " +
                $"{Digest.Of(bytes)}, and {version.Digest} was expected. Restore the registry's storage.");

        try
        {
            var dialect = visit.Dialects(version.Driver) ?? throw new FailureException(
                $"This registry's program doesn't know {version.Driver}, so it can't show the schema.");
            var content = new VersionContent(
                version, Encoding.UTF8.GetString(bytes), SchemaDocument.Read(bytes, visit.Dialects), dialect);
            visit.Versions.Keep(content);
            return content;
        }
        catch (FailureException damage)
        {
            throw new RegistryException(RegistryProblem.Unavailable, damage.Message, damage);
        }
    }

    /// <summary>Returns the statements that build it from nothing.</summary>
    public string Sql() => Between(Fresh(), this);

    /// <summary>Returns the statements that lead from one version to another; empty for none.</summary>
    public static string Between(VersionContent from, VersionContent to) => Between(from.Realm, to);

    /// <summary>Returns what is there before anything is built: the schema that the URL is bound to, or the one that
    /// every database has.</summary>
    private Realm Fresh() => new()
    {
        Schemas = Realm.Schemas.Where(s => Naming is Naming.Unqualified || s.Name == Dialect.DefaultSchema)
            .Select(s => new Schema(s.Name)).ToSeq(),
    };

    private static string Between(Realm from, VersionContent to)
    {
        try
        {
            from = RunTimePartitions.Without(from, to.Realm, []);
            var changes = Differ.Find(from, to.Realm, [], DiffPolicy.Default).Changes;
            var plan = Planner.Plan(from, to.Realm, changes, to.Dialect, to.Naming, DiffPolicy.Default, []);
            return PlanText.Of(plan, to.Dialect.SplitOptions);
        }
        catch (FailureException refusal)
        {
            throw new RegistryException(RegistryProblem.Invalid, refusal.Message, refusal);
        }
    }
}
