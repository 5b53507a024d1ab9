using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Cli;

/// <summary>Reads durations of the command line, such as <c>10s</c>, <c>1m30s</c> and <c>24h</c>.</summary>
internal static class Durations
{
    /// <summary>Reads a flag's duration; throws <see cref="FailureException"/> that names the flag.</summary>
    public static TimeSpan Read(string flag, string? text, TimeSpan fallback) =>
        string.IsNullOrEmpty(text) ? fallback
        : GoDuration.TryParse(text, out var duration) ? duration
        : throw new FailureException($"{flag}: \"{text}\" is not a duration; write it as 10s, 1m30s or 24h");
}
