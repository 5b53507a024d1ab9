using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A target as it is stored, with its repo's slug and newest version's place.</summary>
internal sealed record TargetRow(
    string Id, string RepoId, string Slug, long NewestSequence, string Env, string Identity, string Name, string Url,
    string Driver)
{
    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsArchived { get; init; }

    /// <summary>Gets the number of the newest event.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the version that inspection found last; shown only while no deployment is open.</summary>
    public string? CurrentVersion { get; init; }

    public long? CurrentSequence { get; init; }

    public Digest? CurrentDigest { get; init; }

    /// <summary>Gets since when it has been on the current version without interruption; null with it.</summary>
    public DateTimeOffset? CurrentSince { get; init; }

    public string? LastVersion { get; init; }

    /// <summary>Gets the version that inspection found when it last found one; null when it never did.</summary>
    public string? KnownVersion { get; init; }

    public DeploymentOutcome? LastOutcome { get; init; }

    public Fingerprint? Found { get; init; }

    public bool IsDrifted { get; init; }

    /// <summary>Gets the statements that would undo the drift that an agent saw; null where none did.</summary>
    public string? Difference { get; init; }

    /// <summary>Gets when an agent last confirmed the current version; null when none did.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    public string? VerifiedBy { get; init; }

    /// <summary>Gets the number of the newest event at that time: a later one makes it a report again.</summary>
    public long? VerifiedSequence { get; init; }

    public bool IsVerified => VerifiedAt is not null && VerifiedSequence == Sequence && OpenDeployment is null;

    public DateTimeOffset? DeployedAt { get; init; }

    public string? OpenDeployment { get; init; }

    /// <summary>Gets the deployment that brought the current version there; null with it, and where the registry didn't
    /// keep it yet.</summary>
    public string? CurrentDeployment { get; init; }

    public TargetStatus Status => this switch
    {
        { OpenDeployment: not null } => TargetStatus.Unknown,
        { LastOutcome: DeploymentOutcome.Failed } => TargetStatus.Failed,
        { CurrentSequence: null } => TargetStatus.Unknown,
        _ => CurrentSequence == NewestSequence ? TargetStatus.Synced : TargetStatus.Pending,
    };

    /// <summary>Returns the target without a version: nobody knows what is there.</summary>
    public TargetRow WithoutVersion() =>
        this with
        {
            CurrentVersion = null,
            CurrentSequence = null,
            CurrentDigest = null,
            CurrentSince = null,
            CurrentDeployment = null,
        };

    public Target ToTarget()
    {
        var known = OpenDeployment is null ? this : WithoutVersion();
        return new(
            Id, Slug, Env, Identity, Name, Url, Status, known.CurrentVersion, LastVersion, known.CurrentDigest,
            IsDrifted,
            IsArchived, DeployedAt, OpenDeployment, known.CurrentSequence)
        {
            Behind = NewestSequence - known.CurrentSequence,
            CurrentDeployment = known.CurrentDeployment,
            VerifiedAt = IsVerified ? VerifiedAt : null,
            VerifiedBy = IsVerified ? VerifiedBy : null,
            Difference = IsDrifted ? Difference : null,
        };
    }
}
