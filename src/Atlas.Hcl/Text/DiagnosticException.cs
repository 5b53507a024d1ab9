namespace Atlas.Hcl.Text;

/// <summary>The user's text is wrong; carries every diagnostic that was found, at least one of them an error.</summary>
public sealed class DiagnosticException(IReadOnlyList<Diagnostic> diagnostics) : Exception
{
    /// <summary>Makes the exception of one diagnostic.</summary>
    public DiagnosticException(Diagnostic diagnostic) : this([diagnostic]) { }

    /// <summary>Gets the diagnostics in the order they were found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>Gets the one-line form: the first error, and how many others there are.</summary>
    public override string Message
    {
        get
        {
            var errors = diagnostics.Where(d => d.Severity == Severity.Error).ToList();
            return errors.Count switch
            {
                0 => "no diagnostics",
                1 => errors[0].ToString(),
                _ => $"{errors[0]}, and {errors.Count - 1} other diagnostic(s)",
            };
        }
    }
}
