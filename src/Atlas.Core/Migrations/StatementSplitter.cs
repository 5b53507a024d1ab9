using Atlas.Core.Model;

namespace Atlas.Core.Migrations;

/// <summary>Splits SQL text into statements.</summary>
public static class StatementSplitter
{
    /// <summary>Splits a file's text; throws <see cref="Hcl.Text.DiagnosticException"/> at what isn't closed.</summary>
    /// <param name="name">The file's name for diagnostics.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    public static Seq<SqlText> Split(string name, string text, SplitOptions options) => throw new NotImplementedException();
}

/// <summary>One statement of a file.</summary>
/// <param name="Text">The statement without its delimiter, trimmed.</param>
/// <param name="Line">The line it begins at, from 1.</param>
/// <param name="Comments">The comments right before it.</param>
public sealed record SqlText(string Text, int Line, Seq<string> Comments);
