namespace Atlas.Hcl.Text;

/// <summary>Collects diagnostics while a text is read, so that one pass shows all its mistakes.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> items = [];

    /// <summary>Gets the diagnostics in the order they were added.</summary>
    public IReadOnlyList<Diagnostic> Items => items;

    /// <summary>Gets whether there is an error among them.</summary>
    public bool HasErrors => items.Exists(d => d.Severity == Severity.Error);

    /// <summary>Adds a diagnostic.</summary>
    public void Add(Diagnostic diagnostic) => items.Add(diagnostic);

    /// <summary>Adds diagnostics.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics) => items.AddRange(diagnostics);

    /// <summary>Adds an error.</summary>
    public void Error(string summary, string detail, Span? subject = null) =>
        items.Add(Diagnostic.Error(summary, detail, subject));

    /// <summary>Adds a warning.</summary>
    public void Warning(string summary, string detail, Span? subject = null) =>
        items.Add(Diagnostic.Warning(summary, detail, subject));

    /// <summary>Throws <see cref="DiagnosticException"/> when there is an error.</summary>
    public void ThrowIfErrors()
    {
        if (HasErrors) throw new DiagnosticException([.. items]);
    }
}
