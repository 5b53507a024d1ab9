using System.Globalization;
using System.Text;

namespace Atlas.Hcl.Text;

/// <summary>A named text as UTF-8 bytes; lines and columns are computed only when somebody asks.</summary>
public sealed class SourceText
{
    private readonly byte[] bytes;
    private readonly Lazy<int[]> lineStarts;

    private SourceText(string name, byte[] bytes)
    {
        (Name, this.bytes) = (name, bytes);
        ContentStart = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        lineStarts = new(FindLineStarts);
    }

    /// <summary>Gets the name as diagnostics show it, usually a file's path as the user wrote it.</summary>
    public string Name { get; }

    /// <summary>Gets the bytes, a leading byte order mark included.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Gets the bytes for reading without a copy; nobody writes to them.</summary>
    internal byte[] Content => bytes;

    /// <summary>Gets the offset of the first byte after a leading byte order mark: 0 or 3.</summary>
    public int ContentStart { get; }

    /// <summary>Gets how many lines there are; at least 1, and a final newline begins one more, empty line.</summary>
    public int LineCount => lineStarts.Value.Length;

    /// <summary>Makes a source text of a string.</summary>
    public static SourceText From(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a source text of bytes, which may be invalid UTF-8; the array must not change
    /// afterwards.</summary>
    public static SourceText From(string name, byte[] bytes) => new(name, bytes);

    /// <summary>Returns the text between two offsets; invalid bytes read as U+FFFD.</summary>
    public string Slice(int start, int end) => Encoding.UTF8.GetString(bytes, start, end - start);

    /// <summary>Returns the position of an offset; the cost is one pass over the text the first time, then over the
    /// line.</summary>
    public Position PositionAt(int offset)
    {
        var found = Array.BinarySearch(lineStarts.Value, offset);
        var line = Math.Max(found >= 0 ? found : ~found - 1, 0);
        var start = lineStarts.Value[line];
        return new(line + 1, start < offset ? GraphemeCount(Slice(start, offset)) + 1 : 1, offset);
    }

    /// <summary>Returns the text of a line, counted from 1, without its newline.</summary>
    public string LineAt(int line)
    {
        var start = lineStarts.Value[line - 1];
        var end = line < LineCount ? lineStarts.Value[line] : bytes.Length;
        return Slice(start, end).TrimEnd('\n').TrimEnd('\r');
    }

    /// <summary>Returns how many grapheme clusters a text has, which is what a person counts as characters.</summary>
    internal static int GraphemeCount(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++) text = text[StringInfo.GetNextTextElementLength(text)..];
        return count;
    }

    private int[] FindLineStarts()
    {
        List<int> starts = [ContentStart];
        for (var at = ContentStart; bytes.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var step;)
            starts.Add(at += step + 1);
        return [.. starts];
    }
}
