using Atlas.Hcl.Text;

namespace Atlas.Hcl.Writing;

/// <summary>Lays out a text in the canonical way without touching comments, line breaks or heredocs.</summary>
public static class Formatter
{
    /// <summary>Returns the formatted text; formatting it again changes nothing. A text with lexical errors comes back as it was.</summary>
    public static string Format(SourceText source) => throw new NotImplementedException();
}
