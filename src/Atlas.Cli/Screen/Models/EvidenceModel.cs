using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Registries;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of runs of tests and of validations.</summary>
internal static class EvidenceModel
{
    /// <summary>Makes the value of a run of tests.</summary>
    public static TemplateValue Of(TestRun run) => Object("CloudTest",
        Always("ID", TemplateValue.Of(run.Report.Id)), Always("Repo", TemplateValue.Of(run.Report.Repo)),
        Always("Version", TemplateValue.Of(run.Report.Version)),
        Always("Digest", TemplateValue.Of(run.Report.Digest.Value)),
        Always("Files", TemplateValue.Of(run.Report.Files.Value)),
        Always("Status", TemplateValue.Of(EvidenceText.Word(run.Outcome))),
        Always("Cases", TemplateValue.Of(run.Report.Cases)), Always("Whole", TemplateValue.Of(run.IsWhole())),
        Optional("Passed", TemplateValue.Of(run.Report.Passed)),
        Optional("Failed", TemplateValue.Of(run.Report.Failed)),
        Optional("Skipped", TemplateValue.Of(run.Report.Skipped)),
        Optional("Filter", TemplateValue.Of(run.Report.Filter)), Always("By", TemplateValue.Of(run.Subject)),
        Always("At", Time(run.At)), Optional("Claims", CloudModel.Claims(run.Report.Claims)));

    /// <summary>Makes the value of a validation.</summary>
    public static TemplateValue Of(Validation validation) => Object("CloudValidation",
        Always("ID", TemplateValue.Of(validation.Report.Id)), Always("Repo", TemplateValue.Of(validation.Report.Repo)),
        Always("Env", TemplateValue.Of(validation.Report.Env)), Always("Database", TemplateValue.Of(validation.Target)),
        Always("DatabaseID", TemplateValue.Of(validation.TargetId)),
        Always("Version", TemplateValue.Of(validation.Report.Version)),
        Always("Digest", TemplateValue.Of(validation.Digest.Value)),
        Always("Deployment", TemplateValue.Of(validation.Deployment)),
        Always("Name", TemplateValue.Of(validation.Report.Name)),
        Always("Status", TemplateValue.Of(EvidenceText.Word(validation.Report.Outcome))),
        Always("Stands", TemplateValue.Of(validation.IsStanding)),
        Optional("URL", TemplateValue.Of(validation.Report.Url)), Always("By", TemplateValue.Of(validation.Subject)),
        Always("At", Time(validation.At)), Optional("Claims", CloudModel.Claims(validation.Report.Claims)));
}
