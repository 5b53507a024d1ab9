namespace Atlas.Core.Schemas.Language;

/// <summary>What a whole schema file may hold.</summary>
internal static class DocumentLanguage
{
    private const Engines Others = Engines.MySql | Engines.Sqlite;

    /// <summary>A document, its blocks in print order. Variables and locals are read before it.</summary>
    public static readonly BlockSpec Document = new("document", Labels.None)
    {
        Blocks =
        [
            SchemaLanguage.Table, ObjectLanguage.Partition, ObjectLanguage.View, ObjectLanguage.Materialized,
            RoutineLanguage.Function, RoutineLanguage.Procedure, RoutineLanguage.Aggregate, RoutineLanguage.Trigger,
            SchemaLanguage.Enum, ObjectLanguage.Domain, ObjectLanguage.Composite, ObjectLanguage.Range,
            ObjectLanguage.Sequence, ObjectLanguage.Collation, PolicyLanguage.Policy,
            ObjectLanguage.Extension, SchemaLanguage.Schema,
        ],
        Refused =
        [
            new("view", "views") { Engines = Engines.MySql },
            new("materialized", "materialized views") { Engines = Others },
            new("function", "functions") { Engines = Others },
            new("procedure", "procedures") { Engines = Others },
            new("aggregate", "aggregates") { Engines = Others },
            new("trigger", "triggers") { Engines = Engines.MySql },
            new("event_trigger", "event triggers"),
            new("sequence", "sequences") { Engines = Others },
            new("domain", "domains") { Engines = Others },
            new("composite", "composite types") { Engines = Others },
            new("range", "range types") { Engines = Others },
            new("collation", "collations") { Engines = Others },
            new("cast", "casts"),
            new("extension", "extensions") { Engines = Others },
            new("policy", "policies") { Engines = Others },
            new("partition", "partitions") { Engines = Others },
            new("server", "foreign servers"),
            new("foreign_table", "foreign tables"),
            new("user_mapping", "user mappings"),
            new("role", "roles"),
            new("user", "users"),
            new("permission", "permissions"),
            new("data", "rows and data sources in schema files"),
        ],
    };
}
