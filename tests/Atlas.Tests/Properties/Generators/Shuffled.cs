using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Turns everything around whose order means nothing.</summary>
public static class Shuffled
{
    public static Realm Realm(Realm realm) => realm with { Schemas = Turned(realm.Schemas, Schema) };

    private static Schema Schema(Schema schema) => schema with
    {
        Tables = Turned(schema.Tables, Table),
        Enums = Turned(schema.Enums, e => e),
        Objects = Turned(schema.Objects, o => o),
    };

    private static Table Table(Table table) => table with
    {
        Columns = Turned(table.Columns, c => c),
        Indexes = Turned(table.Indexes, i => i),
        ForeignKeys = Turned(table.ForeignKeys, k => k),
        Checks = Turned(table.Checks, c => c),
    };

    private static Seq<T> Turned<T>(Seq<T> items, Func<T, T> inner) => items.Reverse().Select(inner).ToSeq();
}
