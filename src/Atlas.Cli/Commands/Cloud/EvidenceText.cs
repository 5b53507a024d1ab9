using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary>Shows runs of tests and validations in one line each.</summary>
internal static class EvidenceText
{
    /// <summary>Returns an outcome as the word of the API.</summary>
    public static string Word(EvidenceOutcome outcome) => outcome.ToString().ToUpperInvariant();

    /// <summary>Returns the beginning of a digest, enough to tell digests apart by eye.</summary>
    public static string Short(Digest digest) => digest.Value.Length > 19 ? digest.Value[..19] : digest.Value;

    /// <summary>Returns what a run of tests came to, what was left out included.</summary>
    public static string Of(TestRun run)
    {
        var report = run.Report;
        var text = $"tests {run.Outcome.ToString().ToLowerInvariant()} ({report.Passed.Count} of {report.Cases}";
        if (!report.Failed.IsEmpty) text += $", failed: {string.Join(", ", report.Failed)}";
        if (!report.Skipped.IsEmpty) text += $", skipped: {string.Join(", ", report.Skipped)}";
        if (report.Filter.Length > 0) text += $", only \"{report.Filter}\"";
        return $"{text}; files {Short(report.Files)})";
    }

    /// <summary>Returns what a validation said, and whether it still does.</summary>
    public static string Of(Validation validation)
    {
        var report = validation.Report;
        return $"{report.Name} {report.Outcome.ToString().ToLowerInvariant()} on {report.Env} ({validation.Target})" +
            (validation.IsStanding ? "" : ", superseded");
    }
}
