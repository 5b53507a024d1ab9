using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Knows the types that lie in a database by their oids.</summary>
internal sealed class TypeCatalog
{
    // What initdb made has an oid below this one.
    private const uint FirstOfUsers = 16384;

    private readonly Dictionary<uint, ColumnType> _types = [];

    /// <summary>Takes in a row of <c>types.sql</c>.</summary>
    public void Add(CatalogRows rows)
    {
        var (oid, array, kind) = (rows.Oid(), rows.Oid(), rows.Letter());
        var name = new ObjectName(rows.Text(), rows.Text());
        ColumnType type = kind switch
        {
            'e' => new EnumReference(name),
            'd' => new TypeReference(ObjectKind.Domain, name),
            'c' => new TypeReference(ObjectKind.Composite, name),
            'v' => new TypeReference(ObjectKind.View, name),
            'm' => new TypeReference(ObjectKind.Materialized, name),
            'R' => new TypeReference(ObjectKind.Range, name),
            _ => new TypeReference(ObjectKind.Table, name),
        };
        _types[oid] = type;
        if (array != 0) _types[array] = new ArrayType(type);
    }

    /// <summary>Returns the type of an oid.</summary>
    /// <param name="oid">The oid.</param>
    /// <param name="text">The type as the server prints it, with what a column says about it.</param>
    public ColumnType Of(uint oid, string text) =>
        _types.TryGetValue(oid, out var type) ? type
        : oid < FirstOfUsers ? PostgresTypes.FromSql(text)
        : PostgresTypes.Foreign(text);

    /// <summary>Returns the types of several oids.</summary>
    public Seq<ColumnType> Of(uint[] oids, string[] texts) => oids.Zip(texts, Of).ToSeq();
}
