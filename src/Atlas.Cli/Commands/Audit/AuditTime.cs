using System.CommandLine;
using System.Globalization;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Audit;

/// <summary>Reads the times of the commands of <c>atlas audit</c>.</summary>
internal static class AuditTime
{
    /// <summary>Returns a flag's time; null when it wasn't given.</summary>
    /// <exception cref="FailureException">It isn't a time.</exception>
    public static DateTimeOffset? Of(CommandRun run, Option<string?> option) => run.Get(option) switch
    {
        null or "" => null,
        { } text when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time.ToUniversalTime(),
        { } text => throw new FailureException(
            $"{option.Name}: \"{text}\" is not a time; write it as 2026-06-10 or 2026-06-10T12:00:00Z"),
    };
}
