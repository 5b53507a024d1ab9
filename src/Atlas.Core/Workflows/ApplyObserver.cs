using Atlas.Core.Lint;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Promotion;

namespace Atlas.Core.Workflows;

/// <summary>Is told of each station of an apply as it is reached, to show it.</summary>
public class ApplyObserver
{
    /// <summary>The plan is made; it may be empty.</summary>
    public virtual void Planned(Plan plan) { }

    /// <summary>The linter looked at the plan, which isn't empty.</summary>
    /// <param name="report">What it found.</param>
    /// <param name="took">How long it took.</param>
    public virtual void Linted(LintReport report, TimeSpan took) { }

    /// <summary>The checks were asked; there is at least one.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="report">What they said.</param>
    /// <param name="took">How long it took.</param>
    public virtual void Checked(CheckList checks, CheckReport report, TimeSpan took) { }

    /// <summary>The registry said what a permit would be refused for; before anybody is asked.</summary>
    public virtual void Examined(PermitExamination examination) { }

    /// <summary>The statements are about to run.</summary>
    public virtual void Applying(Plan plan) { }

    /// <summary>A statement is about to run.</summary>
    public virtual void Running(Statement statement) { }

    /// <summary>A statement runs on.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="progress">How far it is, in words.</param>
    public virtual void Progressing(Statement statement, string progress) { }

    /// <summary>A statement ran.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="error">Its error; null when it went well.</param>
    public virtual void Ran(Statement statement, TimeSpan took, string? error) { }
}
