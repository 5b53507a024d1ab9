using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Reads storage parameters as the catalogue holds them, <c>name=value</c>.</summary>
internal static class Parameters
{
    /// <summary>Returns them sorted by name.</summary>
    /// <param name="own">Those of the table or index.</param>
    /// <param name="toast">Those of the table's TOAST table.</param>
    public static Seq<StorageParameter> Of(string[] own, params string[] toast) =>
    [
        .. own.Select(o => Of(o, "")).Concat(toast.Select(o => Of(o, "toast.")))
            .OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    private static StorageParameter Of(string option, string prefix)
    {
        var at = option.IndexOf('=');
        return at < 0 ? new(prefix + option, "true") : new(prefix + option[..at], option[(at + 1)..]);
    }
}
