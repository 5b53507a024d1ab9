using Atlas.Scripts.Language;
using Atlas.Scripts.Running;

namespace Atlas.Browser.Tests.Story;

/// <summary>The program, run in one folder with one environment, as processes of its own.</summary>
public sealed class AtlasProgram(string folder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Gets all of the environment of what is run.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
        ["HOME"] = folder,
        ["USER"] = "ci",
        ["ATLAS_HOME"] = Path.Combine(folder, "home"),
        ["DOTNET_NOLOGO"] = "1",
    };

    private static string Program =>
        System.Environment.GetEnvironmentVariable("ATLAS_BIN_AOT") is { Length: > 0 } ahead ? ahead
        : Path.Combine(Root.Path, "artifacts", "dev", "atlas");

    /// <summary>Runs a command that must succeed, and returns what it printed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var ended = await EndAsync(arguments);
        return ended.Exit == 0 ? ended.Output : throw Unexpected(arguments, ended);
    }

    /// <summary>Runs a command that must fail, and returns what it said.</summary>
    public async Task<string> RefusedAsync(params string[] arguments)
    {
        var ended = await EndAsync(arguments);
        return ended.Exit != 0 ? ended.Output + ended.Error : throw Unexpected(arguments, ended);
    }

    /// <summary>Starts a command and goes on.</summary>
    public Task<Launched> StartAsync(params string[] arguments) =>
        Launched.StartAsync([Program, .. arguments], folder, Environment, input: "");

    private async Task<Ended> EndAsync(string[] arguments)
    {
        await using var process = await StartAsync(arguments);
        return await process.WaitAsync(Limit, CancellationToken.None);
    }

    private static ScriptException Unexpected(string[] arguments, Ended ended) =>
        new($"`atlas {string.Join(' ', arguments)}` exited with {ended.Exit}.\n{ended.Output}{ended.Error}");
}

/// <summary>Where the repository is.</summary>
public static class Root
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Atlas.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
