using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>Checks that a state can be built: it is read, and built on a dev database.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class ValidateSchema(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Runs the workflow; does nothing more when the state is sound.</summary>
    /// <exception cref="FailureException">It can't be built; the message says why, at its line.</exception>
    /// <exception cref="Hcl.Text.DiagnosticException">A file is wrong.</exception>
    public async Task RunAsync(StateRequest request, CancellationToken cancellationToken)
    {
        var state = await BuildableState.LoadAsync(
            new StateLoader(host, drivers, env, openRegistry), request, host, cancellationToken);
        await using var scratch = await request.Driver.OpenScratchAsync(request.Dev, [], cancellationToken);
        await state.BuildAsync(scratch, cancellationToken);
    }
}
