using static Atlas.Core.Schemas.Language.ValueKind;

namespace Atlas.Core.Schemas.Language;

/// <summary>The part of the language's table about types, sequences, views and partitions.</summary>
internal static class ObjectLanguage
{
    public static readonly AttributeSpec Home = new("schema", Reference) { IsRequired = true };
    public static readonly AttributeSpec Name = new("name", Text);
    public static readonly AttributeSpec Comment = new("comment", Text);
    public static readonly AttributeSpec TailComment = new("comment", Text) { IsTail = true };
    public static readonly AttributeSpec RenamedFrom = new("renamed_from", Text);
    public static readonly AttributeSpec DependsOn = new("depends_on", References) { IsTail = true };

    public static readonly BlockSpec DomainCheck = new("check", Labels.Optional)
    {
        Attributes = [Name, new("expr", Text) { IsRequired = true }, Comment],
    };

    public static readonly BlockSpec Domain = new("domain", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, new("type", ValueKind.Type) { IsRequired = true }, new("null", Bool), new("default", Default),
            new("collate", Any), Comment, RenamedFrom, DependsOn,
        ],
        Blocks = [DomainCheck],
    };

    public static readonly BlockSpec Field = new("field", Labels.Name)
    {
        Attributes = [Name, new("type", ValueKind.Type) { IsRequired = true }, new("collate", Any)],
    };

    public static readonly BlockSpec Composite = new("composite", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes = [Name, Home, Comment, RenamedFrom],
        Blocks = [Field],
    };

    public static readonly BlockSpec Range = new("range", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, new("subtype", ValueKind.Type) { IsRequired = true }, new("subtype_opclass", Text),
            new("collation", Any), new("canonical", Text), new("subtype_diff", Text), new("multirange_name", Text),
            Comment, RenamedFrom, DependsOn,
        ],
    };

    public static readonly BlockSpec Collation = new("collation", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, new("provider", Word) { Words = ["libc", "icu", "builtin"] }, new("locale", Text),
            new("lc_collate", Text), new("lc_ctype", Text), new("rules", Text), new("deterministic", Bool), Comment,
            RenamedFrom,
        ],
        Choices =
        [
            new(["locale", "lc_collate"], Missing: "one of \"locale\", \"lc_collate\" is required"),
            new(["locale", "lc_ctype"], Missing: "one of \"locale\", \"lc_ctype\" is required"),
        ],
    };

    public static readonly BlockSpec Extension = new("extension", Labels.Name)
    {
        Engines = Engines.Postgres,
        Attributes = [Name, new("schema", Reference), new("version", Text), Comment, DependsOn],
    };

    public static readonly BlockSpec Sequence = new("sequence", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, new("type", ValueKind.Type), new("start", Whole), new("increment", Whole),
            new("min_value", Whole), new("max_value", Whole), new("cache", Whole), new("cycle", Bool),
            new("owner", Reference), Comment, RenamedFrom,
        ],
    };

    public static readonly BlockSpec ViewColumn = new("column", Labels.Name)
    {
        Attributes = [Name, new("null", Bool), new("type", ValueKind.Type) { IsRequired = true }, Comment],
    };

    public static readonly BlockSpec Security = new("security", Labels.None)
    {
        Engines = Engines.Postgres,
        IsRepeatable = false,
        Attributes = [new("invoker", Bool), new("barrier", Bool)],
    };

    public static readonly BlockSpec View = new("view", Labels.Qualified)
    {
        Engines = Engines.Postgres | Engines.Sqlite,
        Attributes =
        [
            Name, Home, RenamedFrom, new("as", Text) { IsRequired = true, IsTail = true },
            new("check_option", Word) { Words = ["LOCAL", "CASCADED"], Engines = Engines.Postgres, IsTail = true },
            TailComment, DependsOn,
        ],
        Blocks = [ViewColumn, Security],
    };

    public static readonly BlockSpec Materialized = new("materialized", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, RenamedFrom, new("as", Text) { IsRequired = true, IsTail = true }, TailComment, DependsOn,
        ],
        Blocks = [ViewColumn, SchemaLanguage.Index, SchemaLanguage.TableParameters],
    };

    public static readonly BlockSpec RangeRows = new("range", Labels.None)
    {
        IsRepeatable = false,
        Attributes = [new("from", Texts) { IsRequired = true }, new("to", Texts) { IsRequired = true }],
    };

    public static readonly BlockSpec ListRows = new("list", Labels.None)
    {
        IsRepeatable = false,
        Attributes = [new("in", Texts) { IsRequired = true }],
    };

    public static readonly BlockSpec HashRows = new("hash", Labels.None)
    {
        IsRepeatable = false,
        Attributes = [new("modulus", Whole) { IsRequired = true }, new("remainder", Whole) { IsRequired = true }],
    };

    public static readonly BlockSpec Partition = new("partition", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, new("of", Reference) { IsRequired = true }, Comment, RenamedFrom, new("unlogged", Bool),
            new("access_method", Text),
            new("replica_identity", Word) { Words = ["FULL", "NOTHING", "DEFAULT"] },
        ],
        Blocks =
        [
            RangeRows, ListRows, HashRows, SchemaLanguage.PrimaryKey, SchemaLanguage.ForeignKey, SchemaLanguage.Index,
            SchemaLanguage.Check, SchemaLanguage.Unique, SchemaLanguage.Exclude, SchemaLanguage.Partitioning,
            SchemaLanguage.RowSecurity, SchemaLanguage.TableParameters,
        ],
        Choices = [new(["range", "list", "hash"])],
    };
}
