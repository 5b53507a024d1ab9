using Atlas.Cli.Screen.Templates;
using Atlas.Core.Planning;
using Atlas.Core.Workflows;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of a diff.</summary>
internal static class DiffModel
{
    /// <summary>Makes the value: <c>.From, .To, .Changes</c>; no changes make an empty list.</summary>
    public static TemplateValue Of(DiffSchemaResult result) => Object("SchemaDiff",
        Always("From", RealmModel.Of(result.From, result.Dialect)),
        Always("To", RealmModel.Of(result.To, result.Dialect)),
        Optional("Changes", List(result.Plan.Statements.Select(s => Object("Change",
            Always("Cmd", TemplateValue.Of(s.Sql)), Optional("Comment", TemplateValue.Of(s.Comment)),
            Optional("Hazards", TemplateValue.Of(s.Hazards.Select(h => h.Message))))))));

    /// <summary>Makes the function of the command: <c>sql</c>.</summary>
    public static TemplateFunction[] Functions(DiffSchemaResult result) =>
    [
        new("sql", 1, 2,
            a => TemplateValue.Of(
            PlanText.Of(result.Plan, result.Dialect.SplitOptions, a.Count > 1 ? AtlasFunctions.Text(a[1]) : ""))),
    ];
}
