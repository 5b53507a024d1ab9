using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Registries;

/// <summary>A run of tests against a version, to be recorded on it.</summary>
/// <param name="Id">The id, a ULID of the client's making.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Version">The version that was tested.</param>
/// <param name="Digest">Its digest: what was tested is that content and no other.</param>
/// <param name="Files">The digest of the test files, names and bytes.</param>
/// <param name="Cases">How many cases the files hold, those that were skipped or filtered out included.</param>
/// <param name="Passed">The names of the cases that passed, in the order of the files.</param>
/// <param name="Failed">The names of those that failed.</param>
/// <param name="Skipped">The names of those that say themselves that they are skipped.</param>
/// <param name="Filter">The pattern that chose the cases; empty for all of them.</param>
/// <param name="Milliseconds">How long the run took.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record TestReport(
    string Id, string Repo, string Version, Digest Digest, Digest Files, int Cases, Seq<string> Passed,
    Seq<string> Failed, Seq<string> Skipped, string Filter, double Milliseconds, Claims Claims);

/// <summary>A run of tests as the registry keeps it.</summary>
/// <param name="Report">What the client said.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Subject">Who ran it, authenticated.</param>
/// <param name="At">When it was recorded, by the registry's clock.</param>
public sealed record TestRun(TestReport Report, EvidenceOutcome Outcome, string Subject, DateTimeOffset At)
{
    /// <summary>Returns whether every case of the files was run: none filtered out, none skipped.</summary>
    public bool IsWhole() => Report.Cases == Report.Passed.Count + Report.Failed.Count;
}

/// <summary>What somebody's own tests of a running environment said, to be recorded on the databases there.</summary>
/// <param name="Id">The id, a ULID of the client's making.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment that was tested.</param>
/// <param name="Database">The only database that was, by its id or name; null for all that run the version.</param>
/// <param name="Version">The version that was running there.</param>
/// <param name="Name">What was run, such as <c>smoke</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Url">Where the run can be read about; empty for nowhere.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record ValidationReport(
    string Id, string Repo, string Env, string? Database, string Version, string Name, EvidenceOutcome Outcome,
    string Url, Claims Claims);

/// <summary>A validation of one database as the registry keeps it.</summary>
/// <param name="Report">What the client said.</param>
/// <param name="TargetId">The database's id.</param>
/// <param name="Target">The database's name.</param>
/// <param name="Digest">The digest of the version that was running there.</param>
/// <param name="Deployment">The deployment that had brought it there.</param>
/// <param name="Sequence">The event's number on the database, from 1.</param>
/// <param name="Subject">Who reported it, authenticated.</param>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="IsStanding">Whether it still says something of the database: the same deployment is current there, and
/// nothing newer of that name was reported since.</param>
public sealed record Validation(
    ValidationReport Report, string TargetId, string Target, Digest Digest, string Deployment, long Sequence,
    string Subject, DateTimeOffset At, bool IsStanding);

/// <summary>How a run of tests or a validation ended.</summary>
public enum EvidenceOutcome
{
    /// <summary>All was as expected.</summary>
    Passed,

    /// <summary>Something was not.</summary>
    Failed,
}

/// <summary>Which validations to list; null members don't filter.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Version">The version.</param>
public sealed record ValidationFilter(string Repo, string? Env, string? Version);
