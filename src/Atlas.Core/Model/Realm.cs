namespace Atlas.Core.Model;

/// <summary>All schemas of a database, or the one schema that a URL is bound to.</summary>
public sealed record Realm
{
    /// <summary>The realm without any schema.</summary>
    public static readonly Realm Empty = new();

    /// <summary>Gets the schemas, sorted by name (by code point).</summary>
    public Seq<Schema> Schemas { get; init; } = [];

    /// <summary>Gets the objects that lie in no schema, sorted by kind and name; empty at the scope of one
    /// schema.</summary>
    public Seq<RealmObject> Objects { get; init; } = [];

    /// <summary>Returns the schema of that name, or null.</summary>
    public Schema? Schema(string name) => Schemas.FirstOrDefault(s => s.Name == name);

    /// <summary>Returns the table of that name, or null.</summary>
    public Table? Table(ObjectName name) => Schema(name.Schema)?.Table(name.Name);

    /// <summary>Returns the enum of that name, or null.</summary>
    public EnumType? Enum(ObjectName name) => Schema(name.Schema)?.Enums.FirstOrDefault(e => e.Name == name.Name);

    /// <summary>Returns the object that a reference names, or null; tables and enums are none.</summary>
    public RealmObject? Object(ObjectReference reference) =>
        (reference.Name.Schema.Length == 0 ? Objects : Schema(reference.Name.Schema)?.Objects ?? []).FirstOrDefault(o => o.In(reference.Name.Schema) == reference);

    /// <summary>Returns all objects besides tables and enums with their schemas, an empty name for those that lie in
    /// none.</summary>
    public IEnumerable<(string Schema, RealmObject Object)> AllObjects() =>
        Objects.Select(o => ("", o)).Concat(Schemas.SelectMany(s => s.Objects.Select(o => (s.Name, o))));

    /// <summary>Returns the realm with a schema put in place of the one of the same name, or added in order.</summary>
    public Realm With(Schema schema) =>
        this with
        {
            Schemas = [.. Schemas.Where(s => s.Name != schema.Name).Append(schema)
            .OrderBy(s => s.Name, StringComparer.Ordinal)]
        };
}
