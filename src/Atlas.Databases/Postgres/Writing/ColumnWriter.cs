using System.Globalization;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes column definitions and the clauses that change them.</summary>
internal static class ColumnWriter
{
    /// <summary>Returns a column as it stands in CREATE TABLE and after ADD COLUMN.</summary>
    public static string Definition(Column column, Names names) =>
        $"{Quoting.Name(column.Name)} {TypeAndCollation(column, names)} {(column.IsNullable ? "NULL" : "NOT NULL")}"
        + (column.Default is { } value ? $" DEFAULT {Defaults.Write(value)}" : "")
        + (column.Generated is { } generated
            ? $" GENERATED ALWAYS AS ({Inspect.IndexReader.WithoutParentheses(generated.Expression)}) " +
                $"{(generated.IsStored ? "STORED" : "VIRTUAL")}"
            : "")
        + (column.Identity is { } identity ? " " + Identity(identity) : "");

    /// <summary>Returns the clauses that give a new column what its definition doesn't say.</summary>
    public static IEnumerable<string> Settings(Column column) =>
        Settings(null, column with { Compression = null, StatisticsTarget = null }, column);

    /// <summary>Returns the clauses that lead from the settings of one column to those of another.</summary>
    /// <param name="storage">How long values are stored before; null for the type's own way.</param>
    /// <param name="from">The column with the other settings as they were.</param>
    /// <param name="to">The column as it will be.</param>
    public static IEnumerable<string> Settings(string? storage, Column from, Column to)
    {
        var column = $"ALTER COLUMN {Quoting.Name(to.Name)}";
        if (storage != to.Storage)
            yield return $"{column} SET STORAGE {to.Storage ?? PostgresTypes.Storage(to.Type)}";
        if (from.Compression != to.Compression) yield return $"{column} SET COMPRESSION {to.Compression ?? "DEFAULT"}";
        if (from.StatisticsTarget != to.StatisticsTarget)
            yield return $"{column} SET STATISTICS {Number(to.StatisticsTarget ?? -1)}";
    }

    public static string TypeAndCollation(Column column, Names names) =>
        names.Type(column.Type) + (column.Collation is { } collation ? $" COLLATE {Names.Collation(collation)}" : "");

    /// <summary>Returns an identity as it stands in a definition and after ADD.</summary>
    public static string Identity(Identity identity)
    {
        List<string> options = [];
        if (identity.Start is { } start) options.Add($"START WITH {Number(start)}");
        if (identity.Increment is { } increment) options.Add($"INCREMENT BY {Number(increment)}");
        if (identity.Minimum is { } minimum) options.Add($"MINVALUE {Number(minimum)}");
        if (identity.Maximum is { } maximum) options.Add($"MAXVALUE {Number(maximum)}");
        if (identity.Cache is { } cache) options.Add($"CACHE {Number(cache)}");
        if (identity.IsCycle) options.Add("CYCLE");
        return $"GENERATED {(identity.IsAlways ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY"
            + (options is [] ? "" : $" ({string.Join(" ", options)})");
    }

    /// <summary>Returns what follows ALTER COLUMN to lead from one identity to another; empty when they mean the
    /// same. A sequence that turns its direction starts anew, since its position lies outside of its new range.</summary>
    public static string IdentityOptions(Identity from, ColumnType fromType, Identity to, ColumnType toType)
    {
        var (before, after) = (Sequences.Of(from, fromType), Sequences.Of(to, toType));
        List<string> options = [];
        if (from.IsAlways != to.IsAlways) options.Add($"SET GENERATED {(to.IsAlways ? "ALWAYS" : "BY DEFAULT")}");
        if (before.Increment != after.Increment) options.Add($"SET INCREMENT BY {Number(after.Increment)}");
        if (from.Minimum != to.Minimum || before.Minimum != after.Minimum)
            options.Add(to.Minimum is { } minimum ? $"SET MINVALUE {Number(minimum)}" : "SET NO MINVALUE");
        // The server moves the bounds that a type gives when the type changes, but not when the direction does.
        var keepsMaximum = before.Maximum == after.Maximum || (fromType != toType && !Turns(from, to));
        if (from.Maximum != to.Maximum || !keepsMaximum)
            options.Add(to.Maximum is { } maximum ? $"SET MAXVALUE {Number(maximum)}" : "SET NO MAXVALUE");
        if (before.Start != after.Start) options.Add($"SET START WITH {Number(after.Start)}");
        if (Turns(from, to)) options.Add("RESTART");
        if (before.Cache != after.Cache) options.Add($"SET CACHE {Number(after.Cache)}");
        if (before.IsCycle != after.IsCycle) options.Add($"SET {(after.IsCycle ? "" : "NO ")}CYCLE");
        return string.Join(" ", options);
    }

    /// <summary>Returns whether one of two identities counts up and the other one down.</summary>
    public static bool Turns(Identity from, Identity to) => from.Increment is < 0 != to.Increment is < 0;

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
