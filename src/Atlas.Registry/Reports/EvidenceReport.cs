using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Registry.Reports;

/// <summary>All that an auditor asks about the changes of an environment in a period.</summary>
/// <param name="Env">The environment.</param>
/// <param name="Period">The period.</param>
/// <param name="Registry">The registry's address.</param>
/// <param name="IsAttested">Whether it is served; the embedded one is a file that its user can edit.</param>
/// <param name="Checkpoint">The log as it was signed when this was made.</param>
/// <param name="Entries">How many entries the log had then.</param>
/// <param name="Targets">What is known of each database.</param>
/// <param name="Changes">Every deployment, oldest first.</param>
/// <param name="Refusals">Every refusal and blocked attempt, oldest first.</param>
/// <param name="Exceptions">Every time somebody broke the glass, oldest first.</param>
/// <param name="AccessAtStart">Who could do what at the beginning.</param>
/// <param name="AccessAtEnd">Who could do what at the end.</param>
/// <param name="Policies">The policies that were in force at some time, by repo and number.</param>
public sealed record EvidenceReport(
    string Env, Period Period, string Registry, bool IsAttested, string Checkpoint, long Entries,
    Seq<TargetStatement> Targets, Seq<ChangeRecord> Changes, Seq<RefusedChange> Refusals, Seq<ExceptionRecord> Exceptions,
    Seq<Access> AccessAtStart, Seq<Access> AccessAtEnd, Seq<PolicyRevision> Policies)
{
    /// <summary>Gets whether every change of every database is explained, and every exception reviewed.</summary>
    public bool IsComplete => Targets.All(t => t.IsComplete) && Exceptions.All(e => e.Review is not null);
}

/// <summary>A deployment that was refused.</summary>
/// <param name="At">When.</param>
/// <param name="Subject">Who asked.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Version">The version; empty for none.</param>
/// <param name="By">What refused it: the policy or a check.</param>
/// <param name="Reasons">Why, a sentence each.</param>
public sealed record RefusedChange(
    DateTimeOffset At, string Subject, string Repo, string Version, string By, Seq<string> Reasons);

/// <summary>A deployment without the evidence that the policy asks for.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="At">When.</param>
/// <param name="Subject">Who broke the glass.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Version">The version; empty for none.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="Excused">What the policy would have refused it for.</param>
/// <param name="Review">Its review; null while it is open.</param>
public sealed record ExceptionRecord(
    string Id, DateTimeOffset At, string Subject, string Repo, string Version, string Reason, Seq<string> Excused,
    ExceptionReview? Review);

/// <summary>The review of an exception.</summary>
public sealed record ExceptionReview(DateTimeOffset At, string Subject, string Text);
