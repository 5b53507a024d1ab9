using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>What the linter found in one text.</summary>
/// <param name="Pass">What it looked at.</param>
/// <param name="Findings">The findings in the order of their places.</param>
public sealed record LintReport(Pass Pass, Seq<Finding> Findings)
{
    /// <summary>Gets the text: the SQL of a plan or migration, or the first file of a schema.</summary>
    public SourceText Source => Pass.Source;

    /// <summary>Gets how many changes of the schema it makes.</summary>
    public int Changes => Pass.Steps.Count;

    /// <summary>Gets whether a whole schema was looked at; else what a plan or file does.</summary>
    public bool IsOfSchema { get; init; }

    /// <summary>Gets whether a finding of the level of an error is among them.</summary>
    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>Gets the findings of each family that has any, in the order of the families.</summary>
    public Seq<LintSection> Sections =>
    [
        .. from family in Family.All
           let found = Findings.Where(f => f.Rule.Family.Name == family.Name).ToSeq()
           where !found.IsEmpty
           select new LintSection(family, found),
    ];
}

/// <summary>The findings of one family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Findings">The findings; not empty.</param>
public sealed record LintSection(Family Family, Seq<Finding> Findings)
{
    /// <summary>Gets whether a finding of the level of an error is among them.</summary>
    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>Gets the fixes of all findings, each once.</summary>
    public Seq<SuggestedFix> Fixes => [.. Findings.SelectMany(f => f.Fixes).Distinct()];
}
