using Atlas.Cli.Hosting;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;

namespace Atlas.Cli;

/// <summary>What every command is given.</summary>
internal sealed class App
{
    private RegistryStorage? storage;

    /// <summary>Gets the door to files, environment, processes and the clock.</summary>
    public required Host Host { get; init; }

    /// <summary>Gets the databases that can be opened.</summary>
    public required Drivers Drivers { get; init; }

    /// <summary>Gets the user's folders.</summary>
    public required Folders Folders { get; init; }

    /// <summary>Gets where data goes.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where messages for people go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets the storage of registries on this machine.</summary>
    public RegistryStorage Storage => storage ??= new RegistryStorage(Drivers);

    /// <summary>Gets whether a person sits at the terminal.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>Gets the tokens that registries gave for the identity of this CI run, by address.</summary>
    public Dictionary<string, string> RunTokens { get; } = [];

    /// <summary>Gets the addresses of registries whose audit log was compared in this run.</summary>
    public HashSet<string> ComparedLogs { get; } = [];

    /// <summary>Writes an error, after everything that was reported so far.</summary>
    public void Fail(string text)
    {
        Out.Flush();
        Error.Write(text.EndsWith('\n') ? text : text + "\n");
        Error.Flush();
    }
}
