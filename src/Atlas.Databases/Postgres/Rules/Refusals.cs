using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Says which changes PostgreSQL can't make without loss, and what to do instead.</summary>
internal static class Refusals
{
    /// <summary>Returns why a change is refused; null when it isn't.</summary>
    public static string? Of(Change change) => change switch
    {
        ModifyEnum modify => Of(modify),
        ModifyTable modify => modify.Changes.Select(c => Of(modify, c)).FirstOrDefault(refusal => refusal is not null),
        _ => null,
    };

    private static string? Of(ModifyEnum change)
    {
        var removed = EnumValues.Removed(change.From, change.To).ToList();
        if (removed is [] && !EnumValues.IsReordered(change.From, change.To)) return null;
        var what = removed is []
            ? "the order of its values can't be changed"
            : $"the {(removed is [_] ? "value" : "values")} {string.Join(", ", removed.Select(v => $"\"{v}\""))} can't be removed";
        return $"Replacing or reordering enum (\"{change.From.Name}\") value is not supported: {what}. "
            + "Add an enum under a new name, change the columns to it, and drop the old one.";
    }

    private static string? Of(ModifyTable table, TableChange change) => change switch
    {
        ModifyColumn { From.Generated: null, To.Generated: null } modify
            when Conversions.Between(modify.From.Type, modify.To.Type) == Conversion.None =>
            $"The type of column \"{modify.To.Name}\" of table \"{table.To.Name}\" can't be changed from "
            + $"{Shown(modify.From.Type)} to {Shown(modify.To.Type)}: PostgreSQL has no cast between them. "
            + "Add a column under a new name, fill it from the old one, and drop the old one.",
        ModifyColumn modify when IsRebuilt(modify) && IsKey(table, modify.To.Name) =>
            $"Column \"{modify.To.Name}\" of table \"{table.To.Name}\" would have to be dropped and added to be " +
                "computed otherwise, "
            + "but a key is made of it. Drop the key first and add it again in a second step.",
        SetPartitioning =>
            $"How the rows of table \"{table.To.Name}\" are spread over partitions can't be changed in place: DROP and "
            + "CREATE is required. Declare the table under a new name, move the rows, and drop the old one.",
        SetPartition { From: null } or SetPartition { To: null } =>
            $"Table \"{table.To.Name}\" can't become a partition, or a table of its own, by its declaration alone. "
            + "Attach or detach it by hand, and declare it as it is afterwards.",
        SetTableOptions { From.Inherits: var from, To.Inherits: var to } when from != to =>
            $"What table \"{table.To.Name}\" inherits from can't be changed by its declaration alone: its columns would have "
            + "to become its own, or its parents'. Use ALTER TABLE … INHERIT or NO INHERIT by hand, and declare it as it is "
            + "afterwards.",
        SetTableStorage =>
            "PostgreSQL has no STRICT or WITHOUT ROWID tables. Remove strict and without_rowid from the table.",
        _ => null,
    };

    /// <summary>Returns whether a column's change means dropping and adding it.</summary>
    public static bool IsRebuilt(ModifyColumn change) => change switch
    {
        { To.Generated: null, From.Generated: null or { IsStored: true } } => false,
        { From.Generated: { } from, To.Generated: { } to } => from != to || change.From.Type != change.To.Type,
        _ => true,
    };

    private static bool IsKey(ModifyTable table, string column) =>
        table.To.PrimaryKey?.Columns.Contains(column) == true
            || table.To.ForeignKeys.Any(f => f.Columns.Contains(column));

    private static string Shown(ColumnType type) => PostgresTypes.ToSql(type, name => $"enum {name.Name}");
}
