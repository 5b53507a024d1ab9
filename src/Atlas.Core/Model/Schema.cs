namespace Atlas.Core.Model;

/// <summary>A schema (a namespace of tables) as the database sees it.</summary>
public sealed record Schema(string Name)
{
    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Gets the enum types, sorted by name.</summary>
    public Seq<EnumType> Enums { get; init; } = [];

    /// <summary>Gets the tables, sorted by name.</summary>
    public Seq<Table> Tables { get; init; } = [];

    /// <summary>Gets the other objects, sorted by kind, name, and what tells namesakes apart.</summary>
    public Seq<RealmObject> Objects { get; init; } = [];

    /// <summary>Returns the table of that name, or null.</summary>
    public Table? Table(string name) => Tables.FirstOrDefault(t => t.Name == name);

    /// <summary>Returns the schema with a table put in place of the one of the same name, or added in order.</summary>
    public Schema With(Table table) =>
        this with
        {
            Tables = [.. Tables.Where(t => t.Name != table.Name).Append(table)
            .OrderBy(t => t.Name, StringComparer.Ordinal)]
        };

    /// <summary>Returns the schema with an enum put in place of the one of the same name, or added in order.</summary>
    public Schema With(EnumType type) =>
        this with
        {
            Enums = [.. Enums.Where(e => e.Name != type.Name).Append(type)
            .OrderBy(e => e.Name, StringComparer.Ordinal)]
        };

    /// <summary>Returns the schema with an object put in place of the same one, or added in order.</summary>
    public Schema With(RealmObject added) =>
        this with
        {
            Objects = [.. Objects.Where(o => !o.IsSame(added)).Append(added)
            .OrderBy(o => o, Comparer<RealmObject>.Create(RealmObject.InOrder))]
        };
}
