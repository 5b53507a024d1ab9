using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite.Inspect;

/// <summary>The rows of the catalogue as the queries beside this file return them.</summary>
internal sealed record Catalogue(
    IReadOnlyList<ObjectRow> Objects,
    ILookup<string, ColumnRow> Columns,
    ILookup<string, IndexPartRow> IndexParts,
    ILookup<string, ForeignKeyRow> ForeignKeys)
{
    private readonly Dictionary<string, ObjectRow> _relations = Objects.Where(o => o.Type is "table" or "index")
        .ToDictionary(o => o.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The catalogue of a database that isn't there yet.</summary>
    public static readonly Catalogue Empty = From([], [], [], []);

    /// <summary>Returns the table or index of that name, upper and lower case being the same; null when there is
    /// none.</summary>
    public ObjectRow? Relation(string name) => _relations.GetValueOrDefault(name);

    /// <summary>Reads the answers of the four queries.</summary>
    public static Catalogue From(
        Seq<Seq<string?>> objects, Seq<Seq<string?>> columns, Seq<Seq<string?>> indexes,
        Seq<Seq<string?>> foreignKeys) => new(
        [.. objects.Select(
            r => new ObjectRow(r[0] ?? "", r[1] ?? "", r[2] ?? "", r[3] ?? "", r[4], r[5] == "1", r[6] == "1"))],
        columns.ToLookup(r => r[0]
            ?? "", r => new ColumnRow(r[1] ?? "", r[2] ?? "", r[3] == "0", r[4], Number(r[5]), Number(r[6]))),
        indexes.ToLookup(r => r[0]
            ?? "", r => new IndexPartRow(r[1] ?? "", r[2] == "1", r[3] == "c", r[4], r[5] == "1", r[6])),
        foreignKeys.ToLookup(r => r[0]
            ?? "", r => new ForeignKeyRow(Number(r[1]), r[2] ?? "", r[3] ?? "", r[4], r[5] ?? "", r[6] ?? "")));

    private static int Number(string? text) =>
        text is null ? 0 : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An object of <c>sqlite_master</c>.</summary>
internal sealed record ObjectRow(string Type, string Name, string Table, string Sql, string? Kind, bool IsWithoutRowId,
    bool IsStrict);

/// <summary>A column.</summary>
internal sealed record ColumnRow(string Name, string Type, bool IsNullable, string? Default, int KeyPosition,
    int Hidden);

/// <summary>A key part of an index.</summary>
internal sealed record IndexPartRow(string Index, bool IsUnique, bool IsExplicit, string? Column, bool IsDescending,
    string? Collation);

/// <summary>A column pair of a foreign key.</summary>
internal sealed record ForeignKeyRow(int Id, string Table, string From, string? To, string OnUpdate, string OnDelete);
