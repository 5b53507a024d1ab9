using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>A pattern in the syntax of the regex functions (RE2), for texts outside of expressions.</summary>
public sealed class TextPattern
{
    private readonly RegexPattern pattern;

    private TextPattern(RegexPattern pattern) => this.pattern = pattern;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="problem">What is wrong with it, as a sentence without a capital and a full stop; null for
    /// nothing.</param>
    /// <returns>The pattern; null when it is none.</returns>
    public static TextPattern? Compile(string text, out string? problem)
    {
        try
        {
            problem = null;
            return new(RegexPattern.Compile(text, 0));
        }
        catch (FunctionException wrong)
        {
            problem = wrong.Message;
            return null;
        }
    }

    /// <summary>Returns whether the pattern matches anywhere in a text; the cost is linear in the text.</summary>
    public bool IsMatch(string text) => pattern.Matches(text).Any();
}
