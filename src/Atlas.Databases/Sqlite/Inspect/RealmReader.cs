using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite.Inspect;

/// <summary>Makes a realm of the catalogue's rows. Pure.</summary>
internal static class RealmReader
{
    /// <summary>The table of the versioned workflow, which keeps the book of migrations there: never part of a
    /// schema.</summary>
    private const string Revisions = "atlas_schema_revisions";

    public static Inspection Read(Catalogue catalogue, Dialect dialect)
    {
        var tables = catalogue.Objects.Where(o => o is { Type: "table", Kind: "table" } && !IsOwn(o.Name)).ToList();
        var readers = tables.Select(t => new TableReader(t, catalogue, dialect)).ToList();
        var names = new NamesInUse(catalogue.Objects.Select(o => o.Name));
        var schema = new Schema(dialect.DefaultSchema)
        {
            Tables = [.. readers.Select(r => r.Read(names)).OrderBy(t => t.Name, StringComparer.Ordinal)],
            Objects =
            [
                .. ObjectReader.Read(catalogue, dialect.DefaultSchema)
                    .OrderBy(o => o, Comparer<RealmObject>.Create(RealmObject.InOrder)),
            ],
        };
        var realm = dialect.Canonicalize(Realm.Empty.With(schema));
        var unmanaged = readers.SelectMany(r => r.Unmodelled)
            .Concat(UnmanagedReader.Read(catalogue, dialect.DefaultSchema));
        return new Inspection(
            realm, [.. unmanaged.OrderBy(u => u.Kind, StringComparer.Ordinal)
                .ThenBy(u => u.Name, StringComparer.Ordinal)]);
    }

    public static bool IsOwn(string table) => table.Equals(Revisions, StringComparison.OrdinalIgnoreCase);
}
