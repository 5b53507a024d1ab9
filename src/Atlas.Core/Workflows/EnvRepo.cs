using Atlas.Core.Dialects;
using Atlas.Core.Projects;
using Atlas.Hcl.Text;

namespace Atlas.Core.Workflows;

/// <summary>Finds the repo that an environment belongs to.</summary>
public static class EnvRepo
{
    /// <summary>Returns the repo that an environment names, else the one its own desired state is from; null when it
    /// belongs
    /// to none.</summary>
    /// <remarks>So that a file applied to such an environment is known to have taken its version away.</remarks>
    public static async Task<string?> OfAsync(ProjectEnv env, CancellationToken cancellationToken)
    {
        if (await env.RepoAsync(cancellationToken) is { } named) return named;
        try
        {
            var source = (await env.SourcesAsync(cancellationToken))
                .FirstOrDefault(s => s.StartsWith("atlas://", StringComparison.Ordinal));
            return source is null ? null : Url.Parse(source).HostAndPath.Trim('/');
        }
        catch (DiagnosticException)
        {
            // Another state was named on the command line, perhaps because this one can't be computed.
            return null;
        }
    }
}
