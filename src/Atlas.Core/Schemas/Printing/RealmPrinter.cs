using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints a realm as a document: all tables, then enums, then schemas, without blank lines between.</summary>
internal sealed class RealmPrinter(Realm realm, Dialect dialect)
{
    private readonly Addresses addresses = new(realm);

    public string Print()
    {
        var tables = new TablePrinter(addresses, dialect);
        var text = new StringBuilder();
        foreach (var schema in realm.Schemas)
            foreach (var table in schema.Tables)
                tables.Print(schema.Name, table).WriteTo(text);
        foreach (var schema in realm.Schemas)
            foreach (var type in schema.Enums)
                Enum(schema.Name, type).WriteTo(text);
        foreach (var schema in realm.Schemas) Schema(schema).WriteTo(text);
        return text.ToString();
    }

    private PrintedBlock Enum(string schema, EnumType type) =>
        new(SchemaLanguage.Enum, addresses.EnumLabels(new(schema, type.Name)))
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
