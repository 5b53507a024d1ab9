namespace Atlas.Hcl.Text;

/// <summary>Something a person should know about a text, with the place it is about.</summary>
/// <param name="Severity">Whether the text can be used.</param>
/// <param name="Summary">A few words without a full stop, stable enough to match on.</param>
/// <param name="Detail">Full sentences that name the thing and say what to do; may be empty.</param>
/// <param name="Subject">The place; null when there is none.</param>
public sealed record Diagnostic(Severity Severity, string Summary, string Detail, Span? Subject = null)
{
    /// <summary>Gets the wider place to show, such as a block's header; null for the subject alone.</summary>
    public Span? Context { get; init; }

    /// <summary>Makes an error.</summary>
    public static Diagnostic Error(string summary, string detail, Span? subject = null) =>
        new(Severity.Error, summary, detail, subject);

    /// <summary>Makes a warning.</summary>
    public static Diagnostic Warning(string summary, string detail, Span? subject = null) =>
        new(Severity.Warning, summary, detail, subject);

    /// <summary>Returns the one-line form, <c>file:line,column-column: Summary; Detail</c>.</summary>
    public override string ToString()
    {
        var message = Detail.Length == 0 ? Summary : $"{Summary}; {Detail}";
        return Subject is { } subject ? $"{subject}: {message}" : message;
    }
}
