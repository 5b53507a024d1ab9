using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of what is said while a deployment runs. It is no event and decides nothing: what ran stands in
/// the end.</summary>
internal sealed class Progresses(RegistryStore store, RegistryClock clock)
{
    public Task ReportAsync(Caller caller, DeploymentProgress progress, CancellationToken cancellationToken)
    {
        Names.CheckId(progress.Id);
        return store.WriteAsync(
            async session =>
            {
                var known = await DeploymentTable.ByIdAsync(
                    session, caller.Organisation, progress.Id, cancellationToken)
                    ?? throw Unknown(progress);
                if (!caller.Sees(known.Begin.Repo)) throw Unknown(progress);
                caller.Demand(Scopes.Deploy(known.Begin.Env), known.Begin.Repo);
                if (known.Subject != caller.Subject.Name)
                    throw Refuse.Conflict($"The deployment {progress.Id} is that of \"{known.Subject}\".");
                if (progress.Finished.Count > known.Begin.Statements.Count || progress.Finished.Any(ms => !(ms >= 0)))
                {
                    throw Refuse.Invalid(
                        $"The deployment {progress.Id} has {known.Begin.Statements.Count} statements: one finished " +
                        "time of at least 0 ms can be said of each.");
                }

                if (known.Outcome is DeploymentOutcome.Running
                    && !(known.Progress?.Finished.Count > progress.Finished.Count))
                {
                    await DeploymentTable.SaveProgressAsync(
                        session, caller.Organisation, progress with { At = clock.Now }, cancellationToken);
                }

                return known;
            },
            cancellationToken);
    }

    private static RegistryException Unknown(DeploymentProgress progress) =>
        Refuse.NotFound($"migration not found: no deployment {progress.Id} began.");
}
