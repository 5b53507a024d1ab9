using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Filters;
using Atlas.Core.Lint;
using Atlas.Core.Plans;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema apply</c> is asked to do on one target.</summary>
public sealed record ApplyRequest
{
    /// <summary>Gets the target's URL.</summary>
    public required Url Url { get; init; }

    /// <summary>Gets the URLs of the desired state.</summary>
    public required Seq<string> Desired { get; init; }

    /// <summary>Gets whether the desired state was given on the command line, so that the project doesn't decide
    /// it.</summary>
    public bool HasDesiredFlag { get; init; }

    /// <summary>Gets the dev database's URL; null for the driver's own default.</summary>
    public Url? Dev { get; init; }

    /// <summary>Gets the environment; null when none is selected.</summary>
    public ProjectEnv? Env { get; init; }

    /// <summary>Gets the schemas to manage; empty for all.</summary>
    public Seq<string> Schemas { get; init; } = [];

    /// <summary>Gets what is managed and what isn't.</summary>
    public FilterPatterns Filter { get; init; } = FilterPatterns.None;

    /// <summary>Gets the project's wishes for changes.</summary>
    public DiffPolicy Policy { get; init; } = DiffPolicy.Default;

    /// <summary>Gets the project's wishes for the linter.</summary>
    public LintSettings Lint { get; init; } = LintSettings.Default;

    /// <summary>Gets the input variables of schema files.</summary>
    public IReadOnlyDictionary<string, Value> Variables { get; init; } = new Dictionary<string, Value>();

    /// <summary>Gets whether nothing may be executed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Gets whether the statements run one by one, without a transaction around them.</summary>
    public bool IsWithoutTransaction { get; init; }

    /// <summary>Gets how the session that runs the statements behaves.</summary>
    public WorkSession Session { get; init; } = new("atlas");

    /// <summary>Gets how large tables may be that a statement works through.</summary>
    public SizeLimits Limits { get; init; } = SizeLimits.None;

    /// <summary>Gets how long to wait for the lock.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the lock's name.</summary>
    public string LockName { get; init; } = "atlas_schema_apply";

    /// <summary>Gets the plan to be run, <c>atlas://</c> or <c>file://</c>; null for the one that fits.</summary>
    public Url? Plan { get; init; }

    /// <summary>Gets what has a person edit SQL and returns what it is afterwards; null when the plan runs as it was
    /// computed.</summary>
    public Func<string, CancellationToken, Task<string>>? Edit { get; init; }

    /// <summary>Gets what a person made of the computed plan; null for nothing.</summary>
    public string? Edited { get; init; }

    /// <summary>Gets what to do about a plan that stopped in the database.</summary>
    public ResumeChoice Resume { get; init; }

    /// <summary>Gets whether a version older than the target's current one may be applied.</summary>
    public bool AllowsOlder { get; init; }

    /// <summary>Gets whether the first deployment may drop objects that no version of the repo ever held.</summary>
    public bool AllowsDrop { get; init; }

    /// <summary>Gets the reason for deploying to a protected environment without evidence; null to be judged by its
    /// policy.</summary>
    public string? BreakGlass { get; init; }

    /// <summary>Gets whether the registry's gate is asked before anybody else, so that all that speaks against the
    /// deployment is known with the plan.</summary>
    public bool AsksGateFirst { get; init; }

    /// <summary>Gets whether reporting is switched on by a flag or the environment; null when neither says.</summary>
    public ReportMode? Report { get; init; }

    /// <summary>Gets whether reported statements keep their literals.</summary>
    public bool KeepsLiterals { get; init; }

    /// <summary>Gets what the client says of itself.</summary>
    public required Claims Claims { get; init; }
}
