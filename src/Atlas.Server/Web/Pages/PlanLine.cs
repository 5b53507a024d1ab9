using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Server.Web.Pages;

/// <summary>A line of a plan's SQL, and what belongs to it.</summary>
/// <param name="Number">The line, from 1.</param>
/// <param name="Text">The SQL.</param>
/// <param name="Findings">What the linter found there; may be empty.</param>
/// <param name="Comments">What was said of it, oldest first; may be empty.</param>
public sealed record PlanLine(int Number, string Text, Seq<PlanFinding> Findings, Seq<PlanComment> Comments)
{
    /// <summary>Puts findings and the comments on this text at their lines.</summary>
    internal static Seq<PlanLine> Of(StoredPlan plan, Seq<PlanComment> comments)
    {
        var findings = plan.Replay.Findings.ToLookup(f => f.Line);
        var said = comments.Where(c => c.Digest == plan.Digest).ToLookup(c => c.Line);
        return plan.Migration.TrimEnd('\n').Split('\n')
            .Select((text, i) => new PlanLine(i + 1, text.TrimEnd('\r'), findings[i + 1].ToSeq(), said[i + 1].ToSeq()))
            .ToSeq();
    }
}
