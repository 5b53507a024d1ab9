using Atlas.Core.Lint.Rules;
using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>Asks every analyzer about a pass. Pure: the same pass gives the same report.</summary>
public static class Linter
{
    /// <summary>Returns what the analyzers found, without what the project or a directive keeps silent.</summary>
    public static LintReport Check(Pass pass) => Report(pass, Found(pass, AnalyzerList.For(pass.Dialect)));

    /// <summary>Returns what the analyzers that look at whole schemas and the project's rules found.</summary>
    /// <param name="pass">A pass in which the whole schema is new.</param>
    /// <param name="rules">The project's own rules.</param>
    public static LintReport CheckSchema(Pass pass, RuleFile rules) =>
        Report(pass, [.. Found(pass, AnalyzerList.For(pass.Dialect).Where(a => a.ChecksSchemas)), .. rules.Check(pass)])
            with { IsOfSchema = true };

    private static IEnumerable<Finding> Found(Pass pass, IEnumerable<Analyzer> analyzers) =>
        analyzers.Where(a => !pass.Settings.Skipped.Contains(a.Rule.Code)).SelectMany(a => a.Check(pass));

    private static LintReport Report(Pass pass, IEnumerable<Finding> findings) => new(pass,
    [
        .. from finding in findings
           where !IsSilenced(pass, finding)
           orderby finding.Span.Source.Name, finding.Span.Start, finding.Rule.Code
           select finding with { Severity = pass.Settings.SeverityOf(finding.Rule) },
    ]);

    private static bool IsSilenced(Pass pass, Finding finding) =>
        IsAsserted(pass, finding)
        || (!(pass.Settings.ForcesDestructive && finding.Rule.Family.Name == Family.Destructive.Name)
        && (pass.Header.NoLint.Silences(finding.Rule) || pass.Statements.Any(s =>
            s.NoLint.Silences(finding.Rule) && s.Holds(finding.Span))));

    /// <summary>Whether a query that must be true before anything runs names the code, and speaks of the object or of
    /// its table.</summary>
    private static bool IsAsserted(Pass pass, Finding finding)
    {
        if (pass.Header.IsOneAssertionEnough || pass.Statements.FirstOrDefault(s => s.Holds(finding.Span)) is not { } at)
            return false;
        var names = at.NamesAfter("TABLE").Select(n => n[^1]).Append(finding.Span.Text.Trim('"', '`', '[', ']')).ToList();
        return pass.Statements.Any(s => s.Asserts.Contains(finding.Rule.Code) && names.Exists(s.Mentions));
    }
}
