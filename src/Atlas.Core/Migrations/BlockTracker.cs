namespace Atlas.Core.Migrations;

/// <summary>Knows while a statement is read whether it is inside a block, whose semicolons don't end the
/// statement.</summary>
/// <remarks>
/// Blocks are only looked for in CREATE statements of routines and triggers: a BEGIN anywhere else begins a
/// transaction. Inside,
/// CASE and nested BEGIN have their own END; the END of IF, LOOP, WHILE, REPEAT and FOR names what it ends.
/// </remarks>
internal sealed class BlockTracker(SplitOptions options)
{
    private int words;
    private bool isCreating;
    private bool isRoutine;
    private int depth;
    private int begin = -1;
    private int beginWord;
    private string previous = "";
    private bool isAfterEnd;

    /// <summary>Gets where the open block begins; null outside of blocks.</summary>
    public int? OpenAt => depth > 0 ? begin : null;

    /// <summary>Takes the next word outside of quotes, comments and parentheses.</summary>
    /// <param name="at">Where it begins.</param>
    /// <param name="word">The word.</param>
    public void Read(int at, ReadOnlySpan<char> word)
    {
        words++;
        if (words == 1) isCreating = word.Equals("CREATE", StringComparison.OrdinalIgnoreCase);
        if (!isCreating) return;

        // Longer words than the longest keyword, which is PROCEDURE, are names.
        var upper = word.Length > 9 ? "" : word.ToString().ToUpperInvariant();
        Read(at, upper);
        (previous, isAfterEnd) = (upper, upper == "END");
    }

    /// <summary>Takes a token that is no word: what follows an END before it doesn't say what it ends.</summary>
    public void ReadOther() => (previous, isAfterEnd) = ("", false);

    private void Read(int at, string word)
    {
        if (isAfterEnd)
        {
            if (word is "IF" or "LOOP" or "WHILE" or "REPEAT" or "FOR")
            {
                depth++;
                return;
            }

            if (word == "CASE") return;
        }

        switch (word)
        {
            case "TRIGGER" or "PROCEDURE" or "FUNCTION" or "EVENT" when words <= 8:
                isRoutine = true;
                break;
            case "BEGIN" when isRoutine && options.BeginEnd:
                Open(at);
                break;
            case "ATOMIC" when isRoutine && options.BeginAtomic && depth == 0 && previous == "BEGIN":
                Open(beginWord);
                break;
            case "CASE" when depth > 0:
                depth++;
                break;
            case "END" when depth > 0:
                depth--;
                break;
        }

        if (word == "BEGIN") beginWord = at;
    }

    private void Open(int at)
    {
        if (depth++ == 0) begin = at;
    }
}
