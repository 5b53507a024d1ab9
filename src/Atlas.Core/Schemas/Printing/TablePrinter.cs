using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints tables with all that is in them.</summary>
internal sealed class TablePrinter(Addresses addresses, Dialect dialect)
{
    private readonly TypePrinter types = new(addresses, dialect);

    public PrintedBlock Print(string schema, Table table)
    {
        var name = new ObjectName(schema, table.Name);
        var spec = table.Partition is null ? SchemaLanguage.Table : ObjectLanguage.Partition;
        return new(spec, addresses.Labels(ObjectKind.Table, name))
        {
            Attributes = new Dictionary<string, string?>
            {
                ["schema"] = Addresses.Schema(schema),
                ["of"] = table.Partition is { } partition ? addresses.Table(partition.Parent) : null,
                ["comment"] = Source.Optional(table.Comment),
                ["unlogged"] = Source.True(table.Options.IsUnlogged),
                ["access_method"] = Source.Optional(table.Options.AccessMethod),
                ["replica_identity"] = table.Options.ReplicaIndex is { } index
                    ? Addresses.Path(["index", index])
                    : table.Options.ReplicaIdentity,
                ["inherits"] = table.Options.Inherits.IsEmpty
                    ? null
                    : Source.List(table.Options.Inherits.Select(addresses.Table)),
                ["without_rowid"] = Source.True(table.IsWithoutRowId),
                ["strict"] = Source.True(table.IsStrict),
            },
            Blocks =
            [
                .. table.Partition?.Rows is { } rows ? [Rows(rows)] : Array.Empty<PrintedBlock>(),
                .. table.Columns.Select(c => Column(schema, c)),
                .. table.PrimaryKey is { } key ? [PrimaryKey(key)] : Array.Empty<PrintedBlock>(),
                .. table.ForeignKeys.Select(k => ForeignKey(name, k)),
                .. table.Indexes.Select(i => i.IsExclusion ? Exclude(i) : i.IsConstraint ? Unique(i) : Index(i)),
                .. table.Checks.Select(Check),
                .. table.Partitioning is { } spread ? [Partitioning(spread)] : Array.Empty<PrintedBlock>(),
                .. Security(table.Options),
                .. ParameterPrinter.Table(table.Options.Parameters),
            ],
        };
    }

    private static IEnumerable<PrintedBlock> Security(TableOptions options) =>
        options.IsRowSecured || options.IsRowSecurityForced
            ?
            [
                new(SchemaLanguage.RowSecurity, [])
                {
                    Attributes = new Dictionary<string, string?>
                    {
                        ["enabled"] = Source.True(options.IsRowSecured),
                        ["enforced"] = Source.True(options.IsRowSecurityForced),
                    },
                },
            ]
            : [];

    private static PrintedBlock Rows(PartitionRows rows) => rows switch
    {
        RangeRows r => Rows(ObjectLanguage.RangeRows, ("from", Texts(r.From)), ("to", Texts(r.To))),
        ListRows r => Rows(ObjectLanguage.ListRows, ("in", Texts(r.Values))),
        HashRows r => Rows(ObjectLanguage.HashRows,
            ("modulus", Source.Whole(r.Modulus)), ("remainder", Source.Whole(r.Remainder))),
        _ => throw new System.Diagnostics.UnreachableException($"{rows.GetType().Name} has no block."),
    };

    private static PrintedBlock Rows(BlockSpec spec, params (string Name, string? Source)[] attributes) =>
        new(spec, []) { Attributes = attributes.ToDictionary(a => a.Name, a => a.Source) };

    private static string Texts(Seq<string> texts) => Source.List(texts.Select(Source.String));

    private static PrintedBlock Partitioning(Partitioning spread)
    {
        var isPlain = spread.Parts.All(p => p is { Column: { } column } && p == new IndexPart { Column = column });
        return new(SchemaLanguage.Partitioning, [])
        {
            Attributes = new Dictionary<string, string?>
            {
                ["type"] = spread.Method,
                ["columns"] = isPlain ? Columns(spread.Parts.Select(p => p.Column ?? "")) : null,
                ["partitions"] = Source.Optional(spread.Partitions.Value),
            },
            Blocks = isPlain
                ? []
                : [.. spread.Parts.Select(p => Part(p) with { Spec = SchemaLanguage.PartitionPart })],
        };
    }

    private PrintedBlock Column(string schema, Column column) => new(SchemaLanguage.Column, [column.Name])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["null"] = Source.Bool(column.IsNullable),
            ["type"] = types.Print(column.Type, schema),
            ["default"] = Source.Default(column.Default),
            ["comment"] = Source.Optional(column.Comment),
            ["collate"] = Source.Optional(column.Collation),
            ["storage"] = column.Storage,
            ["compression"] = column.Compression,
            ["statistics"] = Source.Whole(column.StatisticsTarget),
            ["auto_increment"] = Source.True(column.IsAutoIncrement),
        },
        Blocks =
        [
            .. column.Identity is { } identity ? [Identity(identity)] : Array.Empty<PrintedBlock>(),
            .. column.Generated is { } generated ? [Generated(generated)] : Array.Empty<PrintedBlock>(),
        ],
    };

    private static PrintedBlock Identity(Identity identity) => new(SchemaLanguage.Identity, [])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["generated"] = identity.IsAlways ? "ALWAYS" : "BY_DEFAULT",
            ["start"] = Source.Whole(identity.Start),
            ["increment"] = Source.Whole(identity.Increment),
            ["min_value"] = Source.Whole(identity.Minimum),
            ["max_value"] = Source.Whole(identity.Maximum),
            ["cache"] = Source.Whole(identity.Cache),
            ["cycle"] = Source.True(identity.IsCycle),
        },
    };

    private static PrintedBlock Generated(Generated generated) => new(SchemaLanguage.As, [])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["expr"] = Source.String(generated.Expression),
            ["type"] = generated.IsStored ? "STORED" : "VIRTUAL",
        },
    };

    private static PrintedBlock PrimaryKey(PrimaryKey key) =>
        new(SchemaLanguage.PrimaryKey, key.Name is { } name ? [name] : [])
        {
            Attributes = new Dictionary<string, string?>
            {
                ["columns"] = Columns(key.Columns),
                ["include"] = Include(key.Include),
                ["comment"] = Source.Optional(key.Comment),
                ["deferrable"] = key.Deferrable,
            },
            Blocks = [.. ParameterPrinter.Index(key.Parameters)],
        };

    private PrintedBlock ForeignKey(ObjectName table, ForeignKey key) => new(SchemaLanguage.ForeignKey, [key.Name])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["columns"] = Columns(key.Columns),
            ["ref_columns"] = key.References == table
                ? Columns(key.ReferencedColumns)
                : Source.List(key.ReferencedColumns.Select(c => addresses.Column(key.References, c))),
            ["on_update"] = Source.Action(key.OnUpdate),
            ["on_delete"] = Source.Action(key.OnDelete),
            ["on_delete_columns"] = Include(key.OnDeleteColumns),
            ["match"] = key.IsMatchFull ? "FULL" : null,
            ["deferrable"] = key.Deferrable,
            ["not_valid"] = Source.True(key.IsNotValid),
            ["comment"] = Source.Optional(key.Comment),
        },
    };

    private static PrintedBlock Unique(Index index) => new(SchemaLanguage.Unique, [index.Name])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["columns"] = Columns(index.Parts.Select(p => p.Column ?? "")),
            ["comment"] = Source.Optional(index.Comment),
            ["nulls_distinct"] = Source.False(index.NullsDistinct),
            ["include"] = Include(index.Include),
            ["deferrable"] = index.Deferrable,
        },
        Blocks = [.. ParameterPrinter.Index(index.Parameters)],
    };

    private static PrintedBlock Exclude(Index index) => new(SchemaLanguage.Exclude, [index.Name])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["type"] = index.Method is { } method ? WordOrString("type", method, SchemaLanguage.Exclude) : null,
            ["include"] = Include(index.Include),
            ["where"] = Source.Optional(index.Predicate),
            ["deferrable"] = index.Deferrable,
            ["comment"] = Source.Optional(index.Comment),
        },
        Blocks =
        [
            .. index.Parts.Select(p => Part(p) is var printed
                ? printed with
                {
                    Spec = SchemaLanguage.ExcludePart,
                    Attributes = new Dictionary<string, string?>(printed.Attributes) { ["op"] = Source.Optional(p.Operator) },
                }
                : null).OfType<PrintedBlock>(),
            .. ParameterPrinter.Index(index.Parameters),
        ],
    };

    public static PrintedBlock Index(Index index)
    {
        var isPlain = index.Parts.All(p => p is { Column: { } column } && p == new IndexPart { Column = column });
        return new(SchemaLanguage.Index, [index.Name])
        {
            Attributes = new Dictionary<string, string?>
            {
                ["unique"] = Source.True(index.IsUnique),
                ["columns"] = isPlain ? Columns(index.Parts.Select(p => p.Column ?? "")) : null,
                ["comment"] = Source.Optional(index.Comment),
                ["type"] = index.Method is { } method ? WordOrString("type", method, SchemaLanguage.Index) : null,
                ["where"] = Source.Optional(index.Predicate),
                ["nulls_distinct"] = Source.False(index.NullsDistinct),
                ["include"] = Include(index.Include),
                ["page_per_range"] = ParameterPrinter.PagesPerRange(index),
            },
            Blocks =
            [
                .. isPlain ? [] : index.Parts.Select(Part),
                .. ParameterPrinter.Index(ParameterPrinter.Others(index)),
            ],
        };
    }

    private static PrintedBlock Part(IndexPart part) => new(SchemaLanguage.Part, [])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["desc"] = Source.True(part.IsDescending),
            ["column"] = part.Column is { } column ? Addresses.Column(column) : null,
            ["expr"] = Source.Optional(part.Expression),
            ["collate"] = Source.Optional(part.Collation),
            ["ops"] = part.OperatorClass is { } ops
                ? ops.Contains('(') ? Source.Sql(ops) : WordOrString("ops", ops, SchemaLanguage.Part)
                : null,
            ["nulls_first"] = Source.True(part.NullsFirst is true),
            ["nulls_last"] = Source.True(part.NullsFirst is false),
        },
    };

    private static PrintedBlock Check(Check check) => new(SchemaLanguage.Check, check.Name is { } name ? [name] : [])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["expr"] = Source.String(check.Expression),
            ["no_inherit"] = Source.True(check.IsNoInherit),
            ["not_valid"] = Source.True(check.IsNotValid),
            ["comment"] = Source.Optional(check.Comment),
        },
    };

    private static string Columns(IEnumerable<string> names) => Source.List(names.Select(Addresses.Column));

    private static string? Include(Seq<string> names) => names.IsEmpty ? null : Columns(names);

    private static string WordOrString(string attribute, string word, BlockSpec spec) =>
        spec.Attribute(attribute)?.Words.Contains(word) == true ? word : Source.String(word);
}
