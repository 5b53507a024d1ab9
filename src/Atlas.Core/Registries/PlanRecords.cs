using System.Text;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Registries;

/// <summary>A plan as the registry keeps it: reviewed SQL for one transition of a repo.</summary>
/// <remarks>It belongs to the transition and to no database: one approval serves every database in that
/// state.</remarks>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Name">The plan's name, unique in the repo.</param>
/// <param name="From">The fingerprint of the state it starts at.</param>
/// <param name="To">The fingerprint of the state it arrives at.</param>
/// <param name="Migration">The SQL, with its comments and directives, to be run verbatim.</param>
/// <param name="Status">Whether it may be applied.</param>
/// <param name="Author">Who pushed the text that it has now, authenticated.</param>
/// <param name="PushedAt">When that text was pushed, by the registry's clock.</param>
/// <param name="Replay">What came of trying the text.</param>
/// <param name="Claims">What the client said when it pushed that text.</param>
public sealed record StoredPlan(
    string Repo, string Name, Fingerprint From, Fingerprint To, string Migration, PlanStatus Status, string Author,
    DateTimeOffset PushedAt, PlanReplay Replay, Claims Claims)
{
    /// <summary>Gets the last verdict on the text that it has now; null when there is none.</summary>
    public PlanReview? Review { get; init; }

    /// <summary>Gets its page; for the embedded registry its <c>atlas://</c> address.</summary>
    public string Link { get; init; } = "";

    /// <summary>Gets the identity of its transition and text, which is what an approval is of.</summary>
    public Digest Digest => DigestOf(From, To, Migration);

    /// <summary>Gets its address in <c>atlas://</c> URLs.</summary>
    public string Url => $"atlas://{Repo}/plans/{Name}";

    /// <summary>Computes the identity of a transition and text.</summary>
    /// <remarks>The bytes are <c>atlas-plan-1</c>, both fingerprints and the SQL, each but the last ended by a
    /// newline.</remarks>
    public static Digest DigestOf(Fingerprint from, Fingerprint to, string migration) =>
        Digest.Of(Encoding.UTF8.GetBytes($"atlas-plan-1\n{from}\n{to}\n{migration}"));
}

/// <summary>Whether a plan may be applied.</summary>
public enum PlanStatus
{
    /// <summary>It waits for somebody's verdict.</summary>
    Pending,

    /// <summary>It may be applied.</summary>
    Approved,

    /// <summary>It may not be applied.</summary>
    Rejected,
}

/// <summary>What came of trying a plan on an empty database: the state it starts at was built, its SQL was run, and the
/// result was inspected.</summary>
/// <param name="Driver">The dialect's name.</param>
/// <param name="EngineMajor">The server's major version.</param>
/// <param name="Found">The fingerprint that inspection found afterwards.</param>
public sealed record PlanReplay(string Driver, string EngineMajor, Fingerprint Found)
{
    /// <summary>Gets the fingerprint after each statement, in order; the last one is <see cref="Found"/>.</summary>
    public Seq<Fingerprint> States { get; init; } = [];

    /// <summary>Gets what the linter found in the text, as the program says that pushed it; empty where it found
    /// nothing or wasn't asked.</summary>
    public Seq<PlanFinding> Findings { get; init; } = [];
}

/// <summary>A verdict on a plan.</summary>
/// <param name="Verdict">What was decided: approved or rejected.</param>
/// <param name="Subject">Who decided, authenticated.</param>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="Digest">The transition and text that was decided on.</param>
/// <param name="Claims">Where from: machine, CI run and pull request, as the client said.</param>
public sealed record PlanReview(PlanStatus Verdict, string Subject, DateTimeOffset At, Digest Digest, Claims Claims)
{
    /// <summary>Gets everybody who approved this text since it was last rejected or changed, in order; empty unless the
    /// verdict is approval.</summary>
    public Seq<PlanApproval> Approvals { get; init; } = [];

    /// <summary>Returns who approved; where only the verdict was kept, who gave it.</summary>
    public Seq<PlanApproval> Approvers() => Verdict is not PlanStatus.Approved ? []
        : Approvals.IsEmpty ? [new PlanApproval(Subject, At, false)] : Approvals;
}

/// <summary>One person's approval of a plan's text.</summary>
/// <param name="Subject">Who approved, authenticated.</param>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="IsBot">Whether it was a program, whose approval doesn't count where a person's is asked for.</param>
public sealed record PlanApproval(string Subject, DateTimeOffset At, bool IsBot);

/// <summary>A plan to be stored under its name; replaces one that is there.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Name">The plan's name.</param>
/// <param name="From">The fingerprint of the state it starts at.</param>
/// <param name="To">The fingerprint of the state it arrives at.</param>
/// <param name="Migration">The SQL.</param>
/// <param name="Status">Pending, or approved at once where the repo lets plans be approved by who pushes them.</param>
/// <param name="Replay">What came of trying it; it must have arrived.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record PlanPush(
    string Repo, string Name, Fingerprint From, Fingerprint To, string Migration, PlanStatus Status, PlanReplay Replay,
    Claims Claims);

/// <summary>A verdict to be recorded.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Name">The plan's name.</param>
/// <param name="Verdict">Approved or rejected.</param>
/// <param name="Digest">The transition and text that was looked at; another one by now is a conflict.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record PlanVerdict(string Repo, string Name, PlanStatus Verdict, Digest Digest, Claims Claims);

/// <summary>Which plans to list; null members don't filter.</summary>
/// <param name="From">The state they start at.</param>
/// <param name="To">The state they arrive at.</param>
/// <param name="Status">Their status.</param>
public sealed record PlanFilter(Fingerprint? From = null, Fingerprint? To = null, PlanStatus? Status = null);

/// <summary>A plan that a deployment runs, or that a push approves.</summary>
/// <param name="Name">The plan's name.</param>
/// <param name="Digest">Its transition and text.</param>
public sealed record PlanReference(string Name, Digest Digest);

/// <summary>What the linter found at one place of a plan's SQL.</summary>
/// <param name="Code">The rule's code, such as <c>DS102</c>.</param>
/// <param name="IsError">Whether it is of the level of an error.</param>
/// <param name="Line">The line of the SQL, from 1.</param>
/// <param name="Message">One full sentence.</param>
/// <param name="Fixes">What can be done about it, the best first; may be empty.</param>
public sealed record PlanFinding(string Code, bool IsError, int Line, string Message, Seq<string> Fixes);

/// <summary>What somebody said of a plan; it decides nothing.</summary>
/// <param name="Id">The id.</param>
/// <param name="Author">Who said it, authenticated.</param>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="Line">The line of the SQL that it is about, from 1; null for the whole plan.</param>
/// <param name="Digest">The transition and text that it was said of.</param>
/// <param name="Text">What was said.</param>
public sealed record PlanComment(
    string Id, string Author, DateTimeOffset At, int? Line, Digest Digest, string Text);

/// <summary>Something to be said of a plan.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Line">The line of the SQL that it is about, from 1; null for the whole plan.</param>
/// <param name="Digest">The transition and text that was looked at; another one by now is a conflict.</param>
public sealed record NewPlanComment(string Text, int? Line, Digest Digest);
