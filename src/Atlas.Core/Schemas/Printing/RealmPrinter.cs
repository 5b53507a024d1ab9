using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints a realm as a document: tables first, schemas last, without blank lines between.</summary>
internal sealed class RealmPrinter(Realm realm, Dialect dialect)
{
    private readonly Addresses addresses = new(realm);

    public string Print()
    {
        var tables = new TablePrinter(addresses, dialect);
        var objects = new ObjectPrinter(addresses, dialect);
        var text = new StringBuilder();
        foreach (var isPartition in (bool[])[false, true])
            foreach (var schema in realm.Schemas)
                foreach (var table in schema.Tables.Where(t => t.Partition is not null == isPartition))
                    tables.Print(schema.Name, table).WriteTo(text);
        Objects(
            ObjectKind.View, ObjectKind.Materialized, ObjectKind.Function, ObjectKind.Procedure, ObjectKind.Aggregate,
            ObjectKind.Trigger);
        foreach (var schema in realm.Schemas)
            foreach (var type in schema.Enums)
                Enum(schema.Name, type).WriteTo(text);
        Objects(ObjectKind.Domain, ObjectKind.Composite, ObjectKind.Range, ObjectKind.Sequence, ObjectKind.Collation,
            ObjectKind.Policy, ObjectKind.Extension);
        foreach (var schema in realm.Schemas) Schema(schema).WriteTo(text);
        return text.ToString();

        void Objects(params ReadOnlySpan<ObjectKind> kinds)
        {
            foreach (var kind in kinds)
                foreach (var (schema, item) in realm.AllObjects().Where(o => o.Object.Kind == kind))
                    objects.Print(schema, item).WriteTo(text);
        }
    }

    private PrintedBlock Enum(string schema, EnumType type) =>
        new(SchemaLanguage.Enum, addresses.Labels(ObjectKind.Enum, new(schema, type.Name)))
        {
            Attributes = new Dictionary<string, string?>
            {
                ["schema"] = Addresses.Schema(schema),
                ["values"] = Source.List(type.Values.Select(Source.String)),
                ["comment"] = Source.Optional(type.Comment),
            },
        };

    private static PrintedBlock Schema(Schema schema) =>
        new(SchemaLanguage.Schema, [schema.Name])
        {
            Attributes = new Dictionary<string, string?> { ["comment"] = Source.Optional(schema.Comment) },
        };
}
