using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;

namespace Atlas.Core.Registries;

/// <summary>Who is asking, as the registry authenticated it.</summary>
/// <param name="Name">The token's name; the user's name for the embedded registry.</param>
/// <param name="Organisation">The organisation; <c>local</c> for the embedded registry.</param>
/// <param name="Scopes">The rights, such as <c>push</c> and <c>deploy:staging</c>.</param>
/// <param name="ExpiresAt">When the token ends; null for never.</param>
public sealed record Subject(string Name, string Organisation, Seq<string> Scopes, DateTimeOffset? ExpiresAt)
{
    /// <summary>Gets whether it is a program and not a person, so that its verdicts don't count where a person's is
    /// asked for.</summary>
    public bool IsBot { get; init; }

    /// <summary>Gets what an identity provider vouches for of the run or the person; null when none does.</summary>
    public Claims? Vouched { get; init; }
}

/// <summary>Which page of a list.</summary>
/// <param name="Number">The page, from 1.</param>
/// <param name="Size">How many a page.</param>
public sealed record PageRequest(int Number = 1, int Size = 20);

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Number">The page, from 1.</param>
/// <param name="Size">How many a page.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Page<T>(Seq<T> Items, int Number, int Size, long Total);

/// <summary>A repo: the versions of one schema.</summary>
/// <param name="Id">The id.</param>
/// <param name="Slug">The name in URLs.</param>
/// <param name="Name">The display name; the slug when none was given.</param>
/// <param name="Driver">The dialect's name; null until the first push.</param>
/// <param name="Description">Free text; may be empty.</param>
/// <param name="CreatedAt">When it was made, by the registry's clock.</param>
/// <param name="ReportEnvs">The environments whose deployments clients must report.</param>
public sealed record Repo(
    string Id, string Slug, string Name, string? Driver, string Description, DateTimeOffset CreatedAt,
    Seq<string> ReportEnvs)
{
    /// <summary>Gets the newest version's name; null when nothing was pushed.</summary>
    public string? LatestVersion { get; init; }

    /// <summary>Gets the repo's revision: it grows with everything that is written under the repo.</summary>
    public long Revision { get; init; }

    /// <summary>Gets whether a plan must be approved by another person than its author.</summary>
    public bool RequiresPlanApproval { get; init; }

    /// <summary>Gets the environments that a promotion rule protects; deployments there are always
    /// reported.</summary>
    public Seq<string> ProtectedEnvs { get; init; } = [];

    /// <summary>Gets how many targets are in each status; only in a description.</summary>
    public TargetCounts Targets { get; init; } = new(0, 0, 0, 0);
}

/// <summary>How many targets are in each status.</summary>
public sealed record TargetCounts(int Synced, int Pending, int Failed, int Unknown);

/// <summary>A repo to be made.</summary>
/// <param name="Name">The display name; the slug is made of it.</param>
/// <param name="Driver">The dialect's name; null to take the first push's.</param>
/// <param name="Description">Free text; may be empty.</param>
/// <param name="SkipIfExists">Whether an existing repo of that name is fine.</param>
public sealed record NewRepo(string Name, string? Driver, string Description, bool SkipIfExists);

/// <summary>What can be set on a repo.</summary>
/// <param name="ReportEnvs">The environments whose deployments clients must report.</param>
public sealed record RepoSettings(Seq<string> ReportEnvs)
{
    /// <summary>Gets whether a plan must be approved by another person than its author; null leaves it as it
    /// is.</summary>
    public bool? RequiresPlanApproval { get; init; }
}

/// <summary>What an <c>atlas://</c> URL names; the kinds are a closed family.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Value">The version, tag or digest; empty for the newest.</param>
public sealed record VersionReference(ReferenceKind Kind, string Value)
{
    /// <summary>The newest version by push order.</summary>
    public static readonly VersionReference Latest = new(ReferenceKind.Latest, "");
}

/// <summary>How a version is named.</summary>
public enum ReferenceKind
{
    /// <summary>The newest by push order.</summary>
    Latest,

    /// <summary>By its name.</summary>
    Version,

    /// <summary>By a tag that points at it.</summary>
    Tag,

    /// <summary>By its content.</summary>
    Digest,
}

/// <summary>A version, and what it holds.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Version">The version's name.</param>
/// <param name="Digest">The content's digest.</param>
/// <param name="Fingerprint">The realm's fingerprint.</param>
/// <param name="Driver">The dialect's name.</param>
/// <param name="Sequence">The push order, from 1.</param>
/// <param name="PushedAt">When, by the registry's clock.</param>
/// <param name="PushedBy">The authenticated subject.</param>
/// <param name="Description">Free text; may be empty.</param>
/// <param name="Tags">The tags that point at it, <c>latest</c> not among them; sorted.</param>
/// <param name="Claims">What the client said of the push.</param>
public sealed record ResolvedVersion(
    string Repo, string Version, Digest Digest, Fingerprint Fingerprint, string Driver, long Sequence,
    DateTimeOffset PushedAt, string PushedBy, string Description, Seq<string> Tags, Claims Claims)
{
    /// <summary>Gets the repo's revision at the moment of reading, for
    /// <see cref="DeploymentBegin.Revision"/>.</summary>
    public long Revision { get; init; }

    /// <summary>Gets how its content was taken away; null while it is there.</summary>
    public Redaction? Redaction { get; init; }
}

/// <summary>What a client says of itself; never decides a rule.</summary>
public sealed record Claims
{
    /// <summary>Gets the user's name on the machine.</summary>
    public string? User { get; init; }

    /// <summary>Gets the machine's name.</summary>
    public string? Host { get; init; }

    /// <summary>Gets the program's version.</summary>
    public string? ClientVersion { get; init; }

    /// <summary>Gets the source repository.</summary>
    public string? Repository { get; init; }

    /// <summary>Gets the branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets the commit.</summary>
    public string? Commit { get; init; }

    /// <summary>Gets who started the CI run, as its platform calls them.</summary>
    public string? Actor { get; init; }

    /// <summary>Gets the address of the CI run.</summary>
    public string? RunUrl { get; init; }

    /// <summary>Gets the address of the pull request.</summary>
    public string? PullRequestUrl { get; init; }

    /// <summary>Gets the pull request that brought the commit into its branch; null when that isn't known.</summary>
    public PullRequest? PullRequest { get; init; }

    /// <summary>Gets what could not be learnt of the run, one sentence each.</summary>
    public Seq<string> Gaps { get; init; }

    /// <summary>Gets what started the run, such as <c>CLI</c> or <c>GITHUB_ACTION</c>.</summary>
    public string? Trigger { get; init; }

    /// <summary>Gets the version of what started the run.</summary>
    public string? TriggerVersion { get; init; }

    /// <summary>Gets the client's clock.</summary>
    public DateTimeOffset? Time { get; init; }
}

/// <summary>A push.</summary>
/// <param name="Repo">The repo's slug; made when it isn't there.</param>
/// <param name="Driver">The dialect's name.</param>
/// <param name="Content">The artefact's bytes.</param>
/// <param name="Digest">Their digest, checked by the registry.</param>
/// <param name="Fingerprint">The realm's fingerprint.</param>
/// <param name="Version">The version's name; null for the default.</param>
/// <param name="Tag">The tag to set; null for none; <c>latest</c> means none.</param>
/// <param name="Description">Free text; may be empty.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record PushRequest(
    string Repo, string Driver, byte[] Content, Digest Digest, Fingerprint Fingerprint, string? Version, string? Tag,
    string Description, Claims Claims)
{
    /// <summary>Gets the plan to be approved in the same transaction; null for none.</summary>
    public PlanReference? Plan { get; init; }

    /// <summary>Gets whether content that was redacted may be stored again, as a new version; an administrator's
    /// right.</summary>
    public bool AllowsRedacted { get; init; }
}

/// <summary>The outcome of a push.</summary>
/// <param name="Version">The version that is there now.</param>
/// <param name="IsNew">Whether this push made it; else it was there with the same content.</param>
/// <param name="Link">The version's page; for the embedded registry its <c>atlas://</c> address.</param>
public sealed record PushedVersion(ResolvedVersion Version, bool IsNew, string Link)
{
    /// <summary>Gets the plan that was approved with it; null for none.</summary>
    public StoredPlan? Plan { get; init; }
}

/// <summary>A database in an environment of a repo.</summary>
/// <param name="Id">The id.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Identity">Who the database is.</param>
/// <param name="Name">The database's name.</param>
/// <param name="Url">The label: the URL without credentials.</param>
/// <param name="Status">The status against the newest version.</param>
/// <param name="CurrentVersion">The version that inspection found; null when it is none of the registry's or not
/// known.</param>
/// <param name="LastVersion">The version that was last deployed, whatever came of it; null when there was none.</param>
/// <param name="Digest">The current version's digest; null with it.</param>
/// <param name="IsDrifted">Whether inspection found something else than the version that was deployed.</param>
/// <param name="IsArchived">Whether it no longer counts.</param>
/// <param name="DeployedAt">When the last deployment ended, by the registry's clock; null when none did.</param>
/// <param name="OpenDeployment">The deployment that has no end yet; null when there is none.</param>
/// <param name="CurrentSequence">The current version's push order; null with it.</param>
public sealed record Target(
    string Id, string Repo, string Env, string Identity, string Name, string Url, TargetStatus Status,
    string? CurrentVersion,
    string? LastVersion, Digest? Digest, bool IsDrifted, bool IsArchived, DateTimeOffset? DeployedAt,
    string? OpenDeployment,
    long? CurrentSequence)
{
    /// <summary>Gets the deployment that brought the current version there; null with it.</summary>
    public string? CurrentDeployment { get; init; }

    /// <summary>Gets what was reported of the current deployment by people's own tests: the newest of each
    /// name.</summary>
    public Seq<Validation> Validations { get; init; }

    /// <summary>Gets how many versions were pushed after the current one; null when that isn't known.</summary>
    public long? Behind { get; init; }

    /// <summary>Gets when an agent last saw the current version there; null while it is only reported.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Gets the agent; null with the time.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>Gets the statements that would undo the drift that an agent saw; null where none did.</summary>
    public string? Difference { get; init; }
}

/// <summary>Which databases to list.</summary>
/// <param name="Env">The environment; null for all.</param>
/// <param name="Repos">The repos' slugs; empty for all.</param>
public sealed record DatabaseFilter(string? Env, Seq<string> Repos)
{
    /// <summary>All databases.</summary>
    public static readonly DatabaseFilter All = new(null, []);
}

/// <summary>The status of a target.</summary>
public enum TargetStatus
{
    /// <summary>On the newest version.</summary>
    Synced,

    /// <summary>Behind the newest version.</summary>
    Pending,

    /// <summary>The last deployment failed.</summary>
    Failed,

    /// <summary>A deployment began and no end is known, or the target is on no version of the registry.</summary>
    Unknown,
}

/// <summary>How a changed identity is accepted.</summary>
public enum AcceptKind
{
    /// <summary>The database was moved: the target goes on under its new identity.</summary>
    Move,

    /// <summary>The database is a copy of another: it becomes a target of its own.</summary>
    Copy,
}

/// <summary>What inspection found on a target whose last deployment has no end.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Identity">Who the database is.</param>
/// <param name="Fingerprint">What was found.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record SettleTarget(string Repo, string Env, string Identity, Fingerprint Fingerprint, Claims Claims);

/// <summary>A deployment begins.</summary>
/// <param name="Id">The id, a ULID of the client's making.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Target">The database.</param>
/// <param name="FromVersion">The target's version before; null when it isn't known.</param>
/// <param name="FromFingerprint">What inspection found before.</param>
/// <param name="ToVersion">The version to be deployed; null for a state that isn't from the registry.</param>
/// <param name="ToDigest">Its digest; null with it.</param>
/// <param name="ToFingerprint">The fingerprint that is wanted.</param>
/// <param name="Revision">The registry revision that the client read; 0 when unknown.</param>
/// <param name="IsPartial">Whether a filter leaves part of the version out.</param>
/// <param name="Statements">The statements to be run, literals masked.</param>
/// <param name="Checks">The checks and what they saw.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record DeploymentBegin(
    string Id, string Repo, string Env, DeployedDatabase Target, string? FromVersion, Fingerprint FromFingerprint,
    string? ToVersion, Digest? ToDigest, Fingerprint ToFingerprint, long Revision, bool IsPartial,
    Seq<string> Statements,
    Seq<CheckOutcome> Checks, Claims Claims)
{
    /// <summary>Gets the approved plans that are run, in order; several make a chain; empty where the statements were
    /// computed.</summary>
    public Seq<PlanReference> Plans { get; init; } = [];

    /// <summary>Gets the fingerprint that the first of the plans starts at, which holds the filter's patterns; null
    /// without plans.</summary>
    public Fingerprint? PlanFrom { get; init; }

    /// <summary>Gets the fingerprint that the last of the plans arrives at; null without plans.</summary>
    public Fingerprint? PlanTo { get; init; }

    /// <summary>Gets whether the first of the plans goes on after a stop, so that it doesn't start at its
    /// beginning.</summary>
    public bool IsResumed { get; init; }
}

/// <summary>The database of a deployment.</summary>
/// <param name="Identity">Who it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its URL without credentials.</param>
/// <param name="Driver">The dialect's name.</param>
public sealed record DeployedDatabase(string Identity, string Name, string Url, string Driver);

/// <summary>What a check rule said.</summary>
/// <param name="Check">Where the check stands, such as <c>atlas.hcl:16</c>.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Kind"><c>allow</c> or <c>deny</c>.</param>
/// <param name="Outcome"><c>true</c>, <c>false</c>, <c>skipped</c> or <c>error</c>.</param>
/// <param name="Message">The message of a denial or the error; empty otherwise.</param>
/// <param name="Saw">The values that the condition read, as name and text.</param>
public sealed record CheckOutcome(
    string Check, string Rule, string Kind, string Outcome, string Message, Seq<KeyValuePair<string, string>> Saw);

/// <summary>A deployment ends.</summary>
/// <param name="Id">The id of its begin.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Fingerprint">What inspection found afterwards; null when nobody could look.</param>
/// <param name="Statements">The statements that were run, in order.</param>
/// <param name="IsRolledBack">Whether what was run was undone.</param>
/// <param name="Error">The error without values; null when there was none.</param>
/// <param name="Claims">What the client says of itself.</param>
public sealed record DeploymentEnd(
    string Id, string Repo, string Env, DeploymentOutcome Outcome, Fingerprint? Fingerprint,
    Seq<StatementRun> Statements,
    bool IsRolledBack, string? Error, Claims Claims);

/// <summary>One statement that was run.</summary>
/// <param name="Sql">The statement, literals masked.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Error">Its error; null when it went well.</param>
public sealed record StatementRun(string Sql, double Milliseconds, string? Error);

/// <summary>How a deployment ended.</summary>
public enum DeploymentOutcome
{
    /// <summary>All statements ran and inspection found what was wanted.</summary>
    Passed,

    /// <summary>A statement failed, or inspection found something else.</summary>
    Failed,

    /// <summary>There was nothing to do.</summary>
    NoAction,

    /// <summary>Nothing was to be done.</summary>
    DryRun,

    /// <summary>A check refused.</summary>
    Blocked,

    /// <summary>No end is known yet.</summary>
    Running,
}

/// <summary>The registry's acknowledgement of a deployment event.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Link">Its page; for the embedded registry its <c>atlas://</c> address.</param>
/// <param name="Sequence">The event's number on the target, from 1; 0 for an attempt.</param>
public sealed record DeploymentReceipt(string Id, string Link, long Sequence);

/// <summary>A deployment as the registry keeps it.</summary>
/// <param name="Begin">What was said at its begin.</param>
/// <param name="End">What was said at its end; null when none is known.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TargetId">The target; null for an attempt on a database that is none.</param>
/// <param name="Subject">Who deployed, authenticated.</param>
/// <param name="BegunAt">When, by the registry's clock.</param>
/// <param name="EndedAt">When, by the registry's clock; null when no end is known.</param>
/// <param name="Link">Its page.</param>
public sealed record Deployment(
    DeploymentBegin Begin, DeploymentEnd? End, DeploymentOutcome Outcome, string? TargetId, string Subject,
    DateTimeOffset BegunAt, DateTimeOffset? EndedAt, string Link)
{
    /// <summary>Gets the exception under which it ran, without the evidence of the policy; null for none.</summary>
    public BreakGlass? BreakGlass { get; init; }

    /// <summary>Gets how far it is; null once it ended, and before anything was said.</summary>
    public DeploymentProgress? Progress { get; init; }
}

/// <summary>Which deployments to list; null members don't filter.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Name">A part of the database's name.</param>
/// <param name="Outcomes">The outcomes; empty for all; <c>Failed</c> finds blocked ones too.</param>
public sealed record DeploymentFilter(string? Repo, string? Env, string? Name, Seq<DeploymentOutcome> Outcomes)
{
    /// <summary>Gets the id of the database that was deployed to; null for all.</summary>
    public string? Database { get; init; }
}

/// <summary>How versions of a repo went through the environments.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Versions">The versions, newest first.</param>
public sealed record Trace(string Repo, Seq<TracedVersion> Versions);

/// <summary>One version's way.</summary>
/// <param name="Version">The version.</param>
/// <param name="Deployments">The deployments towards it, oldest first.</param>
public sealed record TracedVersion(ResolvedVersion Version, Seq<Deployment> Deployments)
{
    /// <summary>Gets why it isn't promoted any more, oldest first; empty when it may be.</summary>
    public Seq<Withdrawal> Withdrawals { get; init; } = [];

    /// <summary>Gets the runs of tests against it, oldest first.</summary>
    public Seq<TestRun> Tests { get; init; }

    /// <summary>Gets the validations of databases that ran it, oldest first.</summary>
    public Seq<Validation> Validations { get; init; }
}
