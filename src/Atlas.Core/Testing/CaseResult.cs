using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Testing;

/// <summary>How a case ended.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Took">How long it took, the making of its database included.</param>
/// <param name="Logs">What its steps logged, in order.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
public sealed record CaseResult(
    TestCase Case, CaseOutcome Outcome, TimeSpan Took, Seq<LogLine> Logs, StepFailure? Failure);

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    /// <summary>Every step was as expected.</summary>
    Passed,

    /// <summary>A step was not.</summary>
    Failed,

    /// <summary>The case says of itself that it is left out.</summary>
    Skipped,
}

/// <summary>A line that a case logged.</summary>
/// <param name="Place">Where the step stands.</param>
/// <param name="Text">The line; may hold line breaks.</param>
public sealed record LogLine(Span Place, string Text);

/// <summary>What went wrong in a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Message">What went wrong, in one sentence or the database's words.</param>
public sealed record StepFailure(TestStep Step, string Message)
{
    /// <summary>Gets what was expected; null where nothing was compared.</summary>
    public string? Expected { get; init; }

    /// <summary>Gets what was found; null where nothing was compared.</summary>
    public string? Found { get; init; }

    /// <summary>Gets the statement that was running; null for a step without SQL.</summary>
    public string? Sql { get; init; }
}
