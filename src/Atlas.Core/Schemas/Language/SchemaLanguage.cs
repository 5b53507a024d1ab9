using static Atlas.Core.Schemas.Language.ValueKind;

namespace Atlas.Core.Schemas.Language;

/// <summary>The language of schema files as a table; it decides what is accepted, and in which order it is
/// printed.</summary>
internal static class SchemaLanguage
{
    private static readonly string[] Actions = ["NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT"];
    private static readonly string[] Deferring = ["INITIALLY_IMMEDIATE", "INITIALLY_DEFERRED"];
    private static readonly string[] Switches = ["ON", "OFF", "AUTO"];

    public static readonly BlockSpec Identity = new("identity", Labels.None)
    {
        Engines = Engines.Postgres,
        IsRepeatable = false,
        Attributes =
        [
            new("generated", Word) { Words = ["ALWAYS", "BY_DEFAULT"] },
            new("start", Whole),
            new("increment", Whole),
            new("min_value", Whole),
            new("max_value", Whole),
            new("cache", Whole),
            new("cycle", Bool),
        ],
    };

    public static readonly BlockSpec As = new("as", Labels.None)
    {
        IsRepeatable = false,
        Attributes =
        [
            new("expr", Text) { IsRequired = true },
            new("type", Word) { Words = ["STORED", "VIRTUAL", "PERSISTENT"] },
        ],
    };

    /// <summary>The storage parameters of a TOAST table: one attribute for each, whatever it is called.</summary>
    public static readonly BlockSpec ToastParameters = new("toast", Labels.None)
    {
        IsRepeatable = false,
        TakesOthers = true,
        OtherWords = [.. Switches],
    };

    /// <summary>Storage parameters: one attribute for each, whatever it is called.</summary>
    public static readonly BlockSpec IndexParameters = new("storage_params", Labels.None)
    {
        Engines = Engines.Postgres,
        IsRepeatable = false,
        TakesOthers = true,
        OtherWords = [.. Switches],
    };

    /// <summary>Storage parameters of a table, those of its TOAST table in a block of their own.</summary>
    public static readonly BlockSpec TableParameters = IndexParameters with { Blocks = [ToastParameters] };

    public static readonly BlockSpec RowSecurity = new("row_security", Labels.None)
    {
        Engines = Engines.Postgres,
        IsRepeatable = false,
        Attributes = [new("enabled", Bool), new("enforced", Bool)],
    };

    public static readonly BlockSpec Column = new("column", Labels.Name)
    {
        Attributes =
        [
            new("name", Text),
            new("null", Bool),
            new("type", ValueKind.Type) { IsRequired = true },
            new("default", Default),
            new("unsigned", Bool) { Engines = Engines.MySql | Engines.Sqlite },
            new("comment", Text),
            new("charset", Text) { Engines = Engines.MySql, IsSupported = false },
            new("collate", Any),
            new("storage", Word) { Words = ["PLAIN", "EXTERNAL", "EXTENDED", "MAIN"], Engines = Engines.Postgres },
            new("compression", Word) { Words = ["pglz", "lz4"], Engines = Engines.Postgres },
            new("statistics", Whole) { Engines = Engines.Postgres },
            new("on_update", Sql) { Engines = Engines.MySql, IsSupported = false },
            new("auto_increment", Bool) { Engines = Engines.MySql | Engines.Sqlite },
            new("invisible", Bool) { Engines = Engines.MySql, IsSupported = false },
            new("srid", Whole) { Engines = Engines.MySql, IsSupported = false },
            new("renamed_from", Text),
            new("as", Text),
        ],
        Blocks = [Identity, As],
        Choices = [new(["as"], Both: "multiple as definitions for column \"{label}\"")],
    };

    public static readonly BlockSpec PrimaryKey = new("primary_key", Labels.Optional)
    {
        IsRepeatable = false,
        Attributes =
        [
            new("name", Text),
            new("columns", References) { IsRequired = true },
            new("type", Word) { Words = ["BTREE"], Engines = Engines.Postgres | Engines.MySql },
            new("include", References) { Engines = Engines.Postgres },
            new("comment", Text),
            new("deferrable", Word) { Words = [.. Deferring], Engines = Engines.Postgres },
            new("without_overlaps", Bool) { Engines = Engines.Postgres, IsSupported = false },
            new("page_per_range", Whole) { Engines = Engines.Postgres, IsSupported = false },
        ],
        Blocks = [IndexParameters],
        Refused = [new("on", "primary keys with parts")],
    };

    public static readonly BlockSpec ForeignKey = new("foreign_key", Labels.Name)
    {
        Attributes =
        [
            new("name", Text),
            new("columns", References) { IsRequired = true },
            new("ref_columns", References) { IsRequired = true },
            new("on_update", Word) { Words = [.. Actions] },
            new("on_delete", Word) { Words = [.. Actions] },
            new("on_delete_columns", References) { Engines = Engines.Postgres },
            new("match", Word) { Words = ["SIMPLE", "FULL"], Engines = Engines.Postgres },
            new("deferrable", Word) { Words = [.. Deferring], Engines = Engines.Postgres },
            new("not_valid", Bool) { Engines = Engines.Postgres },
            new("comment", Text),
            new("period", Bool) { Engines = Engines.Postgres, IsSupported = false },
        ],
    };

    public static readonly BlockSpec Part = new("on", Labels.None)
    {
        Attributes =
        [
            new("desc", Bool),
            new("column", Reference),
            new("expr", Text),
            new("collate", Any),
            new("ops", WordOrSql) { Words = [.. OperatorClasses.Words], TakesOtherStrings = true,
                Engines = Engines.Postgres },
            new("nulls_first", Bool) { Engines = Engines.Postgres },
            new("nulls_last", Bool) { Engines = Engines.Postgres },
            new("prefix", Whole) { Engines = Engines.MySql, IsSupported = false },
        ],
        Choices =
        [
            new(["column", "expr"],
                Both: "cannot use both \"column\" and \"expr\" for index \"{parent}\" at position {position}",
                Missing: "\"column\" or \"expr\" are required for index \"{parent}\" at position {position}"),
            new(["nulls_first", "nulls_last"]),
        ],
    };

    public static readonly BlockSpec Index = new("index", Labels.Name)
    {
        Attributes =
        [
            new("name", Text),
            new("unique", Bool),
            new("columns", References),
            new("comment", Text),
            new("type", Word)
            {
                Words = ["BTREE", "BRIN", "HASH", "GIN", "GIST", "GiST", "SPGIST", "SPGiST"],
                TakesOtherStrings = true,
                Engines = Engines.Postgres | Engines.MySql,
            },
            new("where", Text) { Engines = Engines.Postgres | Engines.Sqlite },
            new("nulls_distinct", Bool) { Engines = Engines.Postgres },
            new("include", References) { Engines = Engines.Postgres },
            new("page_per_range", Whole) { Engines = Engines.Postgres },
            new("parser", Word) { Engines = Engines.MySql, TakesOtherStrings = true, IsSupported = false },
            new("renamed_from", Text),
        ],
        Blocks = [Part, IndexParameters],
        Choices =
        [
            new(["columns", "on"],
                Both: "multiple definitions for index \"{label}\", use \"columns\" or \"on\"",
                Missing: "missing definition for index \"{label}\""),
        ],
    };

    public static readonly BlockSpec ExcludePart = Part with
    {
        Attributes =
        [
            .. Part.Attributes.Where(a => a.Name != "prefix"),
            new("op", WordOrSql) { IsRequired = true, TakesOtherStrings = true },
        ],
    };

    public static readonly BlockSpec Exclude = new("exclude", Labels.Name)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            new("name", Text),
            new("type", Word)
            {
                Words = ["BTREE", "HASH", "GIN", "GIST", "GiST", "SPGIST", "SPGiST"],
                TakesOtherStrings = true,
            },
            new("include", References),
            new("where", Text),
            new("deferrable", Word) { Words = [.. Deferring] },
            new("comment", Text),
            new("renamed_from", Text),
        ],
        Blocks = [ExcludePart, IndexParameters],
        Choices = [new(["on"], Missing: "missing definition for exclusion constraint \"{label}\"")],
    };

    public static readonly BlockSpec Check = new("check", Labels.Optional)
    {
        Attributes =
        [
            new("name", Text),
            new("expr", Text) { IsRequired = true },
            new("no_inherit", Bool) { Engines = Engines.Postgres },
            new("not_valid", Bool) { Engines = Engines.Postgres },
            new("comment", Text),
            new("enforced", Bool) { Engines = Engines.MySql, IsSupported = false },
        ],
    };

    public static readonly BlockSpec Unique = new("unique", Labels.Name)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            new("name", Text),
            new("columns", References) { IsRequired = true },
            new("comment", Text),
            new("nulls_distinct", Bool),
            new("include", References),
            new("renamed_from", Text),
            new("deferrable", Word) { Words = [.. Deferring] },
            new("without_overlaps", Bool) { IsSupported = false },
            new("page_per_range", Whole) { IsSupported = false },
        ],
        Blocks = [IndexParameters],
    };

    public static readonly BlockSpec PartitionPart = new("by", Labels.None)
    {
        Attributes =
        [
            new("column", Reference),
            new("expr", Text),
            new("collate", Any),
            new("ops", WordOrSql) { Words = [.. OperatorClasses.Words], TakesOtherStrings = true },
        ],
        Choices = [new(["column", "expr"], Missing: "\"column\" or \"expr\" is required in {parent}.partition.by")],
    };

    public static readonly BlockSpec Partitioning = new("partition", Labels.None)
    {
        Engines = Engines.Postgres,
        IsRepeatable = false,
        Attributes =
        [
            new("type", Word) { Words = ["RANGE", "LIST", "HASH"], IsRequired = true,
                Missing = "missing attribute partition.type" },
            new("columns", References),
            new("partitions", Word) { Words = ["exact"] },
        ],
        Blocks = [PartitionPart],
        Choices =
        [
            new(["columns", "by"], Both: "multiple definitions for {parent}.partition, use \"columns\" or \"by\"",
                Missing: "missing columns or expressions for {parent}.partition"),
        ],
    };

    public static readonly BlockSpec Table = new("table", Labels.Qualified)
    {
        Attributes =
        [
            new("name", Text),
            new("schema", Reference)
            {
                IsRequired = true,
                Missing = "cannot extract schema name for table \"{label}\": the attribute \"schema\" is missing",
            },
            new("comment", Text),
            new("renamed_from", Text),
            new("depends_on", References),
            new("charset", Text) { Engines = Engines.MySql, IsSupported = false },
            new("collate", Text) { Engines = Engines.MySql, IsSupported = false },
            new("collation", Text) { Engines = Engines.MySql, IsSupported = false },
            new("engine", Word) { Engines = Engines.MySql, TakesOtherStrings = true, IsSupported = false },
            new("auto_increment", Whole) { Engines = Engines.MySql, IsSupported = false },
            new("system_versioned", Bool) { Engines = Engines.MySql, IsSupported = false },
            new("unlogged", Bool) { Engines = Engines.Postgres },
            new("access_method", Text) { Engines = Engines.Postgres },
            new("replica_identity", Word) { Words = ["FULL", "NOTHING", "DEFAULT"], Engines = Engines.Postgres },
            new("inherits", References) { Engines = Engines.Postgres },
            new("without_rowid", Bool) { Engines = Engines.Sqlite, IsTail = true },
            new("strict", Bool) { Engines = Engines.Sqlite, IsTail = true },
        ],
        Blocks =
        [
            Column, PrimaryKey, ForeignKey, Index, Check, Unique, Exclude, Partitioning, RowSecurity, TableParameters,
        ],
        Choices = [new(["collate", "collation"])],
    };

    public static readonly BlockSpec Enum = new("enum", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            new("name", Text),
            new("schema", Reference)
            {
                IsRequired = true,
                Missing = "cannot extract schema name for enum \"{label}\": the attribute \"schema\" is missing",
            },
            new("values", Texts) { IsRequired = true },
            new("comment", Text),
        ],
    };

    public static readonly BlockSpec Schema = new("schema", Labels.Name)
    {
        Attributes =
        [
            new("name", Text),
            new("comment", Text),
            new("charset", Text) { Engines = Engines.MySql, IsSupported = false },
            new("collate", Text) { Engines = Engines.MySql, IsSupported = false },
            new("collation", Text) { Engines = Engines.MySql, IsSupported = false },
        ],
        Choices = [new(["collate", "collation"])],
    };
}
