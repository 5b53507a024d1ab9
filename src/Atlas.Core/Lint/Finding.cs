using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>What an analyzer found at one place.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Span">The place in the SQL, or in the schema file.</param>
/// <param name="Message">One full sentence that names the object.</param>
public sealed record Finding(Rule Rule, Span Span, string Message)
{
    /// <summary>Gets how much it matters, as the project has it.</summary>
    public Severity Severity { get; init; }

    /// <summary>Gets what can be done about it, the best first; may be empty.</summary>
    public Seq<SuggestedFix> Fixes { get; init; } = [];

    /// <summary>Gets the line of the place, from 1.</summary>
    public int Line => Span.Line;

    /// <summary>Returns the finding with one more fix.</summary>
    /// <param name="message">What to do, without a full stop.</param>
    /// <param name="newText">The SQL to have instead of the statement; null when there is no text to give.</param>
    public Finding Suggest(string message, string? newText = null) =>
        this with { Fixes = [.. Fixes, new SuggestedFix(message, newText)] };
}

/// <summary>What can be done about a finding.</summary>
/// <param name="Message">What to do, without a full stop.</param>
/// <param name="NewText">The SQL to have instead of the statement, with its delimiter; null when there is no text to
/// give.</param>
public sealed record SuggestedFix(string Message, string? NewText);
