using System.CommandLine;
using System.Text;
using Atlas.Cli.Ci;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Ci;

/// <summary>The Markdown that commands of <c>atlas ci</c> are given.</summary>
internal static class Markdown
{
    /// <summary>The file; standard input without it.</summary>
    public static readonly Option<string?> File = new("--file", "-f")
    {
        Description = "The Markdown [default: standard input]",
        HelpName = "FILE",
    };

    /// <summary>Reads the text; throws <see cref="FailureException"/> when there is none.</summary>
    public static string Read(CommandRun run)
    {
        var text = Encoding.UTF8.GetString(run.Get(File) is { } path and not "-" ? run.App.Host.ReadFile(path) : Input());
        return text.AsSpan().Trim().Length > 0 ? text : throw new FailureException("there is no text: the input is empty");
    }

    /// <summary>Says that no platform was recognised.</summary>
    public static FailureException NoPlatform() => new(
        $"this is no run of a CI platform that atlas knows: {string.Join(", ", CiPlatforms.All.Select(p => p.Name))}");

    private static byte[] Input()
    {
        using var input = new MemoryStream();
        Console.OpenStandardInput().CopyTo(input);
        return input.ToArray();
    }
}
