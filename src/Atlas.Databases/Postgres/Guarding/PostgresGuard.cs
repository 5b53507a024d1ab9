using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Inspect;

namespace Atlas.Databases.Postgres.Guarding;

/// <summary>The guard as event triggers, in a schema of its own that inspection leaves out.</summary>
/// <param name="database">The database.</param>
internal sealed class PostgresGuard(PostgresDatabase database) : DatabaseGuard
{
    private const string SchemaName = "atlas_guard";

    /// <inheritdoc/>
    public override async Task InstallAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user", [], cancellationToken);
        if (rows is not [["t"]])
        {
            throw new FailureException(
                "the guard is made of event triggers, and PostgreSQL lets only superusers make those: run the command with " +
                "the URL of one. Deployments need no more rights than before.");
        }

        await RunAsync(CatalogQueries.InstallGuard, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task RemoveAsync(CancellationToken cancellationToken) =>
        RunAsync(CatalogQueries.RemoveGuard, cancellationToken);

    /// <inheritdoc/>
    public override async Task<GuardStatus?> StatusAsync(CancellationToken cancellationToken)
    {
        var triggers = (await database.QueryAsync(CatalogQueries.GuardStatus, [], cancellationToken))[0];
        if (triggers[0] == "0") return null;
        var passed = await database.QueryAsync(CatalogQueries.GuardPassed, [], cancellationToken);
        return new GuardStatus(
            triggers[1] == "2",
            [.. passed.Select(r => new GuardedChange(r[0] ?? "", r[1] ?? "", r[2] ?? "", r[3] ?? "", r[4] ?? ""))]);
    }

    /// <inheritdoc/>
    public override async Task AnnounceAsync(string deployment, CancellationToken cancellationToken) =>
        await database.QueryAsync("SELECT set_config('atlas.deployment', $1, false)", [deployment], cancellationToken);

    /// <summary>Leaves the guard out of what inspection found: it is no part of anybody's schema.</summary>
    public static Inspection Hide(Inspection found) => found with
    {
        Realm = found.Realm with { Schemas = [.. found.Realm.Schemas.Where(s => s.Name != SchemaName)] },
        Unmanaged = [.. found.Unmanaged.Where(o => !o.Name.StartsWith(SchemaName, StringComparison.Ordinal))],
    };

    private async Task RunAsync(string script, CancellationToken cancellationToken)
    {
        await database.BeginAsync(cancellationToken);
        try
        {
            await database.ExecuteAsync(script, cancellationToken);
            await database.CommitAsync(cancellationToken);
        }
        catch
        {
            await database.RollbackAsync();
            throw;
        }
    }
}
