using System.Runtime.CompilerServices;
using System.Text;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Finds the block of a file that a place lies in.</summary>
internal static class EnclosingBlock
{
    // A text with many mistakes is asked for many places.
    private static readonly ConditionalWeakTable<SourceText, BlockSyntax[]> Known = [];

    /// <summary>Returns type and labels of the outermost block around an offset, such as <c>env "local"</c>; null
    /// outside.</summary>
    /// <remarks>Parses the text again, once: only for messages.</remarks>
    public static string? HeaderAt(SourceText source, int offset)
    {
        var blocks = Known.GetValue(source, text => [.. HclParser.ParseFile(text, new DiagnosticBag()).Blocks]);
        var block = blocks.FirstOrDefault(b => b.Span.Start <= offset && offset < b.Span.End);
        if (block is null) return null;
        var header = new StringBuilder(block.Type);
        foreach (var label in block.Labels) header.Append(" \"").Append(label.Text).Append('"');
        return header.ToString();
    }
}
