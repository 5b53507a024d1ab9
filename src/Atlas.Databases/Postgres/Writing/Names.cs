using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes names as a plan's scope asks for.</summary>
internal readonly record struct Names(Naming Naming)
{
    /// <summary>Returns the name of a table, type, index or sequence, in quotes.</summary>
    public string Of(string schema, string name) =>
        Naming == Naming.Qualified ? $"{Quoting.Name(schema)}.{Quoting.Name(name)}" : Quoting.Name(name);

    /// <summary>Returns the name of an object that may be in another schema than the statement's.</summary>
    public string Of(ObjectName name, string from) =>
        name.Schema == from ? Of(name.Schema, name.Name) : $"{Quoting.Name(name.Schema)}.{Quoting.Name(name.Name)}";

    /// <summary>Returns a type as SQL.</summary>
    public string Type(ColumnType type)
    {
        var names = this;
        return PostgresTypes.ToSql(type, name => names.Of(name.Schema, name.Name));
    }

    /// <summary>Returns a collation's name: one outside of the server's own is kept as quoted, qualified SQL.</summary>
    // The server's own may have dots (en_US.utf8), but none begins with a quote.
    public static string Collation(string name) => name.StartsWith('"') ? name : Quoting.Name(name);
}
