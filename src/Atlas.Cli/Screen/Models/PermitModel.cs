using System.Diagnostics;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Promotion;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates and tables see of permits and exceptions.</summary>
internal static class PermitModel
{
    /// <summary>Makes the value of a permit.</summary>
    public static TemplateValue Of(Permit permit) => Object("Permit",
        Always("ID", TemplateValue.Of(permit.Id)), Always("Repo", TemplateValue.Of(permit.Repo)),
        Always("Env", TemplateValue.Of(permit.Env)), Always("Database", TemplateValue.Of(permit.Target.Name)),
        Always("Identity", TemplateValue.Of(permit.Target.Identity)),
        Optional("Version", TemplateValue.Of(permit.Version)),
        Optional("Digest", TemplateValue.Of(permit.Digest?.Value)),
        Always("From", TemplateValue.Of(permit.From.Value)), Always("Plan", TemplateValue.Of(permit.Plan.Value)),
        Always("Policy", TemplateValue.Of(permit.Policy.Value)), Always("Subject", TemplateValue.Of(permit.Subject)),
        Always("State", TemplateValue.Of(Word(permit.State))), Always("GrantedAt", Time(permit.GrantedAt)),
        Always("ExpiresAt", Time(permit.ExpiresAt)), Optional("ConsumedAt", Time(permit.ConsumedAt)),
        Optional("ClosedAt", Time(permit.ClosedAt)),
        Optional("BreakGlass", permit.BreakGlass is { } exception ? Of(exception) : TemplateValue.Nil));

    /// <summary>Makes the value of an exception.</summary>
    public static TemplateValue Of(BreakGlass exception) => Object("BreakGlass",
        Always("State", TemplateValue.Of(Review(exception))), Always("Reason", TemplateValue.Of(exception.Reason)),
        Optional("Refusals", TemplateValue.Of(exception.Reasons)),
        Optional("ReviewedBy", TemplateValue.Of(exception.ReviewedBy)),
        Optional("ReviewedAt", Time(exception.ReviewedAt)), Optional("Review", TemplateValue.Of(exception.Review)));

    /// <summary>Returns a state in capitals.</summary>
    public static string Word(PermitState state) => state switch
    {
        PermitState.Granted => "GRANTED",
        PermitState.InUse => "IN USE",
        PermitState.Silent => "SILENT",
        PermitState.Closed => "CLOSED",
        PermitState.Lapsed => "LAPSED",
        PermitState.NeverClosed => "NEVER CLOSED",
        _ => throw new UnreachableException($"A state without a word: {state}"),
    };

    /// <summary>Returns whether an exception still waits for its review; empty where there is none.</summary>
    public static string Review(BreakGlass? exception) =>
        exception is null ? "" : exception.ReviewedBy is null ? "OPEN" : "REVIEWED";
}
