using Atlas.Core.Model;
using Atlas.Databases.Postgres.Inspect;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes constraints as they stand in CREATE TABLE and after ADD.</summary>
internal static class ConstraintWriter
{
    /// <summary>Returns the constraint's name of a primary key.</summary>
    public static string Name(string table, PrimaryKey key) => key.Name ?? ConstraintNames.PrimaryKey(table);

    public static string PrimaryKey(PrimaryKey key) =>
        Named(key.Name) + $"PRIMARY KEY ({Quoting.Names(key.Columns)})" + Include(key.Include)
        + ParameterWriter.With(key.Parameters) + Deferral(key.Deferrable);

    /// <summary>Returns the index that a primary key needs, under the key's name.</summary>
    public static Index IndexOf(string name, PrimaryKey key) =>
        new(name, key.Columns.Select(c => new IndexPart { Column = c }).ToSeq())
        {
            IsUnique = true,
            Include = key.Include,
            Parameters = key.Parameters,
            Deferrable = key.Deferrable,
        };

    /// <summary>Returns a unique or exclusion constraint.</summary>
    public static string Key(Index index) => index.IsExclusion ? Exclude(index) : Unique(index);

    private static string Exclude(Index index) =>
        Named(index.Name) + $"EXCLUDE USING {Quoting.Name(index.Method?.ToLowerInvariant() ?? "btree")} "
        + $"({string.Join(", ", index.Parts.Select(p => $"{IndexWriter.Part(p)} WITH {p.Operator}"))})"
        + Include(index.Include) + ParameterWriter.With(index.Parameters)
        + (index.Predicate is { } predicate ? $" WHERE ({IndexReader.WithoutParentheses(predicate)})" : "")
        + Deferral(index.Deferrable);

    private static string Unique(Index index) =>
        Named(index.Name) + "UNIQUE " + (index.NullsDistinct ? "" : "NULLS NOT DISTINCT ")
        + $"({Quoting.Names(index.Parts.Select(p => p.Column).OfType<string>())})" + Include(index.Include)
        + ParameterWriter.With(index.Parameters) + Deferral(index.Deferrable);

    /// <summary>Returns whether another key is over the same columns: of two in one statement the server silently makes
    /// one.</summary>
    public static bool IsTwin(Index index, Table table)
    {
        if (index.IsExclusion) return false;
        var columns = Columns(index);
        return table.PrimaryKey?.Columns == columns
            || table.Indexes.Any(i => i is { IsConstraint: true, IsExclusion: false } && i.Name != index.Name && Columns(i) == columns);
    }

    private static Seq<string> Columns(Index index) => index.Parts.Select(p => p.Column).OfType<string>().ToSeq();

    public static string Check(Check check) =>
        Named(check.Name) + $"CHECK ({IndexReader.WithoutParentheses(check.Expression)})"
            + (check.IsNoInherit ? " NO INHERIT" : "") + (check.IsNotValid ? " NOT VALID" : "");

    public static string ForeignKey(string schema, ForeignKey key, Names names) =>
        Named(key.Name) + $"FOREIGN KEY ({Quoting.Names(key.Columns)}) REFERENCES {names.Of(key.References, schema)} "
        + $"({Quoting.Names(key.ReferencedColumns)}){(key.IsMatchFull ? " MATCH FULL" : "")} "
        + $"ON UPDATE {Action(key.OnUpdate)} ON DELETE {Action(key.OnDelete)}"
        + (key.OnDeleteColumns.IsEmpty ? "" : $" ({Quoting.Names(key.OnDeleteColumns)})")
        + Deferral(key.Deferrable) + (key.IsNotValid ? " NOT VALID" : "");

    /// <summary>Returns when a constraint is checked, where it can wait.</summary>
    public static string Deferral(string? word) => word is null ? "" : $" DEFERRABLE {word.Replace('_', ' ')}";

    public static string Include(Seq<string> columns) => columns.IsEmpty ? "" : $" INCLUDE ({Quoting.Names(columns)})";

    private static string Named(string? name) => name is null ? "" : $"CONSTRAINT {Quoting.Name(name)} ";

    private static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "NO ACTION",
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
