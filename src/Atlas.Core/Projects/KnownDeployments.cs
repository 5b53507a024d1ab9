using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Core.Projects;

/// <summary>What the registry said of deployed databases while a project was evaluated.</summary>
public sealed class KnownDeployments
{
    private readonly List<(string Repo, string Env, Seq<Target> Targets)> read = [];

    /// <summary>Gets a sentence for each environment that was asked for and never reported a deployment; empty when all
    /// did.</summary>
    public Seq<string> Silent =>
    [
        .. read.Where(r => r.Targets.IsEmpty).Select(r =>
            $"No deployment of \"{r.Repo}\" to \"{r.Env}\" was ever reported. Switch reporting on with --report, " +
                $"with report = true in atlas.cloud, or for everyone with: atlas cloud repo set {r.Repo} --report " +
                $"{r.Env}").Distinct(),
    ];

    /// <summary>Remembers what the registry said.</summary>
    public void Add(string repo, string env, Seq<Target> targets) => read.Add((repo, env, targets));

    /// <summary>Checks that a version is what the databases run that are on it: they hold its digest too.</summary>
    /// <exception cref="FailureException">The registry names another digest under the version's name now.</exception>
    public void Confirm(ResolvedVersion version)
    {
        foreach (var (repo, env, targets) in read.Where(r => r.Repo == version.Repo))
            if (targets.FirstOrDefault(t => t.CurrentVersion == version.Version && t.Digest is { } held
                && held != version.Digest) is { } other)
                throw new FailureException(
                    $"version {version.Version} of \"{repo}\" is not what \"{env}\" runs under that name: the " +
                        $"registry names {version.Digest} now, and {other.Digest} was deployed there. Nothing was " +
                        "executed. The registry's storage is damaged or was changed; restore it.");
    }
}
