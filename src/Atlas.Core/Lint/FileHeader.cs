using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>The directives at the top of an SQL file: comments that an empty line ends.</summary>
/// <param name="NoLint">What is kept silent in the whole file.</param>
/// <param name="IsOutsideTransaction">Whether <c>-- atlas:txmode none</c> stands there.</param>
public sealed record FileHeader(NoLintDirective NoLint, bool IsOutsideTransaction)
{
    /// <summary>Gets whether one true assertion is enough, so that none of them is sure to hold.</summary>
    public bool IsOneAssertionEnough { get; init; }

    /// <summary>A file without a header.</summary>
    public static readonly FileHeader Empty = new(NoLintDirective.None, false);

    /// <summary>Reads the header of a text.</summary>
    public static FileHeader Of(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).ToList();
        var end = lines.FindIndex(l => !l.StartsWith("--", StringComparison.Ordinal));
        if (end <= 0 || lines[end].Length > 0) return Empty;
        Seq<string> comments = [.. lines.Take(end)];
        return new FileHeader(NoLintDirective.In(comments), comments.Any(c => Words(c) is ["atlas:txmode", "none"]))
        {
            IsOneAssertionEnough = comments.Any(c => Words(c) is ["atlas:assert", "oneof"]),
        };
    }

    private static string[] Words(string comment) =>
        comment.TrimStart('-').Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
