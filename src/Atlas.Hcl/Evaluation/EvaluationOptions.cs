namespace Atlas.Hcl.Evaluation;

/// <summary>Where a host may ask for other rules than the language's own.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Gets the language's own rules.</summary>
    public static readonly EvaluationOptions Default = new();

    /// <summary>Gets whether null in a string with other parts prints as nothing; in the language it is an
    /// error.</summary>
    public bool NullInTemplateIsEmpty { get; init; }
}
