using Atlas.Core.Hosting;

namespace Atlas.Cli.Hosting;

/// <summary>The user's folders: <c>ATLAS_HOME</c>, else <c>$XDG_DATA_HOME/atlas</c>, else
/// <c>~/.local/share/atlas</c>.</summary>
/// <param name="Home">The folder, mode 0700 once something is in it.</param>
internal sealed record Folders(string Home)
{
    /// <summary>Gets the embedded registry's file.</summary>
    public string Registry => Path.Combine(Home, "registry.db");

    /// <summary>Gets the file that holds what <c>atlas login</c> stored.</summary>
    public string Credentials => Path.Combine(Home, "credentials.json");

    /// <summary>Gets the folder of ends of deployments that wait for the registry.</summary>
    public string Outbox => Path.Combine(Home, "outbox");

    /// <summary>Gets the folder of the checkpoints that registries showed this machine last.</summary>
    public string Checkpoints => Path.Combine(Home, "checkpoints");

    /// <summary>Gets the file that remembers which environments and databases are protected.</summary>
    public string Protections => Path.Combine(Home, "protected.json");

    /// <summary>Gets the folder of the copies of witnesses that are git remotes.</summary>
    public string Witnesses => Path.Combine(Home, "witnesses");

    /// <summary>Finds the folders.</summary>
    public static Folders Of(Host host) => new(
        host.Variable("ATLAS_HOME") is { Length: > 0 } home ? Path.GetFullPath(home, host.WorkingFolder)
        : host.Variable("XDG_DATA_HOME") is { Length: > 0 } data ? Path.Combine(data, "atlas")
        : Path.Combine(host.Variable("HOME") is { Length: > 0 } user ? user : Path.GetTempPath(), ".local", "share", "atlas"));

    /// <summary>Makes the folder with the right mode.</summary>
    public void Ensure()
    {
        if (Directory.Exists(Home)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Home);
        else Directory.CreateDirectory(Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
