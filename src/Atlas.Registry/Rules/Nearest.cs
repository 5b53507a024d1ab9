namespace Atlas.Registry.Rules;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>Returns a sentence that names the nearest of some names, or an empty text when none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> names) =>
        Of(name, names, Math.Max(2, name.Length / 3)) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";

    /// <summary>Returns the name of which another is a slip of at most two keys, or null.</summary>
    /// <remarks>Names that differ in digits only, such as <c>qa1</c> and <c>qa2</c>, are siblings; so are short unlike
    /// ones.</remarks>
    public static string? Misspelt(string name, IEnumerable<string> names) =>
        Of(name, names.Where(n => Letters(n) != Letters(name)), Math.Min(2, name.Length / 3));

    private static string? Of(string name, IEnumerable<string> names, int limit)
    {
        var best = names.Select(n => (Name: n, Distance: Distance(name, n)))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= limit ? best.Name : null;
    }

    private static string Letters(string name) => string.Concat(name.Where(c => !char.IsAsciiDigit(c)));

    /// <summary>Counts insertions, deletions, replacements and swaps of neighbours (optimal string
    /// alignment).</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
