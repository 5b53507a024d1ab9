namespace Atlas.Hcl.Text;

/// <summary>A run of bytes of a source text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">The first byte, from 0.</param>
/// <param name="End">The byte after the last one.</param>
public readonly record struct Span(SourceText Source, int Start, int End)
{
    /// <summary>Gets the text of the run.</summary>
    public string Text => Source.Slice(Start, End);

    /// <summary>Gets the line of the first byte, from 1.</summary>
    public int Line => Source.PositionAt(Start).Line;

    /// <summary>Returns the place as <c>file:line,column-column</c>, or <c>file:line,column-line,column</c> over
    /// several lines.</summary>
    public override string ToString()
    {
        var (start, end) = (Source.PositionAt(Start), Source.PositionAt(End));
        return start.Line == end.Line
            ? $"{Source.Name}:{start.Line},{start.Column}-{end.Column}"
            : $"{Source.Name}:{start.Line},{start.Column}-{end.Line},{end.Column}";
    }

    /// <summary>Returns the smallest run that holds both.</summary>
    public Span To(Span end) => this with { Start = Math.Min(Start, end.Start), End = Math.Max(End, end.End) };
}
