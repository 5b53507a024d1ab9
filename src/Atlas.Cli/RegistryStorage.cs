using System.Security.Cryptography;
using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Cli;

/// <summary>Opens the storage of registries on this machine, with their tables brought up to date; each once.</summary>
/// <param name="drivers">The databases that can hold a registry.</param>
internal sealed class RegistryStorage(Drivers drivers)
{
    private readonly Dictionary<string, RegistryRules> opened = [];

    /// <summary>Opens a storage.</summary>
    /// <param name="url">The database's URL.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">The database can't be reached, or can't hold a registry.</exception>
    public async Task<RegistryRules> OpenAsync(Url url, CancellationToken cancellationToken)
    {
        if (opened.TryGetValue(url.Raw, out var known)) return known;
        var driver = drivers.For(url);
        var engine = StoreEngine.Of(driver.Dialect.Name)
            ?? throw new FailureException(
                $"a registry can't be kept in {driver.Dialect.Name}: give a sqlite:// or postgres:// URL");
        if (engine == StoreEngine.Sqlite && url.HostAndPath.Length > 0 && url.Parameter("mode") is null)
            SecretFile.Make(url.HostAndPath);
        await using (var database = await driver.OpenAsync(url, cancellationToken))
            await RegistryMigration.RunAsync(database, $"{Environment.UserName}@{Environment.MachineName} (atlas)",
                cancellationToken);
        var rules = new RegistryRules(new RegistryStore(driver.CreateDataSource(url), engine), TimeProvider.System,
            RandomNumberGenerator.GetBytes);
        opened[url.Raw] = rules;
        return rules;
    }
}
