using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints types, sequences and views; what has a body is left to
/// <see cref="RoutinePrinter"/>.</summary>
internal sealed class ObjectPrinter(Addresses addresses, Dialect dialect)
{
    private readonly TypePrinter types = new(addresses, dialect);
    private readonly RoutinePrinter routines = new(addresses, dialect);

    public PrintedBlock Print(string schema, RealmObject item)
    {
        var (block, attributes) = item switch
        {
            Domain o => DomainParts(schema, o),
            Composite o => (ObjectLanguage.Composite, new Parts()
            {
                Blocks = [.. o.Fields.Select(f => Field(schema, f))],
            }),
            RangeType o => RangeParts(schema, o),
            Sequence o => SequenceParts(schema, o),
            View o => ViewParts(schema, o),
            MaterializedView o => (ObjectLanguage.Materialized, new Parts()
            {
                Attributes = { ["as"] = Source.Query(o.Definition) },
                Blocks =
                [
                    .. o.Columns.Select(c => Column(schema, c)),
                    .. o.Indexes.Select(TablePrinter.Index),
                    .. ParameterPrinter.Table(o.Parameters),
                ],
            }),
            Routine o => routines.Routine(schema, o),
            Aggregate o => routines.Aggregate(schema, o),
            Trigger o => routines.Trigger(schema, o),
            Policy o => PolicyParts(schema, o),
            Extension o => (ObjectLanguage.Extension, new Parts()
            {
                Attributes =
                {
                    ["schema"] = o.Schema is { } home ? Addresses.Schema(home) : null,
                    ["version"] = Source.Optional(o.Version),
                },
            }),
            Collation o => (ObjectLanguage.Collation, new Parts()
            {
                Attributes =
                {
                    ["provider"] = o.Provider,
                    ["locale"] = Source.Optional(o.Locale),
                    ["lc_collate"] = Source.Optional(o.Order),
                    ["lc_ctype"] = Source.Optional(o.Classes),
                    ["rules"] = Source.Optional(o.Rules),
                    ["deterministic"] = Source.False(!o.IsNondeterministic),
                },
            }),
            _ => throw new UnreachableException($"{item.GetType().Name} has no block."),
        };
        if (item.Relation is null && schema.Length > 0) attributes.Attributes["schema"] = Addresses.Schema(schema);
        attributes.Attributes["comment"] = Source.Optional(item.Comment);
        attributes.Attributes["depends_on"] = DependsOn(item);
        return new(block, item.Relation is not null ? [item.Name] : addresses.Labels(item.Kind, new(schema, item.Name)))
        {
            Attributes = attributes.Attributes,
            Blocks = attributes.Blocks,
        };
    }

    // A trigger names its table and function in its own attributes, and a type the types in it.
    private string? DependsOn(RealmObject item)
    {
        if (item is not (View or MaterializedView or Routine or Aggregate or Policy)) return null;
        var references = item.DependsOn.Where(d => !(item is Policy && d.Name.Name == item.Relation)
            && addresses.Has(d.Kind, d.Name))
            .Select(d => addresses.Of(d.Kind, d.Name)).Distinct().Order(StringComparer.Ordinal).ToList();
        return references.Count == 0 ? null : Source.List(references);
    }

    private (BlockSpec, Parts) PolicyParts(string schema, Policy o) => (PolicyLanguage.Policy, new Parts()
    {
        Attributes =
        {
            ["on"] = addresses.Table(new(schema, o.Table)),
            ["as"] = o.IsRestrictive ? "RESTRICTIVE" : null,
            ["for"] = o.Command,
            ["to"] = Source.List(o.Roles.Select(r => r == Policy.Public ? r : Source.String(r))),
            ["using"] = Source.Optional(o.Using),
            ["check"] = Source.Optional(o.Check),
        },
    });

    private (BlockSpec, Parts) DomainParts(string schema, Domain o) => (ObjectLanguage.Domain, new Parts()
    {
        Attributes =
        {
            ["type"] = types.Print(o.Type, schema),
            ["null"] = Source.True(o.IsNullable),
            ["default"] = Source.Default(o.Default),
            ["collate"] = Source.Optional(o.Collation),
        },
        Blocks =
        [
            .. o.Checks.Select(c => new PrintedBlock(ObjectLanguage.DomainCheck, c.Name is { } name ? [name] : [])
            {
                Attributes = new Dictionary<string, string?>
                {
                    ["expr"] = Source.String(c.Expression),
                    ["comment"] = Source.Optional(c.Comment),
                },
            }),
        ],
    });

    private PrintedBlock Field(string schema, Field field) => new(ObjectLanguage.Field, [field.Name])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["type"] = types.Print(field.Type, schema),
            ["collate"] = Source.Optional(field.Collation),
        },
    };

    private (BlockSpec, Parts) RangeParts(string schema, RangeType o) => (ObjectLanguage.Range, new Parts()
    {
        Attributes =
        {
            ["subtype"] = types.Print(o.Subtype, schema),
            ["subtype_opclass"] = Source.Optional(o.OperatorClass),
            ["collation"] = Source.Optional(o.Collation),
            ["canonical"] = Source.Optional(o.Canonical),
            ["subtype_diff"] = Source.Optional(o.Difference),
            ["multirange_name"] = Source.Optional(o.Multirange),
        },
    });

    private (BlockSpec, Parts) SequenceParts(string schema, Sequence o) => (ObjectLanguage.Sequence, new Parts()
    {
        Attributes =
        {
            ["type"] = o.Type is BuiltInType { Word: "bigint" } ? null : types.Print(o.Type, schema),
            ["start"] = Source.Whole(o.Options.Start),
            ["increment"] = Source.Whole(o.Options.Increment),
            ["min_value"] = Source.Whole(o.Options.Minimum),
            ["max_value"] = Source.Whole(o.Options.Maximum),
            ["cache"] = Source.Whole(o.Options.Cache),
            ["cycle"] = Source.True(o.Options.IsCycle),
            ["owner"] = o.Owner is { } owner ? addresses.Column(owner.Table, owner.Column) : null,
        },
    });

    private (BlockSpec, Parts) ViewParts(string schema, View o) => (ObjectLanguage.View, new Parts()
    {
        Attributes = { ["as"] = Source.Query(o.Definition), ["check_option"] = o.CheckOption },
        Blocks =
        [
            .. o.Columns.Select(c => Column(schema, c)),
            .. o.IsInvoker || o.IsBarrier
                ?
                [
                    new PrintedBlock(ObjectLanguage.Security, [])
                    {
                        Attributes = new Dictionary<string, string?>
                        {
                            ["invoker"] = Source.True(o.IsInvoker),
                            ["barrier"] = Source.True(o.IsBarrier),
                        },
                    },
                ]
                : Array.Empty<PrintedBlock>(),
        ],
    });

    private PrintedBlock Column(string schema, ViewColumn column) => new(ObjectLanguage.ViewColumn, [column.Name])
    {
        Attributes = new Dictionary<string, string?>
        {
            ["null"] = Source.Bool(true),
            ["type"] = types.Print(column.Type, schema),
            ["comment"] = Source.Optional(column.Comment),
        },
    };
}

/// <summary>What stands in a block, while it comes together.</summary>
internal sealed class Parts
{
    public Dictionary<string, string?> Attributes { get; } = [];

    public IReadOnlyList<PrintedBlock> Blocks { get; init; } = [];
}
