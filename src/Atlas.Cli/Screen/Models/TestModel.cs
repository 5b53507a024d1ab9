using Atlas.Cli.Screen.Templates;
using Atlas.Core.Testing;
using Atlas.Core.Workflows;
using Atlas.Hcl.Text;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of a run of tests.</summary>
internal static class TestModel
{
    /// <summary>Makes the value of a run.</summary>
    public static TemplateValue Of(TestSchemaRequest request, TestSchemaResult result) => Object("SchemaTest",
        Optional("Driver", TemplateValue.Of(request.Driver.Dialect.Name)),
        Always("Status", TemplateValue.Of(result.IsPassed ? "PASS" : "FAIL")),
        Always("Total", TemplateValue.Of(result.Total)),
        Always("Passed", TemplateValue.Of(result.Names(CaseOutcome.Passed).Count)),
        Always("Failed", TemplateValue.Of(result.Names(CaseOutcome.Failed).Count)),
        Always("Skipped", TemplateValue.Of(result.Names(CaseOutcome.Skipped).Count)),
        Optional("Filter", TemplateValue.Of(request.Filter)),
        Always("Files", TemplateValue.Of(result.Files.Digest.Value)),
        Always("Milliseconds", new FloatValue(result.Took.TotalMilliseconds)),
        Always("Tests", List(result.Results.Select(Of))),
        Optional("Recorded", result.Recorded is { } run ? EvidenceModel.Of(run) : TemplateValue.Nil));

    private static ObjectValue Of(CaseResult result) => Object("TestCase",
        Always("Name", TemplateValue.Of(result.Case.Name)), Always("Status", TemplateValue.Of(TestText.Word(result.Outcome))),
        Always("File", File(result.Case.Place)), Always("Line", TemplateValue.Of(result.Case.Place.Line)),
        Always("Milliseconds", new FloatValue(result.Took.TotalMilliseconds)),
        Optional("Logs", List(result.Logs.Select(l => Object("Log",
            Always("File", File(l.Place)), Always("Line", TemplateValue.Of(l.Place.Line)),
            Always("Text", TemplateValue.Of(l.Text)))))),
        Optional("Error", result.Failure is { } failure ? Of(failure) : TemplateValue.Nil));

    private static ObjectValue Of(StepFailure failure) => Object("TestError",
        Always("Step", TemplateValue.Of(failure.Step.Kind)), Always("File", File(failure.Step.Place)),
        Always("Line", TemplateValue.Of(failure.Step.Place.Line)), Always("Text", TemplateValue.Of(failure.Message)),
        Optional("SQL", TemplateValue.Of(failure.Sql)), Optional("Expected", TemplateValue.Of(failure.Expected)),
        Optional("Found", TemplateValue.Of(failure.Found)));

    private static TemplateValue File(Span place) => TemplateValue.Of(place.Source.Name);
}
