using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using Atlas.Core.Workflows;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of a promotion.</summary>
internal static class PromotionModel
{
    /// <summary>Makes the value: <c>Repo, From, To, Version, Digest, Sources, Goals, Trace, Policy, Refusals,
    /// Promotable, Apply</c>; <c>Apply</c> is that of <c>schema apply</c>.</summary>
    public static TemplateValue Of(PromotionCandidate candidate, Url url, ApplyResult result) => Object("Promotion",
        Always("Repo", TemplateValue.Of(candidate.Repo)), Always("From", TemplateValue.Of(candidate.From)),
        Always("To", TemplateValue.Of(candidate.To)), Always("Version", TemplateValue.Of(candidate.Version.Version)),
        Always("Digest", TemplateValue.Of(candidate.Version.Digest.Value)),
        Always("Sources", List(candidate.Sources.Select(CloudModel.Of))),
        Always("Goals", List(candidate.Goals.Select(CloudModel.Of))),
        Always("Trace", CloudModel.Of(new Core.Registries.Trace(candidate.Repo, [candidate.Traced]))),
        Optional("Policy", candidate.Policy is { } policy ? PolicyModel.Of(policy) : TemplateValue.Nil),
        Optional("Refusals", TemplateValue.Of(result.Examination?.Refusals ?? [])),
        Always("Promotable", TemplateValue.Of(!result.Checks.IsDenied && result.Examination is { Refusals.IsEmpty: true })),
        Always("Apply", ApplyModel.Of(url, result)));
}
