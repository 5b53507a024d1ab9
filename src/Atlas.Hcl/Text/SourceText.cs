using System.Text;

namespace Atlas.Hcl.Text;

/// <summary>A named text as UTF-8 bytes; lines and columns are computed only when somebody asks.</summary>
public sealed class SourceText
{
    private readonly byte[] bytes;

    private SourceText(string name, byte[] bytes) => (Name, this.bytes) = (name, bytes);

    /// <summary>Gets the name as diagnostics show it, usually a file's path as the user wrote it.</summary>
    public string Name { get; }

    /// <summary>Gets the bytes, a leading byte order mark included.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Makes a source text of a string.</summary>
    public static SourceText From(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a source text of bytes, which may be invalid UTF-8; the array must not change afterwards.</summary>
    public static SourceText From(string name, byte[] bytes) => new(name, bytes);

    /// <summary>Returns the text between two offsets; invalid bytes read as U+FFFD.</summary>
    public string Slice(int start, int end) => Encoding.UTF8.GetString(bytes, start, end - start);

    /// <summary>Returns the position of an offset; the cost is linear in the offset.</summary>
    public Position PositionAt(int offset) => throw new NotImplementedException();
}
