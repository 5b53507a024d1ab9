namespace Atlas.Hcl.Values;

/// <summary>
/// Orders strings by code point, which is also the order of their UTF-8 bytes. The ordinal order of .NET differs from
/// it where a character outside the basic plane meets one from U+E000 on.
/// </summary>
public sealed class CodePointOrder : IComparer<string>
{
    /// <summary>The only instance.</summary>
    public static readonly CodePointOrder Instance = new();

    private CodePointOrder() { }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length) return x.Length.CompareTo(y.Length);
        return Rank(x[common]).CompareTo(Rank(y[common]));
    }

    // Surrogates stand for characters above all others.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
