using Atlas.Core.Model;

namespace Atlas.Core.Migrations;

/// <summary>Splits SQL text into statements.</summary>
/// <remarks>
/// A statement goes up to the delimiter outside of quotes, comments, parentheses and blocks. The delimiter is <c>;</c>
/// until
/// <c>-- atlas:delimiter X</c> in the first comments of the file, or a line <c>DELIMITER X</c> between statements, says
/// otherwise. The cost is linear in the length of the text.
/// </remarks>
public static class StatementSplitter
{
    /// <summary>Splits a file's text; throws <see cref="Hcl.Text.DiagnosticException"/> at what isn't closed.</summary>
    /// <param name="name">The file's name for diagnostics.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    public static Seq<SqlText> Split(string name, string text, SplitOptions options) =>
        new StatementScanner(name, text, options).Scan();
}

/// <summary>One statement of a file.</summary>
/// <param name="Text">The statement without its delimiter, trimmed.</param>
/// <param name="Line">The line it begins at, from 1.</param>
/// <param name="Comments">The comments right before it.</param>
public sealed record SqlText(string Text, int Line, Seq<string> Comments)
{
    /// <summary>Gets the place of its first character in the file's text, from 0.</summary>
    public int Start { get; init; }
}
