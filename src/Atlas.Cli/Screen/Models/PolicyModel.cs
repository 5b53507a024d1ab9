using System.Diagnostics;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Promotion;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of promotion policies.</summary>
internal static class PolicyModel
{
    /// <summary>Makes the value of a revision.</summary>
    public static TemplateValue Of(PolicyRevision revision) => Object("PolicyRevision",
        Always("Repo", TemplateValue.Of(revision.Repo)), Always("Revision", TemplateValue.Of(revision.Number)),
        Always("State", TemplateValue.Of(Word(revision.State))),
        Always("Digest", TemplateValue.Of(revision.Digest.Value)),
        Always("Text", TemplateValue.Of(PolicyText.Write(revision.Policy))),
        Optional("Weakens", TemplateValue.Of(revision.Weakens)),
        Always("ProposedAt", Time(revision.ProposedAt)), Always("ProposedBy", TemplateValue.Of(revision.ProposedBy)),
        Optional("DecidedAt", Time(revision.DecidedAt)), Optional("DecidedBy", TemplateValue.Of(revision.DecidedBy)));

    /// <summary>Returns a state in capitals.</summary>
    public static string Word(PolicyState state) => state switch
    {
        PolicyState.InForce => "IN FORCE",
        PolicyState.Pending => "PENDING",
        PolicyState.Replaced => "REPLACED",
        PolicyState.Rejected => "REJECTED",
        _ => throw new UnreachableException($"A state without a word: {state}"),
    };
}
