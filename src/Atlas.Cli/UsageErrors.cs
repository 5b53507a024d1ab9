using System.CommandLine;
using System.CommandLine.Parsing;
using Atlas.Hcl.Text;

namespace Atlas.Cli;

/// <summary>Says what is wrong with a command line, in the words that scripts know.</summary>
internal static class UsageErrors
{
    /// <summary>The commands and flags of Atlas that aren't here yet, by their path.</summary>
    private static readonly string[] NotYet =
    [
        "atlas migrate",
        "atlas script", "atlas deployment", "atlas cloud repo lingraph", "atlas cloud repo secgraph", "atlas license",
        "atlas schema inspect --web", "atlas schema inspect -w", "atlas schema inspect --export",
        "atlas schema diff --web", "atlas schema diff -w",
    ];

    /// <summary>Returns the message; the values of flags, which may be secrets, aren't in it.</summary>
    public static string Of(ParseResult parse)
    {
        var command = parse.CommandResult;
        var path = string.Join(' ', command.Path().Reverse());
        return $"Error: {Problem(parse, command, path)}\nRun '{path} --help' for usage.";
    }

    private static string Problem(ParseResult parse, CommandResult command, string path) => parse.UnmatchedTokens switch
    {
        var words when words.Select(w => NotYetHere(w, command)).OfType<string>().FirstOrDefault() is { } known =>
            $"\"{known}\" is not supported yet",
        [['-', _, ..] flag, ..] => UnknownFlag(flag.Split('=')[0], command),
        [var name, ..] when command.Command.Subcommands.Count > 0 => UnknownCommand(name, command, path),
        [var argument, ..] => $"unexpected argument \"{argument}\" for \"{path}\"",
        _ when command.Command.Subcommands.Count > 0 =>
            $"\"{path}\" needs one of its commands: " +
            string.Join(", ", command.Command.Subcommands.Select(c => c.Name)),
        _ => string.Join("\n", parse.Errors.Select(e => e.Message)),
    };

    private static string UnknownCommand(string name, CommandResult command, string path) =>
        $"unknown command \"{name}\" for " +
            $"\"{path}\".{Suggestion.For(name, command.Command.Subcommands.Select(c => c.Name))}";

    /// <summary>Returns the path of a word that Atlas has below the command or one above it; null when it has
    /// none.</summary>
    private static string? NotYetHere(string word, CommandResult command)
    {
        for (var at = command; at is not null; at = at.Parent as CommandResult)
        {
            var path = $"{string.Join(' ', at.Path().Reverse())} {word.Split('=')[0]}";
            if (NotYet.Contains(path)) return path;
        }

        return null;
    }

    private static string UnknownFlag(string flag, CommandResult command)
    {
        var known = command.Command.Options.Where(o => !o.Hidden).ToList();
        for (var above = command.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
            known.AddRange(above.Command.Options.Where(o => o.Recursive));
        return $"unknown flag: {flag}.{Suggestion.For(flag, known.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.Length > 2))}";
    }
}
