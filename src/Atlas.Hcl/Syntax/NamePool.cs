using System.Text;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Turns runs of bytes into strings, the same string again for most words that come again: files say few words
/// often.</summary>
internal sealed class NamePool(SourceText source)
{
    private const int Size = 2048;
    private const int LongestPooled = 40;

    private readonly string?[] words = new string?[Size];

    /// <summary>Returns the text of a run; invalid bytes read as U+FFFD.</summary>
    public string TextOf(int start, int end)
    {
        var bytes = source.Content.AsSpan(start, end - start);
        if (bytes.IsEmpty) return "";
        if (bytes.Length > LongestPooled) return source.Slice(start, end);

        var hash = 2166136261u;
        foreach (var b in bytes) hash = (hash ^ b) * 16777619u;
        ref var word = ref words[(hash ^ (hash >> 15)) % Size];
        if (word is null || !Ascii.Equals(bytes, word)) word = source.Slice(start, end);
        return word;
    }
}
