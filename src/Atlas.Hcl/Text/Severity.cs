namespace Atlas.Hcl.Text;

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>The text can't be used.</summary>
    Error,

    /// <summary>The text can be used, and its author should know something.</summary>
    Warning,
}
