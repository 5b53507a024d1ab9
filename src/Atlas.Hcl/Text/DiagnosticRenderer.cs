namespace Atlas.Hcl.Text;

/// <summary>Shows a diagnostic with the source line it is about and a marker under the place.</summary>
public static class DiagnosticRenderer
{
    /// <summary>Returns several lines that end with a newline, without colour.</summary>
    public static string Render(Diagnostic diagnostic) => throw new NotImplementedException();
}
