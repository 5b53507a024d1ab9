using Atlas.Core.Dialects;
using Atlas.Core.Hosting;

namespace Atlas.Cli.Ci;

/// <summary>The environment variables of a run; one that is set to nothing isn't there.</summary>
/// <param name="host">The door to the environment and to files.</param>
internal sealed class CiVariables(Host host)
{
    /// <summary>Gets the door to the environment and to files.</summary>
    public Host Host => host;

    /// <summary>Gets a variable; null when it isn't set, or empty.</summary>
    public string? this[string name] => host.Variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Gets a variable that the platform always sets.</summary>
    /// <exception cref="FailureException">It isn't set.</exception>
    public string Required(string name) =>
        this[name] ?? throw new FailureException($"the variable {name}, which this platform sets for every run, is not set");

    /// <summary>Gets the first of several variables that is set; null when none is.</summary>
    public string? FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (this[name] is { } value) return value;
        return null;
    }
}
