using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;
using Atlas.Core.Workflows;
using Atlas.Hcl.Text;

namespace Atlas.Core.States;

/// <summary>A state that can be built in any number of empty databases.</summary>
public sealed class BuildableState
{
    private readonly Func<Database, CancellationToken, Task> build;

    private BuildableState(Func<Database, CancellationToken, Task> build, ResolvedVersion? version) =>
        (this.build, Version) = (build, version);

    /// <summary>Gets the registry version that it is; null for anything else.</summary>
    public ResolvedVersion? Version { get; }

    /// <summary>Reads a state. SQL is kept as it is, so that the rows and the objects that it makes are there, too.</summary>
    /// <param name="loader">Loads what isn't SQL.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="host">The door to files.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">The state can't be read, or holds what this program can't build.</exception>
    public static async Task<BuildableState> LoadAsync(
        StateLoader loader, StateRequest request, Hosting.Host host, CancellationToken cancellationToken)
    {
        var sources = (await loader.ResolveAsync(request.Urls, cancellationToken)).Select(loader.SourceOf).ToList();
        if (sources.Count > 0 && sources.TrueForAll(s => s is FileSource))
        {
            var files = SchemaFiles.Find([.. sources.Cast<FileSource>().Select(s => s.Path)], host);
            if (files.IsSql) return OfSql([.. files.Paths.Select(p => SourceText.From(p, host.ReadFile(p)))]);
        }

        if (sources is [DeclaredSource { State: DeclaredSql sql }]) return OfSql([SourceText.From(sql.Name, sql.Sql)]);
        var state = await loader.LoadAsync(request with { TakesScopeOfDev = true }, cancellationToken);
        if (!state.Unmanaged.IsEmpty)
            throw new FailureException(
                "the schema holds objects that this program does not manage yet, so it can't be built whole: " +
                $"{UnmanagedSummary.Of(state.Unmanaged)}. Give it as SQL files, which are run as they are.");
        return new((database, token) => BuildAsync(database, state.Realm, token), state.Version);
    }

    /// <summary>Builds the state in an empty database.</summary>
    /// <exception cref="FailureException">The database refuses a statement.</exception>
    public Task BuildAsync(Database empty, CancellationToken cancellationToken) => build(empty, cancellationToken);

    private static BuildableState OfSql(Seq<SourceText> files) =>
        new((database, token) => SqlFiles.RunAsync(database, files, token), null);

    private static async Task BuildAsync(Database empty, Realm realm, CancellationToken cancellationToken)
    {
        SchemaScope.EnsureFits(realm, empty.BoundSchema, isDev: true);
        var wanted = empty.BoundSchema is { } bound && realm.Schemas.Count == 1 ? Realms.Rebind(realm, bound) : realm;
        await Scratch.BuildAsync(empty, wanted, cancellationToken);
    }
}
