using System.CommandLine;
using Atlas.Core.Projects;

namespace Atlas.Cli;

/// <summary>The flags that every command takes.</summary>
internal static class GlobalOptions
{
    /// <summary>Selects an environment of the project file.</summary>
    public static readonly Option<string?> Env = new("--env")
    {
        Description = "The environment of the project file",
        HelpName = "NAME",
        Recursive = true,
    };

    /// <summary>Names the project file.</summary>
    public static readonly Option<string?> Config = new("--config", "-c")
    {
        Description = $"The project file's URL [default: {ProjectFile.DefaultUrl}]",
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>Gives an input variable.</summary>
    public static readonly Option<string[]> Var = new("--var")
    {
        Description = "An input variable; repeat it for several, or to make a list",
        HelpName = "NAME=VALUE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Gives the registry's token.</summary>
    public static readonly Option<string?> Token = new("--token")
    {
        Description = "The registry's token [default: cloud.token, ATLAS_TOKEN, or the one of atlas login]",
        HelpName = "TOKEN",
        Recursive = true,
    };
}
