using Atlas.Core.Dialects;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>A CI platform: what its variables say of a run, and where its pull requests are.</summary>
internal abstract class CiPlatform
{
    /// <summary>Gets the name as people write it.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the variable that holds the token for pull requests.</summary>
    public abstract string TokenVariable { get; }

    /// <summary>Returns whether this is a run on the platform.</summary>
    public abstract bool IsHere(CiVariables variables);

    /// <summary>Returns what the variables say of the run.</summary>
    public abstract Claims Claims(CiVariables variables);

    /// <summary>Returns the number of the pull request that the run is for; null when it is for none.</summary>
    public abstract string? PullRequest(CiVariables variables);

    /// <summary>Opens the platform's API for the pull requests of the run's repository.</summary>
    /// <param name="variables">The run's variables.</param>
    /// <param name="token">The token.</param>
    public abstract PullRequestApi Api(CiVariables variables, string token);

    /// <summary>Adds Markdown to what the platform shows of the step.</summary>
    /// <param name="variables">The run's variables.</param>
    /// <param name="markdown">The text.</param>
    /// <param name="output">Where commands to the platform are written.</param>
    /// <exception cref="FailureException">The platform shows nothing of steps.</exception>
    public virtual void Summarise(CiVariables variables, string markdown, TextWriter output) =>
        throw new FailureException($"{Name} shows no summary of a step. Use `atlas ci comment` on pull requests.");
}
