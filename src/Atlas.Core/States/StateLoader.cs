using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;
using Atlas.Hcl.Text;

namespace Atlas.Core.States;

/// <summary>Loads states from URLs, spelt as the database itself would spell them.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment, for <c>env://</c> and <c>data://</c> URLs; null for none.</param>
/// <param name="openRegistry">Opens the registry, for <c>atlas://</c> URLs.</param>
public sealed class StateLoader(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Loads a state.</summary>
    /// <exception cref="FailureException">A source can't be read, or needs a dev database that wasn't
    /// given.</exception>
    /// <exception cref="DiagnosticException">A schema file is wrong.</exception>
    public async Task<DesiredState> LoadAsync(StateRequest request, CancellationToken cancellationToken)
    {
        var urls = await ResolveAsync(request.Urls, cancellationToken);
        var sources = urls.Select(SourceOf).ToList();
        if (sources.Count == 0)
            throw new FailureException("no desired state is given: name one with --to, or with src in the environment");
        if (sources.Count > 1 && !sources.TrueForAll(s => s is FileSource))
            throw new FailureException(
                $"several URLs make one state only when all are files: {string.Join(", ", sources.Select(s => s.Shown))}");

        return sources[0] switch
        {
            FileSource => await FilesAsync([.. sources.Cast<FileSource>().Select(s => s.Path)], request,
                cancellationToken),
            DeclaredSource declared => await DeclaredAsync(declared.State, request, cancellationToken),
            RegistrySource registry => await RegistryAsync(registry.Reference, request, cancellationToken),
            DatabaseSource database => await DatabaseAsync(database.Url, request, cancellationToken),
            var other => throw Unreachable.For(other),
        };
    }

    /// <summary>Returns the URLs with every <c>env://</c> one replaced by what the environment says.</summary>
    public async Task<Seq<string>> ResolveAsync(Seq<string> urls, CancellationToken cancellationToken)
    {
        var resolved = new List<string>();
        foreach (var url in urls)
        {
            if (!url.StartsWith("env://", StringComparison.Ordinal)) { resolved.Add(url); continue; }
            if (env is null) throw new FailureException("cannot use env:// variables without selecting an environment");
            foreach (var inner in await env.AttributeAsync(url["env://".Length..], cancellationToken))
                resolved.Add(inner.StartsWith("env://", StringComparison.Ordinal)
                    ? throw new FailureException($"{url} leads to {inner}: env:// cannot be chained") : inner);
        }

        return [.. resolved];
    }

    /// <summary>Returns the driver that the URLs themselves decide, or null when they are files.</summary>
    public async Task<Driver?> DriverOfAsync(Seq<string> urls, CancellationToken cancellationToken)
    {
        foreach (var url in await ResolveAsync(urls, cancellationToken))
            switch (SourceOf(url))
            {
                case DatabaseSource database: return drivers.For(database.Url);
                case RegistrySource registry:
                    await using (var open = await openRegistry(cancellationToken))
                        return drivers.Named(
                            (await open.ResolveAsync(registry.Reference.Repo, registry.Reference.Version,
                            cancellationToken)).Driver);
            }
        return null;
    }

    internal StateSource SourceOf(string text)
    {
        if (text.StartsWith("data://", StringComparison.Ordinal))
            return env?.Project.DeclaredStates.GetValueOrDefault(text) is { } state
                ? new DeclaredSource(text, state)
                : throw new FailureException($"{text} is not a state that the project file declares");
        var url = Url.Parse(text);
        return url.Scheme switch
        {
            "file" => url.Query.IsEmpty ? new FileSource(text, url.HostAndPath)
                : throw new FailureException(
                    $"{text}: query parameters belong to migration directories, which are not supported yet"),
            "atlas" => new RegistrySource(text, RegistryUrl.Parse(url)),
            "ent" => throw new FailureException(
                $"{text}: ent:// schemas are not supported yet. Print the schema as SQL with data " +
                "\"external_schema\"."),
            _ => new DatabaseSource(url.Redacted, drivers.IsDatabase(url.Scheme) ? url : Unsupported(url)),
        };
    }

    private Url Unsupported(Url url)
    {
        drivers.For(url);
        return url;
    }

    private async Task<DesiredState> FilesAsync(Seq<string> paths, StateRequest request,
        CancellationToken cancellationToken)
    {
        var files = SchemaFiles.Find(paths, host);
        var read = files.Paths.Select(p => SourceText.From(p, host.ReadFile(p))).ToList();
        return files.IsSql
            ? await SqlAsync(read, request, cancellationToken)
            : await HclAsync(read, request, cancellationToken);
    }

    private async Task<DesiredState> DeclaredAsync(DeclaredState state, StateRequest request,
        CancellationToken cancellationToken) => state switch
        {
            DeclaredHcl hcl => await FilesAsync(hcl.Paths, request with { Variables = hcl.Variables }, cancellationToken),
            DeclaredSql sql => await SqlAsync([SourceText.From(sql.Name, sql.Sql)], request, cancellationToken),
            DeclaredComposite composite => await CompositeAsync(composite, request, cancellationToken),
            _ => throw Unreachable.For(state),
        };

    private async Task<DesiredState> CompositeAsync(DeclaredComposite composite, StateRequest request,
        CancellationToken cancellationToken)
    {
        if (request.BoundSchema is { } bound && composite.Parts.Select(p => p.Schema).Distinct().Count() > 1)
            throw new FailureException(
                $"a composite of several schemas needs a URL of the whole database, and this one is bound to schema " +
                $"\"{bound}\"");
        var realm = Realm.Empty;
        var (renames, unmanaged) = (new List<Rename>(), new List<UnmanagedObject>());
        foreach (var part in composite.Parts)
        {
            var state = await LoadAsync(
                request with
                {
                    Urls = [part.Url],
                    BoundSchema = request.BoundSchema ?? part.Schema,
                    TakesScopeOfDev = false
                }, cancellationToken);
            foreach (var schema in state.Realm.Schemas) realm = realm.With(Merge(realm.Schema(schema.Name), schema));
            realm = realm with
            {
                Objects = [.. realm.Objects.Concat(state.Realm.Objects).DistinctBy(o => (o.Kind, o.Name))],
            };
            renames.AddRange(state.Renames);
            unmanaged.AddRange(state.Unmanaged);
        }

        return new DesiredState(realm) { Renames = [.. renames], Unmanaged = [.. unmanaged] };
    }

    private static Schema Merge(Schema? into, Schema schema)
    {
        if (into is null) return schema;
        if (schema.Tables.FirstOrDefault(t => into.Table(t.Name) is not null) is { } twice)
            throw new FailureException($"the composite holds table \"{twice.Name}\" of schema \"{schema.Name}\" twice");
        var merged = schema.Enums.Aggregate(into, (s, type) => s.With(type));
        merged = schema.Objects.Aggregate(merged, (s, item) => s.With(item));
        return schema.Tables.Aggregate(merged, (s, table) => s.With(table));
    }

    private async Task<DesiredState> RegistryAsync(RegistryUrl reference, StateRequest request,
        CancellationToken cancellationToken)
    {
        await using var registry = await openRegistry(cancellationToken);
        var version = await registry.ResolveAsync(reference.Repo, reference.Version, cancellationToken);
        env?.Project.Deployments.Confirm(version);
        var document = await StoredSchema.DownloadAsync(registry, version, drivers, cancellationToken);
        if (version.Driver != request.Driver.Dialect.Name)
            throw new FailureException(
                $"version {version.Version} of \"{version.Repo}\" is a schema of {version.Driver}, and the target is " +
                $"{request.Driver.Dialect.Name}");
        if (!request.TakesScopeOfDev && document.Manifest.IsSchemaScope != request.BoundSchema is not null)
            throw new FailureException(document.Manifest.IsSchemaScope
                ? $"version {version.Version} of \"{version.Repo}\" is one schema, and the target's URL is the whole " +
                    "database: bind it to a schema, for example with ?search_path=public"
                : $"version {version.Version} of \"{version.Repo}\" is a whole database, and the target's URL is " +
                    $"bound to schema \"{request.BoundSchema}\"");
        var realm = document.Manifest.IsSchemaScope && request.BoundSchema is { } schema
            ? Realms.Rebind(document.Realm, schema) : document.Realm;
        return new DesiredState(realm) { Version = version, IsSchemaScope = document.Manifest.IsSchemaScope };
    }

    private async Task<DesiredState> DatabaseAsync(Url url, StateRequest request, CancellationToken cancellationToken)
    {
        if (drivers.For(url).Dialect.Name is var kind && kind != request.Driver.Dialect.Name)
            throw new FailureException(
                $"{url.Redacted} is {kind}, and the other side is {request.Driver.Dialect.Name}: schemas of different kinds of database can't be compared");
        await using var database = await drivers.OpenAsync(url, cancellationToken);
        var found = await database.InspectAsync(request.Schemas, cancellationToken);
        return Rebound(new DesiredState(found.Realm)
        { Unmanaged = found.Unmanaged, IsSchemaScope = database.BoundSchema is not null }, request);
    }

    private async Task<DesiredState> HclAsync(List<SourceText> files, StateRequest request,
        CancellationToken cancellationToken)
    {
        var dialect = request.Driver.Dialect;
        var state = HclSchema.Read(files, dialect, request.Variables);
        SchemaScope.EnsureRequested(state.Realm, request.Schemas, [.. files.Select(f => f.Name)]);
        if (request.Dev is null && !dialect.KeepsExpressionText)
        {
            if (Expressions.FirstOf(state.Realm) is { } expression)
                throw new FailureException(
                    $"--dev-url cannot be empty: {expression} is compared as the database spells it, and only a dev " +
                    $"database can tell. Give the URL of an empty {dialect.Name} database.");
            return Rebound(
                state with
                {
                    Realm = dialect.Canonicalize(state.Realm),
                    IsSchemaScope = request.BoundSchema is not null
                }, request);
        }

        await using var scratch = await OpenScratchAsync(request, cancellationToken);
        var bound = scratch.BoundSchema;
        SchemaScope.EnsureFits(state.Realm, bound, isDev: true);
        var wanted = bound is null ? state.Realm : Realms.Rebind(state.Realm, bound);
        var normalised = await Scratch.BuildAsync(scratch, wanted, cancellationToken);
        if (bound is not null && state.Realm.Schemas.Count == 1)
            normalised = Realms.Rebind(normalised, state.Realm.Schemas[0].Name);
        return Rebound(state with { Realm = normalised, IsSchemaScope = bound is not null }, request);
    }

    private async Task<DesiredState> SqlAsync(List<SourceText> files, StateRequest request,
        CancellationToken cancellationToken)
    {
        if (request.Dev is null && !request.Driver.Dialect.KeepsExpressionText)
            throw new FailureException(
                $"--dev-url cannot be empty: SQL files are read by running them on a dev database. Give the URL of " +
                $"an empty {request.Driver.Dialect.Name} database.");
        await using var scratch = await OpenScratchAsync(request, cancellationToken);
        var given = (await scratch.InspectAsync(request.Schemas, cancellationToken)).Realm.Objects.OfType<Extension>()
            .Select(e => e.Name).Where(n => !SqlFiles.Installs(files, n)).ToHashSet(StringComparer.Ordinal);
        await SqlFiles.RunAsync(scratch, files, cancellationToken);
        var schema = scratch.BoundSchema ?? request.Driver.Dialect.DefaultSchema;
        var renames = files.SelectMany(f => RenameDirectives.Read(SqlFiles.TextOf(f), schema));
        var found = await scratch.InspectAsync(request.Schemas, cancellationToken);
        return Rebound(
            new DesiredState(DeclaredExtensions.Wished(found.Realm, given))
            {
                Renames = [.. renames],
                Unmanaged = found.Unmanaged,
                IsSchemaScope = scratch.BoundSchema is not null
            }, request);
    }

    private Task<Database> OpenScratchAsync(StateRequest request, CancellationToken cancellationToken) =>
        request.Dev is { } dev && drivers.For(dev) is var kind && kind != request.Driver
            ? throw new FailureException(
                $"the dev database {dev} is {kind.Dialect.Name}, and the target is {request.Driver.Dialect.Name}: " +
                    "give an empty database of the same kind with --dev-url, or as dev in the environment")
            : request.Driver.OpenScratchAsync(request.Dev, request.Targets, cancellationToken);

    private static DesiredState Rebound(DesiredState state, StateRequest request)
    {
        if (request.TakesScopeOfDev || request.BoundSchema is not { } bound) return state;
        SchemaScope.EnsureFits(state.Realm, bound, isDev: false);
        var old = state.Realm.Schemas.Count == 1 ? state.Realm.Schemas[0].Name : bound;
        return state with
        {
            Realm = state.Realm.Schemas.IsEmpty ? Realm.Empty.With(new Schema(bound))
                : Realms.Rebind(state.Realm, bound),
            Renames = [.. state.Renames.Select(r => r.Table.Schema == old
                ? r with { Table = r.Table with { Schema = bound } } : r)],
            IsSchemaScope = true,
        };
    }
}

/// <summary>What a state's URL leads to; the kinds are a closed family.</summary>
internal abstract record StateSource(string Shown);

/// <summary>A file or folder.</summary>
internal sealed record FileSource(string Shown, string Path) : StateSource(Shown);

/// <summary>A state that a data source declares.</summary>
internal sealed record DeclaredSource(string Shown, DeclaredState State) : StateSource(Shown);

/// <summary>A version of a registry.</summary>
internal sealed record RegistrySource(string Shown, RegistryUrl Reference) : StateSource(Shown);

/// <summary>A live database.</summary>
internal sealed record DatabaseSource(string Shown, Url Url) : StateSource(Shown);
