using System.Globalization;

namespace Atlas.Databases.Sqlite.Inspect;

/// <summary>The names that are taken already, for objects that SQLite itself gives no usable name.</summary>
internal sealed class NamesInUse(IEnumerable<string> names)
{
    private readonly HashSet<string> _names = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the wish, or the wish with the first free number from 2 behind it, and takes the
    /// name.</summary>
    public string Claim(string wish)
    {
        var name = wish;
        for (var number = 2; !_names.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{number}");
        return name;
    }
}
