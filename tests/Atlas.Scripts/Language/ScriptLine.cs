namespace Atlas.Scripts.Language;

/// <summary>What a line expects of its command.</summary>
public enum Expectation
{
    /// <summary>That it succeeds.</summary>
    Success,

    /// <summary>With <c>!</c>: that a program exits with 1, or that an assertion doesn't hold.</summary>
    Failure,

    /// <summary>With <c>?</c>: nothing.</summary>
    Anything,
}

/// <summary>One command of a script.</summary>
/// <param name="Number">Its line in the file, from 1.</param>
/// <param name="Conditions">What must hold for it to run, such as <c>sqlite</c> or <c>!http</c>.</param>
/// <param name="Expectation">What it expects.</param>
/// <param name="Command">The command's name.</param>
/// <param name="Rest">The text after the name, not yet split.</param>
/// <param name="Text">The whole line.</param>
public sealed record ScriptLine(
    int Number, IReadOnlyList<string> Conditions, Expectation Expectation, string Command, string Rest, string Text)
{
    public static ScriptLine Parse(string text, int number)
    {
        var rest = text;
        var conditions = new List<string>();
        while (rest.StartsWith('['))
        {
            var end = rest.IndexOf(']');
            if (end < 0) throw new ScriptException($"Line {number}: a condition isn't closed with `]`.");
            conditions.Add(rest[1..end]);
            rest = rest[(end + 1)..].TrimStart();
        }
        var expectation = rest switch
        {
            ['!', ' ', ..] => Expectation.Failure,
            ['?', ' ', ..] => Expectation.Anything,
            _ => Expectation.Success,
        };
        if (expectation != Expectation.Success) rest = rest[2..].TrimStart();
        var space = rest.IndexOfAny([' ', '\t']);
        return space < 0
            ? new(number, conditions, expectation, rest, "", text)
            : new(number, conditions, expectation, rest[..space], rest[(space + 1)..].Trim(), text);
    }
}
