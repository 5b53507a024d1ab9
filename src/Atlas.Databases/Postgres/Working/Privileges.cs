using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Npgsql;

namespace Atlas.Databases.Postgres.Working;

/// <summary>What a plan needs to be allowed to do, asked before its first statement.</summary>
internal static class Privileges
{
    /// <summary>Returns what the session's role isn't allowed to do, each as a full sentence; one round trip.</summary>
    public static async Task<Seq<string>> MissingAsync(NpgsqlConnection connection, Seq<Change> changes,
        CancellationToken cancellationToken)
    {
        var needs = changes.SelectMany(Of).Distinct().ToList();
        await using var ask = new NpgsqlCommand(Queries.Privileges, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. needs.Select(n => n.Kind)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. needs.Select(n => n.Name.Schema)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. needs.Select(n => n.Name.Name)] },
            },
        };
        await using var reader = await ask.ExecuteReaderAsync(cancellationToken);
        var missing = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            missing.Add(Sentence(reader.GetString(0), new ObjectName(reader.GetString(1), reader.GetString(2)),
                reader.IsDBNull(3) ? null : reader.GetString(3)));
        return [.. missing];
    }

    private static string Sentence(string kind, ObjectName name, string? owner) => kind switch
    {
        "create" => $"It may create nothing in schema \"{name.Schema}\" (GRANT CREATE ON SCHEMA).",
        "database" => "It may create no schema in this database (GRANT CREATE ON DATABASE).",
        "references" => $"It may not refer to table \"{name}\" (GRANT REFERENCES ON TABLE).",
        "schema" => $"Schema \"{name.Schema}\" belongs to \"{owner}\".",
        "routine" => $"Routine \"{name}\" belongs to \"{owner}\".",
        "type" => $"Type \"{name}\" belongs to \"{owner}\".",
        _ => $"Relation \"{name}\" belongs to \"{owner}\".",
    };

    private static IEnumerable<(string Kind, ObjectName Name)> Of(Change change) => change switch
    {
        AddSchema => [("database", new("", ""))],
        DropSchema c => [("schema", new(c.Schema.Name, ""))],
        SetSchemaComment c => [("schema", new(c.Schema, ""))],
        AddEnum c => [Creates(c.Schema)],
        DropEnum c => [("type", new(c.Schema, c.Enum.Name))],
        ModifyEnum c => [("type", new(c.Schema, c.From.Name))],
        AddTable c => [Creates(c.Schema), .. c.Table.ForeignKeys.Select(RefersTo)],
        DropTable c => [("relation", new(c.Schema, c.Table.Name))],
        RenameTable c => [("relation", new(c.Schema, c.From)), Creates(c.Schema)],
        ModifyTable c =>
        [
            ("relation", new(c.Schema, c.From.Name)),
            .. c.Changes.SelectMany(part => part switch
            {
                AddForeignKey add => [RefersTo(add.ForeignKey)],
                AddIndex or ModifyIndex => [Creates(c.Schema)],
                _ => Array.Empty<(string, ObjectName)>(),
            }),
        ],
        // Whether a role may install an extension depends on the extension (trusted, or for superusers only).
        AddObject { Schema: "" } or DropObject { Schema: "" } or ModifyObject { Schema: "" } => [],
        AddObject { Object.Relation: { } relation } c => [("relation", new(c.Schema, relation))],
        AddObject c => [Creates(c.Schema)],
        DropObject c => [Owns(c.Schema, c.Object)],
        ModifyObject c => [Owns(c.Schema, c.From)],
        RenameObject c => [Owns(c.Schema, c.Object), Creates(c.Schema)],
        _ => [],
    };

    private static (string, ObjectName) Creates(string schema) => ("create", new(schema, ""));

    private static (string, ObjectName) RefersTo(ForeignKey key) => ("references", key.References);

    private static (string, ObjectName) Owns(string schema, RealmObject item) => item switch
    {
        { Relation: { } relation } => ("relation", new(schema, relation)),
        // Whom a collation belongs to isn't looked up; who may create one may have.
        Collation => Creates(schema),
        Routine or Aggregate => ("routine", new(schema, item.Name)),
        Domain or Composite or RangeType => ("type", new(schema, item.Name)),
        _ => ("relation", new(schema, item.Name)),
    };
}
