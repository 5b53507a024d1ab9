using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Backups;

/// <summary>The registry's own tables, each behind those that it refers to.</summary>
internal static class RegistryTables
{
    /// <summary>Returns the tables with the names of their columns.</summary>
    /// <param name="dialect">The dialect of the storage.</param>
    public static Seq<TableLayout> Of(Dialect dialect)
    {
        var left = RegistryMigration.Tables(dialect).ToList();
        var ordered = new List<TableLayout>();
        while (left.Count > 0)
        {
            var next = left.Find(t => t.ForeignKeys.All(
                k => k.References.Name == t.Name || left.All(l => l.Name != k.References.Name))) ?? left[0];
            left.Remove(next);
            ordered.Add(new(next.Name, next.Columns.Select(c => c.Name).ToSeq()));
        }

        return ordered.ToSeq();
    }
}

/// <summary>A table of a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the values of a row.</param>
internal sealed record TableLayout(string Name, Seq<string> Columns);
