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
        Named(key.Name) + $"PRIMARY KEY ({Quoting.Names(key.Columns)})" + Include(key.Include);

    /// <summary>Returns the index that a primary key needs, under the key's name.</summary>
    public static Index IndexOf(string name, PrimaryKey key) =>
        new(name, key.Columns.Select(c => new IndexPart { Column = c }).ToSeq())
        {
            IsUnique = true,
            Include = key.Include,
        };

    public static string Unique(Index index) =>
        Named(index.Name) + "UNIQUE " + (index.NullsDistinct ? "" : "NULLS NOT DISTINCT ")
        + $"({Quoting.Names(index.Parts.Select(p => p.Column).OfType<string>())})" + Include(index.Include);

    /// <summary>Returns whether another key is over the same columns: of two in one statement the server silently makes
    /// one.</summary>
    public static bool IsTwin(Index index, Table table)
    {
        var columns = Columns(index);
        return table.PrimaryKey?.Columns == columns
            || table.Indexes.Any(i => i.IsConstraint && i.Name != index.Name && Columns(i) == columns);
    }

    private static Seq<string> Columns(Index index) => index.Parts.Select(p => p.Column).OfType<string>().ToSeq();

    public static string Check(Check check) =>
        Named(check.Name) + $"CHECK ({IndexReader.WithoutParentheses(check.Expression)})"
            + (check.IsNoInherit ? " NO INHERIT" : "");

    public static string ForeignKey(string schema, ForeignKey key, Names names) =>
        Named(key.Name) + $"FOREIGN KEY ({Quoting.Names(key.Columns)}) REFERENCES {names.Of(key.References, schema)} "
        + $"({Quoting.Names(key.ReferencedColumns)}) ON UPDATE {Action(key.OnUpdate)} ON DELETE {Action(key.OnDelete)}";

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
