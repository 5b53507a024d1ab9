using System.Data.Common;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Connecting;
using Atlas.Databases.Postgres.Scratch;
using Atlas.Databases.Postgres.Servers;

namespace Atlas.Databases.Postgres;

/// <summary>Opens PostgreSQL databases, from version 15 on.</summary>
/// <param name="servers">Starts the dev servers that <c>docker://</c> URLs ask for; null for nobody.</param>
public sealed class PostgresDriver(DevServers? servers = null) : Driver
{
    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new PostgresDialect();

    /// <inheritdoc/>
    public override Seq<string> Schemes => ["postgres", "postgresql"];

    /// <inheritdoc/>
    public override Seq<string> DevSchemes => [.. DevImage.Schemes];

    /// <inheritdoc/>
    public override async Task<Database> OpenAsync(Url url, CancellationToken cancellationToken)
    {
        if (DevImage.IsOf(url))
            throw new FailureException(
                $"{url.Redacted} is a dev database, which is empty and gone afterwards. Give it with --dev-url, or as dev " +
                    "in the environment, and the URL of a database here.");
        var settings = ConnectionSettings.Of(url);
        return new PostgresDatabase(await Connections.OpenAsync(settings.Builder, settings.Address, cancellationToken),
            settings, url.Redacted);
    }

    /// <inheritdoc/>
    public override async Task<Database> OpenScratchAsync(Url? dev, Seq<DatabaseIdentity> targets,
        CancellationToken cancellationToken) =>
        await ScratchDatabase.OpenAsync(await GivenAsync(dev, cancellationToken), targets, cancellationToken);

    /// <inheritdoc/>
    public override async Task<ScratchTemplate> PrepareScratchAsync(
        Url? dev, Seq<DatabaseIdentity> targets, Func<Database, CancellationToken, Task> prepare,
        CancellationToken cancellationToken) =>
        (ScratchTemplate?)await ScratchDatabase.PrepareAsync(await GivenAsync(dev, cancellationToken), targets, prepare, cancellationToken)
        ?? await base.PrepareScratchAsync(dev, targets, prepare, cancellationToken);

    /// <inheritdoc/>
    public override DbDataSource CreateDataSource(Url url)
    {
        var builder = ConnectionSettings.Of(url).Builder;
        builder.Pooling = true;
        return Connections.Source(builder);
    }

    private Task<Url> GivenAsync(Url? dev, CancellationToken cancellationToken)
    {
        var given = Given(dev);
        return servers is null ? Task.FromResult(given) : servers.ResolveAsync(given, cancellationToken);
    }

    private static Url Given(Url? dev) => dev ?? throw new FailureException(
        "--dev-url cannot be empty: PostgreSQL needs a dev database to try schemas in. "
        + "Give the URL of an empty database on a server that isn't production, such as "
        + "--dev-url \"postgres://user:pass@localhost:5432/dev?search_path=public\", or let one be started with " +
            "--dev-url \"docker://postgres/16/dev?search_path=public\"; or dev in the env block.");
}
