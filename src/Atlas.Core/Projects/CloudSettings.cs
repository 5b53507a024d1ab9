using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>Where the registry is, and whether deployments are reported to it.</summary>
/// <param name="Url">The address; null for the embedded registry unless the environment says otherwise.</param>
/// <param name="Token">The token; null to look elsewhere.</param>
/// <param name="Report">Whether to report; null when the file is silent.</param>
public sealed record CloudSettings(string? Url, string? Token, ReportMode? Report)
{
    /// <summary>The settings of a run without a project file.</summary>
    public static readonly CloudSettings Empty = new(null, null, null);

    /// <summary>Gets the organisation that the registry must be; null for any.</summary>
    public string? Organisation { get; init; }
}

/// <summary>Whether and how deployments are reported.</summary>
/// <param name="IsOn">Whether they are.</param>
/// <param name="IsBestEffort">Whether a deployment goes on when its begin can't be recorded.</param>
public sealed record ReportMode(bool IsOn, bool IsBestEffort)
{
    /// <summary>Begin is acknowledged before the first statement, else nothing runs.</summary>
    public static readonly ReportMode On = new(true, false);

    /// <summary>Nothing is reported.</summary>
    public static readonly ReportMode Off = new(false, false);

    /// <summary>Reads <c>true</c>, <c>false</c> or <c>"best-effort"</c>.</summary>
    public static ReportMode From(Value value, Span span) => value switch
    {
        { IsNull: true } => Off,
        { IsKnown: true } when value.Type == Hcl.Values.ValueType.Bool => value.AsBool() ? On : Off,
        { IsKnown: true } when value.Type == Hcl.Values.ValueType.String && value.AsString() == "best-effort" =>
            new(true, true),
        _ => throw new DiagnosticException(
            Diagnostic.Error("Invalid report", "The value of \"report\" must be true, false or " +
            "\"best-effort\".", span)),
    };
}
