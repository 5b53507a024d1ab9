using Atlas.Cli.Ci;
using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Registry.Doors;

namespace Atlas.Cli;

/// <summary>Opens the registry: over HTTP when an address is known, else the embedded one.</summary>
/// <param name="app">What every command is given.</param>
internal sealed class RegistryDoor(App app)
{
    /// <summary>Opens the registry.</summary>
    /// <param name="settings">What the project file says.</param>
    /// <param name="tokenFlag">The value of <c>--token</c>; null when it wasn't given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AbortException">It is another organisation's than the settings demand.</exception>
    public async Task<SchemaRegistry> OpenAsync(CloudSettings settings, string? tokenFlag,
        CancellationToken cancellationToken)
    {
        var registry = await OpenAnyAsync(settings, tokenFlag, cancellationToken);
        if (settings.Organisation is not { } wanted) return registry;
        try
        {
            var found = (await registry.WhoAmIAsync(cancellationToken)).Organisation;
            if (found == wanted) return registry;
            throw new AbortException(
                $"the project file is for the organisation \"{wanted}\", and the registry {registry.Address} is of " +
                $"\"{found}\". Log in to the right one: atlas login {wanted} --url URL");
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    private async Task<SchemaRegistry> OpenAnyAsync(CloudSettings settings, string? tokenFlag,
        CancellationToken cancellationToken)
    {
        var login = Login.Read(app);
        var address = settings.Url ?? Variable("ATLAS_CLOUD_URL") ?? login?.Url;
        if (address is null) return await EmbeddedAsync(cancellationToken);
        var token = tokenFlag ?? settings.Token ?? Variable("ATLAS_TOKEN")
            ?? (login?.Url == address ? login.Token : null)
            ?? await RunTokenAsync(AddressOf(address).OriginalString, cancellationToken);
        var registry = new HttpRegistry(new HttpRegistryOptions(AddressOf(address).OriginalString, token)
        { UserAgent = $"Atlas/{Screen.ClientClaims.ProgramVersion}" }, TimeProvider.System);
        try
        {
            await CompareLogAsync(registry, cancellationToken);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gets a token for the identity of the CI run, where its platform gives one; once in a run.</summary>
    private async Task<string?> RunTokenAsync(string address, CancellationToken cancellationToken)
    {
        if (app.RunTokens.TryGetValue(address, out var known)) return known;
        if (await RunIdentity.FindAsync(new CiVariables(app.Host), address, cancellationToken) is not { } identity)
            return null;

        var options = new HttpRegistryOptions(address, identity)
        {
            UserAgent = $"Atlas/{Screen.ClientClaims.ProgramVersion}",
        };
        return app.RunTokens[address] = await HttpRegistry.ExchangeAsync(
            options, TimeProvider.System, cancellationToken);
    }

    /// <summary>Refuses a registry whose audit log doesn't continue what this machine saw of it; once in a
    /// run.</summary>
    private async Task CompareLogAsync(SchemaRegistry registry, CancellationToken cancellationToken)
    {
        if (app.ComparedLogs.Contains(registry.Address)) return;

        if (await new LogMemory(app.Host, app.Folders.Checkpoints).CheckAsync(registry, cancellationToken))
            app.ComparedLogs.Add(registry.Address);
    }

    /// <summary>Opens the registry where there is one; null where no address is known and the user's own was never
    /// made.</summary>
    public async Task<SchemaRegistry?> OpenIfThereAsync(CloudSettings settings, string? tokenFlag,
        CancellationToken cancellationToken) =>
        (settings.Url ?? Variable("ATLAS_CLOUD_URL") ?? Login.Read(app)?.Url) is null
            && !app.Host.FileExists(app.Folders.Registry)
            ? null
            : await OpenAsync(settings, tokenFlag, cancellationToken);

    /// <summary>Opens the user's own registry, and makes it when it isn't there.</summary>
    private async Task<SchemaRegistry> EmbeddedAsync(CancellationToken cancellationToken)
    {
        app.Folders.Ensure();
        var rules = await app.Storage.OpenAsync(Url.Parse("sqlite://" + app.Folders.Registry), cancellationToken);
        return EmbeddedRegistry.Open(rules, UserName(), app.Folders.Registry);
    }

    /// <summary>Checks an address; throws <see cref="FailureException"/> that says what is wrong with it.</summary>
    public static Uri AddressOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0
            ? uri
            : throw new FailureException(
                $"the registry's address must be an http:// or https:// URL without credentials, and " +
                $"{(address.Contains('@') ? "the one that was given" : $"\"{address}\"")} is none");

    private static string UserName() => Environment.UserName;

    private string? Variable(string name) => app.Host.Variable(name) is { Length: > 0 } value ? value : null;
}
