using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres;

/// <summary>What a person should know before a statement runs.</summary>
internal static class Hazards
{
    public static Hazard DropsTable(string table) =>
        new(HazardKind.DataLoss, $"Table \"{table}\" is dropped with its rows.");

    public static Hazard DropsColumn(string table, string column) =>
        new(HazardKind.DataLoss, $"Column \"{column}\" of table \"{table}\" is dropped with its values.");

    public static Hazard Computes(string table, string column) =>
        new(HazardKind.DataLoss,
            $"Column \"{column}\" of table \"{table}\" becomes a computed one, and its own values are lost.");

    public static Hazard Recomputes(string table, string column) =>
        new(HazardKind.Rewrite,
            $"Column \"{column}\" of table \"{table}\" is dropped and computed anew, and every row is written.");

    public static Hazard Rewrites(string table) =>
        new(HazardKind.Rewrite, $"Every row of table \"{table}\" is written anew.");

    public static Hazard BuildsIndex(string table, string index) =>
        new(HazardKind.Lock, $"Writers to table \"{table}\" wait while index \"{index}\" is built.");

    public static Hazard AddsForeignKey(string table, ForeignKey key) =>
        new(HazardKind.Lock,
            $"Writers to tables \"{table}\" and \"{key.References.Name}\" wait while foreign key \"{key.Name}\" is " +
            "checked.");

    public static Hazard ChecksForeignKey(string table, ForeignKey key) =>
        new(HazardKind.DataDependent,
            $"Foreign key \"{key.Name}\" of table \"{table}\" fails when rows refer to none of " +
            $"\"{key.References.Name}\".");

    public static Hazard IsUnique(string table, string name) =>
        new(HazardKind.DataDependent, $"\"{name}\" on table \"{table}\" fails when rows have equal values.");

    public static Hazard Checks(string table, Check check) =>
        new(HazardKind.DataDependent, $"Check \"{check.Name}\" of table \"{table}\" fails when rows don't meet it.");

    public static Hazard NeedsValue(string table, string column) =>
        new(HazardKind.DataDependent,
            $"Column \"{column}\" of table \"{table}\" becomes NOT NULL, which fails when rows have no value there.");

    public static Hazard AddsWithoutValue(string table, string column) =>
        new(HazardKind.DataDependent,
            $"Column \"{column}\" of table \"{table}\" is added as NOT NULL without a default, which fails when " +
            "there are rows.");

    /// <summary>Returns what adding a column means to a table that has rows.</summary>
    public static IEnumerable<Hazard> Adds(string table, Column column)
    {
        var isFilled = column.Generated is { IsStored: true } || column.Identity is not null
            || PostgresTypes.IsSerial(column.Type);
        if (isFilled)
            yield return new Hazard(HazardKind.Rewrite,
                $"Every row of table \"{table}\" is written to fill column \"{column.Name}\".");
        if (!column.IsNullable && !isFilled && column.Generated is null && column.Default is null)
            yield return AddsWithoutValue(table, column.Name);
    }

    /// <summary>Returns what a change of type means.</summary>
    public static IEnumerable<Hazard> Converts(string table, Column from, Column to)
    {
        if (PostgresTypes.Stored(from.Type) == PostgresTypes.Stored(to.Type)) yield break;
        if (!Conversions.IsFree(from.Type, to.Type))
            yield return new Hazard(HazardKind.Rewrite,
                $"Every row of table \"{table}\" is written to convert column \"{to.Name}\".");
        if (!Conversions.IsWidening(from.Type, to.Type))
        {
            yield return new Hazard(
                HazardKind.DataDependent,
                $"Values of column \"{to.Name}\" of table \"{table}\" that don't fit the new type make it fail, or " +
                    "are rounded or cut.");
        }
    }
}
