using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Core.Projects;

/// <summary>What the registry said of deployed databases while a project was evaluated.</summary>
public sealed class KnownDeployments
{
    private readonly List<(string Repo, string Env, Seq<Target> Targets)> read = [];

    /// <summary>Gets what explains a version that is missing: a sentence for each environment that was asked for and
    /// never reported a deployment, and for each database that is on no version. Empty when all are on one.</summary>
    public Seq<string> Gaps =>
    [
        .. read.Where(r => r.Targets.IsEmpty).Select(r =>
            $"No deployment of \"{r.Repo}\" to \"{r.Env}\" was ever reported. Switch reporting on with --report, " +
                $"with report = true in atlas.cloud, or for everyone with: atlas cloud repo set {r.Repo} --report " +
                $"{r.Env}")
            .Concat(from r in read
                    from target in r.Targets
                    where target.CurrentVersion is null
                    select Unversioned(r.Repo, r.Env, target))
            .Distinct(),
    ];

    /// <summary>Remembers what the registry said.</summary>
    public void Add(string repo, string env, Seq<Target> targets) => read.Add((repo, env, targets));

    /// <summary>Checks that a version is what the databases run that are on it: they hold its digest too.</summary>
    /// <exception cref="FailureException">The registry names another digest under the version's name now.</exception>
    public void Confirm(ResolvedVersion version)
    {
        foreach (var (_, _, targets) in read.Where(r => r.Repo == version.Repo))
            foreach (var target in targets) Confirm(version, target);
    }

    /// <summary>Checks that a version is what a database runs that is on it: it holds its digest too.</summary>
    /// <exception cref="FailureException">The registry names another digest under the version's name now.</exception>
    public static void Confirm(ResolvedVersion version, Target target)
    {
        if (target.CurrentVersion != version.Version || target.Digest is not { } held || held == version.Digest) return;
        throw new FailureException(
            $"version {version.Version} of \"{version.Repo}\" is not what \"{target.Env}\" runs under that name: the " +
                $"registry names {version.Digest} now, and {held} was deployed there. Nothing was " +
                "executed. The registry's storage is damaged or was changed; restore it.");
    }

    private static string Unversioned(string repo, string env, Target target) =>
        $"Database \"{target.Name}\" of \"{env}\" is on no version of \"{repo}\" now (status "
        + $"{target.Status.ToString().ToUpperInvariant()}{(target.LastVersion is { } last ? $", last tried {last}" : "")}). "
        + $"Bring it to a version with schema apply; its history: atlas cloud trace --repo {repo}";
}
