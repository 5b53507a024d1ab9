using Atlas.Browser.Tests.Browsing;
using Atlas.Scripts.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests.Story;

/// <summary>A registry with everything that the pages show, made by real pushes and deployments; and one browser. All
/// tests share it, and those that change it make things of their own.</summary>
public sealed class Company : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("atlas-browser-").FullName;
    private Launched? server;
    private Chromium? chromium;

    public Company() => Atlas = new(folder);

    /// <summary>Gets the program, as the CI's token.</summary>
    public AtlasProgram Atlas { get; }

    /// <summary>Gets the registry's address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets the tokens by name.</summary>
    public Dictionary<string, string> Tokens { get; } = [];

    public string Storage => $"sqlite://{folder}/registry.db";

    public string At(string file) => Path.Combine(folder, file);

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "shop")))
            File.Copy(file, At(Path.GetFileName(file)));
        var browser = Chromium.StartAsync();
        await OpenRegistryAsync();
        await ShopStory.TellAsync(this);
        await LargeSchema.PushAsync(this);
        chromium = await browser;
    }

    /// <summary>Opens a window of its own, signed in with a token.</summary>
    public async Task<IPage> SignedInAsync(string token, Look? look = null)
    {
        var page = await OpenAsync(look);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#token", Tokens[token]);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(Address + "/");
        return page;
    }

    /// <summary>Opens a window of its own.</summary>
    public Task<IPage> OpenAsync(Look? look = null) =>
        (chromium ?? throw new InvalidOperationException("The browser isn't there yet.")).OpenAsync(Address, look ?? new());

    /// <summary>Makes a token of the registry.</summary>
    public async Task TokenAsync(string name, params string[] options)
    {
        var output = await Atlas.RunAsync(["serve", "token", "create", "--db", Storage, "--name", name, .. options]);
        Tokens[name] = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
    }

    /// <summary>Runs SQL on a database of the story, past every tool.</summary>
    public async Task ByHandAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={At(database)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        if (Environment.GetEnvironmentVariable("ATLAS_KEEP") is not { Length: > 0 }) Directory.Delete(folder, recursive: true);
    }

    private async Task OpenRegistryAsync()
    {
        await TokenAsync("ci", "--bot", "--scope", "read,push,plan,approve,deploy:*");
        await TokenAsync("reviewer", "--scope", "read,approve,admin,audit,deploy:production,break-glass");
        await TokenAsync("second", "--scope", "read,approve,admin");
        await TokenAsync("reader", "--scope", "read");
        await TokenAsync("agent", "--scope", "verify");
        server = await Atlas.StartAsync("serve", "--listen", "127.0.0.1:0", "--db", Storage);
        for (var tries = 0; Address.Length == 0; tries++)
        {
            if (server.HasExited || tries > 600) throw new InvalidOperationException($"The registry doesn't listen. {server.Error}");
            if (server.Output.Split('\n') is [var first, _, ..] && first.StartsWith("listening on ", StringComparison.Ordinal))
                Address = first["listening on ".Length..].Trim();
            else await Task.Delay(50);
        }

        Atlas.Environment["ATLAS_CLOUD_URL"] = Address;
        Atlas.Environment["ATLAS_TOKEN"] = Tokens["ci"];
    }
}
