using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>A place in a YAML text, and what stands there.</summary>
internal sealed class YamlCursor(string source)
{
    private readonly string text = source.Replace("\r\n", "\n", StringComparison.Ordinal);

    public int Position { get; set; }

    public string Text => text;

    public bool IsAtEnd => Position >= text.Length;

    public char Current => At(Position);

    /// <summary>Gets the column from 0.</summary>
    public int Column => Position - LineStart;

    /// <summary>Gets whether only a comment may follow on the line.</summary>
    public bool IsAtLineEnd => IsAtEnd || Current == '\n' || Current == '#' && IsSpace(At(Position - 1));

    private int LineStart => Position == 0 ? 0 : text.LastIndexOf('\n', Position - 1) + 1;

    /// <summary>Returns the character at a position, NUL outside the text.</summary>
    public char At(int position) => position >= 0 && position < text.Length ? text[position] : '\0';

    /// <summary>Returns whether the character separates: a blank, a newline or the end.</summary>
    public static bool IsSpace(char character) => character is ' ' or '\t' or '\n' or '\0';

    /// <summary>Returns whether an indicator with white space after it stands here.</summary>
    public bool IsIndicator(char indicator) => Current == indicator && IsSpace(At(Position + 1));

    /// <summary>Returns whether a document marker stands here.</summary>
    public bool IsMarker(string marker) =>
        Column == 0 && string.CompareOrdinal(text, Position, marker, 0, 3) == 0 && IsSpace(At(Position + 3));

    public void SkipSpaces()
    {
        while (Current is ' ' or '\t') Position++;
    }

    /// <summary>Skips blanks, comments and line ends.</summary>
    public void SkipBlank()
    {
        while (!IsAtEnd)
        {
            var start = Position;
            SkipSpaces();
            if (Current == '#' && (Position == 0 || IsSpace(At(Position - 1)))) Position = EndOfLine();
            if (Current == '\n')
            {
                Position++;
                continue;
            }

            if (!IsAtEnd && text.AsSpan(LineStart, Position - LineStart) is var lead && lead.Contains('\t') &&
                lead.Trim().IsEmpty)
                throw Mistake("a tab can't indent");
            if (Position == start || !IsAtEnd) return;
        }
    }

    public int EndOfLine() => text.IndexOf('\n', Position) is >= 0 and var end ? end : text.Length;

    /// <summary>Returns whether a key with its colon stands on this line from here on.</summary>
    public bool StartsKey()
    {
        if (IsIndicator('?')) throw Mistake("explicit keys with \"?\" are not supported");
        if (Current is '[' or '{' or '|' or '>') return false;
        var (end, position) = (EndOfLine(), Position);
        if (Current is '"' or '\'')
        {
            var quote = Current;
            for (position++; position < end; position++)
            {
                var isEscape = quote == '"'
                    ? text[position] == '\\'
                    : text[position] == quote && At(position + 1) == quote;
                if (isEscape) position++;
                else if (text[position] == quote) break;
            }

            for (position++; At(position) is ' ' or '\t'; position++) { }
            return At(position) == ':' && IsSpace(At(position + 1));
        }

        for (; position < end; position++)
        {
            if (text[position] == '#' && IsSpace(At(position - 1))) return false;
            if (text[position] == ':' && IsSpace(At(position + 1))) return true;
        }

        return false;
    }

    public void RefuseUnsupported()
    {
        var what = Current switch
        {
            '!' => "tags (!) are",
            '@' or '`' => $"a value that starts with \"{Current}\" is",
            _ => null,
        };
        if (what is not null) throw Mistake($"{what} not supported");
    }

    public void RefuseUnsupportedKey()
    {
        RefuseUnsupported();
        if (Current == '&') throw Mistake("anchors (&) of keys are not supported");
        if (Current == '*') throw Mistake("aliases (*) as keys are not supported");
    }

    public FunctionException Mistake(string what)
    {
        var line = text.AsSpan(0, Math.Min(Position, text.Length)).Count('\n') + 1;
        return new FunctionException($"the YAML in line {line} can't be read: {what}", 0);
    }
}
