namespace Atlas.Hcl.Text;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class Suggestion
{
    private const int TooFar = 3;

    /// <summary>Returns the known name nearest to the given one, the first of equals; null when none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        var (nearest, best) = ((string?)null, TooFar);
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - given.Length) >= best) continue;
            var distance = Distance(given, name);
            if (distance < best) (nearest, best) = (name, distance);
        }
        return nearest;
    }

    /// <summary>Returns <c> Did you mean "name"?</c> with a leading space, or nothing, to append to a detail.</summary>
    public static string For(string given, IEnumerable<string> known) =>
        Nearest(given, known) is { } name ? $" Did you mean \"{name}\"?" : "";

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
