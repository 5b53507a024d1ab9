using System.Text;
using Atlas.Cli.Commands.Cloud;
using Atlas.Core.Model;
using Atlas.Core.Testing;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Screen;

/// <summary>Shows runs of tests to people.</summary>
internal static class TestText
{
    /// <summary>Returns a case's line, what it logged, and what went wrong in it.</summary>
    public static string Of(CaseResult result)
    {
        var text = new StringBuilder();
        var took = result.Outcome == CaseOutcome.Skipped ? "" : $" ({GoDuration.Format(result.Took)})";
        text.Append($"-- {Word(result.Outcome)}: {result.Case.Name}{took}\n");
        foreach (var log in result.Logs) text.Append($"    {Place(log.Place)}: {Indented(log.Text, 4)}\n");
        return result.Failure is { } failure ? text.Append(Of(failure)).ToString() : text.ToString();
    }

    /// <summary>Returns what closes a report.</summary>
    public static string Footer(TestSchemaResult result)
    {
        var text = result.IsPassed ? "PASS\n" : "FAIL\n";
        return result.Recorded is not { } run ? text
            : $"{text}Recorded on atlas://{run.Report.Repo}?version={run.Report.Version}: {EvidenceText.Of(run)}\n";
    }

    /// <summary>Returns the word of an outcome.</summary>
    public static string Word(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Passed => "PASS",
        CaseOutcome.Failed => "FAIL",
        _ => "SKIP",
    };

    /// <summary>Returns what went wrong, with the statement, what was expected and what was found.</summary>
    public static string Of(StepFailure failure)
    {
        var text = new StringBuilder();
        text.Append($"    {Place(failure.Step.Place)}: {failure.Step.Kind}: {Indented(failure.Message, 4)}\n");
        Append("SQL", failure.Sql);
        Append("expected", failure.Expected);
        Append("found", failure.Found);
        return text.ToString();

        void Append(string what, string? shown)
        {
            if (shown is null) return;
            text.Append($"      {what}:\n        {(shown.Length == 0 ? "(nothing)" : Indented(shown.TrimEnd('\n'), 8))}\n");
        }
    }

    private static string Place(Hcl.Text.Span place) => $"{place.Source.Name}:{place.Line}";

    private static string Indented(string text, int blanks) =>
        text.ReplaceLineEndings("\n").Replace("\n", "\n" + new string(' ', blanks), StringComparison.Ordinal);
}
