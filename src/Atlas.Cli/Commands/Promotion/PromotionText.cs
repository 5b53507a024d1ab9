using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Promotion;

/// <summary>Shows what would be promoted, and the evidence for it.</summary>
internal static class PromotionText
{
    /// <summary>Returns the first section of a promotion.</summary>
    public static string Of(PromotionCandidate candidate)
    {
        var text = new StringWriter { NewLine = "\n" };
        var version = candidate.Version;
        text.Write($"Promoting \"{candidate.Repo}\" from {candidate.From} to {candidate.To}\n\n");
        TextFields.Write(text,
        [
            new("Version", version.Version), new("Digest", version.Digest.Value),
            new("Tags", string.Join(", ", version.Tags)), new("Description", version.Description),
            new("Pushed", $"{CloudOptions.Time(version.PushedAt)} by {version.PushedBy}"),
            new("Pull Request", version.Claims.PullRequest is { } pull ? PullRequestText.Of(pull)
                : version.Claims.PullRequestUrl ?? ""),
            new("Commit", version.Claims.Commit ?? ""),
            new("There Now", string.Join("\n", candidate.Goals.Select(There))),
        ]);
        text.Write("\nEvidence:\n");
        foreach (var line in Evidence(candidate)) text.Write($"  {line}\n");
        if (candidate.Policy is { } policy && policy.Policy.For(candidate.To) is { } rule)
        {
            text.Write($"\nPolicy, revision {policy.Number} ({policy.Digest}):\n");
            foreach (var line in PolicyText.Write(new([rule])).TrimEnd('\n').Split('\n')) text.Write($"  {line}\n");
        }

        return text.ToString();
    }

    /// <summary>Returns what is known of the version, a line each.</summary>
    public static IEnumerable<string> Evidence(PromotionCandidate candidate)
    {
        foreach (var target in candidate.Sources) yield return $"{candidate.From}: {There(target)}";
        foreach (var target in candidate.Sources.Where(t => t.CurrentVersion == candidate.Version.Version))
            foreach (var validation in target.Validations)
                yield return $"{EvidenceText.Of(validation)} by {validation.Subject} at {CloudOptions.Time(validation.At)}";
        if (candidate.Traced.Tests.LastOrDefault() is { } tests)
            yield return $"{EvidenceText.Of(tests)} by {tests.Subject} at {CloudOptions.Time(tests.At)}";
        foreach (var withdrawal in candidate.Traced.Withdrawals)
            yield return withdrawal.Env.Length > 0
                ? $"{withdrawal.Env} was moved back from it at {CloudOptions.Time(withdrawal.At)}"
                : $"WITHDRAWN by {withdrawal.By} at {CloudOptions.Time(withdrawal.At)}: {withdrawal.Reason}";
    }

    private static string There(Target target)
    {
        var version = target.CurrentVersion ?? "no version that is known";
        var seen = target switch
        {
            { IsDrifted: true } => ", DRIFTED",
            { OpenDeployment: { } open } => $", the deployment {open} is open",
            { VerifiedAt: { } at, VerifiedBy: { } by } => $", verified by {by} at {CloudOptions.Time(at)}",
            { CurrentVersion: not null } => ", reported, not verified",
            _ => "",
        };
        return $"database \"{target.Name}\" is on {version}" +
            (target.DeployedAt is { } deployed ? $" (deployed {CloudOptions.Time(deployed)}{seen})" : seen);
    }
}
