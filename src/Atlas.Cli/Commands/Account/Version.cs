using System.CommandLine;
using Atlas.Cli.Screen;

namespace Atlas.Cli.Commands.Account;

/// <summary><c>atlas version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("version", "Show the program's version.");
        command.SetAction(_ => app.Out.Write($"atlas version {ClientClaims.ProgramVersion}\n"));
        return command.WithExamples("atlas version");
    }
}
