using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes what a table is besides its columns and keys.</summary>
internal static class OptionWriter
{
    /// <summary>Returns the clause of CREATE TABLE that names what the table inherits from.</summary>
    public static string Inherits(string schema, TableOptions options, Names names) => options.Inherits.IsEmpty
        ? ""
        : $" INHERITS ({string.Join(", ", options.Inherits.Select(p => names.Of(p, schema)))})";

    /// <summary>Returns the last clauses of CREATE TABLE.</summary>
    public static string Storage(TableOptions options) =>
        (options.AccessMethod is { } method ? $" USING {Quoting.Name(method)}" : "") + ParameterWriter.With(options.Parameters);

    /// <summary>Returns the clauses of an ALTER TABLE that gives a new table what its CREATE TABLE can't say.</summary>
    public static IReadOnlyList<string> Afterwards(string schema, Table table, Names names) =>
    [
        .. table.Columns.SelectMany(ColumnWriter.Settings),
        // A new table's constraints count as valid.
        .. table.Checks.Where(c => c.IsNotValid).Select(c => $"ADD {ConstraintWriter.Check(c)}"),
        .. table.ForeignKeys.Where(k => k.IsNotValid).Select(k => $"ADD {ConstraintWriter.ForeignKey(schema, k, names)}"),
        .. Security(TableOptions.Default, table.Options),
        .. table.Options is { ReplicaIdentity: null, ReplicaIndex: null }
            ? Array.Empty<string>()
            : [Identity(table.Options)],
    ];

    /// <summary>Writes the change of a table's options; the replica identity comes last, see
    /// <see cref="Identity(ModifyTable, Names)"/>.</summary>
    public static void Alter(
        SetTableOptions change, string qualified, string name, string schema, List<Statement> first, Alter main, Names names)
    {
        var (from, to) = (change.From, change.To);
        if (from.IsUnlogged != to.IsUnlogged) Rewrite($"SET {(to.IsUnlogged ? "UNLOGGED" : "LOGGED")}");
        if (from.AccessMethod != to.AccessMethod) Rewrite($"SET ACCESS METHOD {Quoting.Name(to.AccessMethod ?? "heap")}");
        foreach (var clause in ParameterWriter.Changes(Own(from), Own(to))) main.Clause(clause, []);
        foreach (var clause in Security(from, to)) main.Clause(clause, []);

        void Rewrite(string clause) => first.Add(
            new Statement($"ALTER TABLE {qualified} {clause}", $"modify \"{name}\" table") { Hazards = [Hazards.Rewrites(name)] });
    }

    /// <summary>Returns the clause that says what tells replicas an old row; null where nothing changes.</summary>
    public static string? Identity(ModifyTable modify, Names names)
    {
        var (from, to) = (modify.From.Options, modify.To.Options);
        var isMade = to.ReplicaIndex is { } index && modify.Changes.Any(c => c switch
        {
            AddIndex add => add.Index.Name == index,
            ModifyIndex change => change.To.Name == index && IndexWriter.IsReplaced(change.From, change.To, modify.To),
            _ => false,
        });
        var isChanged = modify.Changes.OfType<SetTableOptions>().Any()
            && (from.ReplicaIdentity != to.ReplicaIdentity || from.ReplicaIndex != to.ReplicaIndex);
        return isMade || isChanged ? Identity(to) : null;
    }

    /// <summary>Returns the clauses about the TOAST table, which may be there only when the columns have their new
    /// types.</summary>
    public static IEnumerable<string> Toast(ModifyTable modify) =>
        ParameterWriter.Changes(
            modify.From.Options.Parameters.Where(IsToast).ToSeq(), modify.To.Options.Parameters.Where(IsToast).ToSeq());

    private static Seq<StorageParameter> Own(TableOptions options) => options.Parameters.Where(p => !IsToast(p)).ToSeq();

    private static bool IsToast(StorageParameter parameter) => parameter.Name.StartsWith("toast.", StringComparison.Ordinal);

    private static string Identity(TableOptions options) => "REPLICA IDENTITY "
        + (options.ReplicaIndex is { } index ? $"USING INDEX {Quoting.Name(index)}" : options.ReplicaIdentity ?? "DEFAULT");

    private static IEnumerable<string> Security(TableOptions from, TableOptions to)
    {
        if (from.IsRowSecured != to.IsRowSecured) yield return $"{(to.IsRowSecured ? "ENABLE" : "DISABLE")} ROW LEVEL SECURITY";
        if (from.IsRowSecurityForced != to.IsRowSecurityForced)
            yield return $"{(to.IsRowSecurityForced ? "" : "NO ")}FORCE ROW LEVEL SECURITY";
    }
}
