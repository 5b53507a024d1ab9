using System.Text;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>A hand-written SQL file, cut into statements that know their places.</summary>
/// <param name="Source">The file.</param>
/// <param name="Header">What its header says.</param>
/// <param name="Statements">Its statements in order.</param>
public sealed record LintedFile(SourceText Source, FileHeader Header, Seq<LintStatement> Statements)
{
    /// <summary>Reads a file; throws <see cref="DiagnosticException"/> at what isn't closed.</summary>
    public static LintedFile Read(SourceText source, SplitOptions options)
    {
        var text = source.Slice(0, source.Bytes.Length);
        var statements = new List<LintStatement>();
        var (at, bytes) = (0, 0);
        foreach (var statement in StatementSplitter.Split(source.Name, text, options))
        {
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(at, statement.Start - at));
            at = statement.Start;
            var end = bytes + Encoding.UTF8.GetByteCount(statement.Text);
            statements.Add(new(statement.Text, new Span(source, bytes, end), statement.Comments, options));
        }

        return new LintedFile(source, FileHeader.Of(text), [.. statements]);
    }
}
