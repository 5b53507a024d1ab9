namespace Atlas.Core.Lint;

/// <summary>Which plans a person must approve.</summary>
public enum ReviewPolicy
{
    /// <summary>All.</summary>
    Always,

    /// <summary>Those with any finding.</summary>
    Warning,

    /// <summary>Those with a finding of the level of an error.</summary>
    Error,
}
