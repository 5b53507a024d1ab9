using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Printing;

/// <summary>Prints functions, procedures, aggregates and triggers.</summary>
internal sealed class RoutinePrinter(Addresses addresses, Dialect dialect)
{
    private readonly TypePrinter types = new(addresses, dialect);

    public (BlockSpec, Parts) Routine(string schema, Routine o)
    {
        var table = RoutineLanguage.ReturnTable;
        return (o.Kind == ObjectKind.Procedure ? RoutineLanguage.Procedure : RoutineLanguage.Function, new Parts()
        {
            Attributes =
            {
                ["lang"] = o.Language switch
                {
                    "sql" => "SQL",
                    "plpgsql" => "PLpgSQL",
                    var other => Source.String(other),
                },
                ["return"] = o is { ReturnsSet: false, Returns: { } type } ? types.Print(type, schema) : null,
                ["return_set"] = o is { ReturnsSet: true, Returns: { } element } ? types.Print(element, schema) : null,
                ["as"] = Source.Lines(o.Body),
                ["volatility"] = o.Volatility,
                ["leakproof"] = Source.True(o.IsLeakproof),
                ["strict"] = Source.True(o.IsStrict),
                ["parallel"] = o.Parallel,
                ["security"] = o.IsDefiner ? "DEFINER" : null,
                ["cost"] = o.Cost,
                ["rows"] = o.Rows,
                ["window"] = Source.True(o.IsWindow),
            },
            Blocks =
            [
                .. o.Arguments.Select(a => Argument(schema, a)),
                .. o.ReturnTable.IsEmpty
                    ? Array.Empty<PrintedBlock>()
                    :
                    [
                        new(table, [])
                        {
                            Blocks =
                            [
                                .. o.ReturnTable.Select(f => new PrintedBlock(table.Blocks[0], [f.Name])
                                {
                                    Attributes = new Dictionary<string, string?>
                                    {
                                        ["type"] = types.Print(f.Type, schema),
                                    },
                                }),
                            ],
                        },
                    ],
                .. o.Settings.IsEmpty
                    ? Array.Empty<PrintedBlock>()
                    :
                    [
                        new(RoutineLanguage.Settings, [])
                        {
                            Attributes = o.Settings.ToDictionary(s => s.Name, s => (string?)Source.String(s.Value)),
                        },
                    ],
            ],
        });
    }

    public (BlockSpec, Parts) Aggregate(string schema, Aggregate o) => (RoutineLanguage.Aggregate, new Parts()
    {
        Attributes =
        {
            ["state_type"] = types.Print(o.StateType, schema),
            ["state_func"] = Function(o.StateFunction),
            ["final_func"] = o.FinalFunction is { } final ? Function(final) : null,
            ["combine_func"] = o.CombineFunction is { } combine ? Function(combine) : null,
            ["initial_value"] = Source.Optional(o.InitialValue),
            ["parallel"] = o.Parallel,
        },
        Blocks = [.. o.Arguments.Select(a => Argument(schema, a))],
    });

    public (BlockSpec, Parts) Trigger(string schema, Trigger o)
    {
        var timing = o.Timing switch
        {
            TriggerTiming.Before => RoutineLanguage.Before,
            TriggerTiming.After => RoutineLanguage.After,
            _ => RoutineLanguage.InsteadOf,
        };
        var on = new ObjectName(schema, o.Table);
        var kind = addresses.Has(ObjectKind.View, on) ? ObjectKind.View : ObjectKind.Table;
        return (RoutineLanguage.Trigger, new Parts()
        {
            Attributes =
            {
                ["on"] = addresses.Of(kind, on),
                ["constraint"] = Source.True(o is { IsConstraint: true, Deferrable: null, From: null }),
                ["from"] = o.From is { } from ? addresses.Table(from) : null,
                ["deferrable"] = o.Deferrable,
                ["state"] = o.State,
                ["for"] = o is { IsForEachRow: true, Body: null } ? "ROW" : null,
                ["as"] = o.Body is { } body ? Source.Query(body) : null,
                ["when"] = o.When is { } when ? Source.Query(when) : null,
            },
            Blocks =
            [
                Block(timing,
                    ("insert", Source.True(o.OnInsert)),
                    ("update", Source.True(o.OnUpdate && o.UpdateOf.IsEmpty)),
                    ("update_of", o.UpdateOf.IsEmpty
                        ? null
                        : Source.List(o.UpdateOf.Select(c => addresses.Column(on, c, kind)))),
                    ("delete", Source.True(o.OnDelete)),
                    ("truncate", Source.True(o.OnTruncate))),
                .. o.OldTable is null && o.NewTable is null
                    ? Array.Empty<PrintedBlock>()
                    :
                    [
                        Block(RoutineLanguage.Referencing,
                            ("old_table", Source.Optional(o.OldTable)), ("new_table", Source.Optional(o.NewTable))),
                    ],
                .. o.Function is { } function
                    ?
                    [
                        Block(RoutineLanguage.Execute,
                            ("function", Function(function)),
                            ("args", o.Arguments.IsEmpty ? null : Source.List(o.Arguments.Select(Source.String)))),
                    ]
                    : Array.Empty<PrintedBlock>(),
            ],
        });
    }

    private static PrintedBlock Block(BlockSpec spec, params (string Name, string? Source)[] attributes) =>
        new(spec, []) { Attributes = attributes.ToDictionary(a => a.Name, a => a.Source) };

    private PrintedBlock Argument(string schema, Argument argument) =>
        new(RoutineLanguage.Argument, argument.Name is { } name ? [name] : [])
        {
            Attributes = new Dictionary<string, string?>
            {
                ["type"] = types.Print(argument.Type, schema),
                ["mode"] = argument.Mode,
                ["default"] = Source.Default(argument.Default),
            },
        };

    // A function that the document doesn't hold is the database's own, or lies in another schema.
    private string Function(ObjectName name) => addresses.Has(ObjectKind.Function, name)
        ? addresses.Of(ObjectKind.Function, name)
        : Source.Sql(name.Schema == "pg_catalog"
            ? dialect.Quote(name.Name)
            : $"{dialect.Quote(name.Schema)}.{dialect.Quote(name.Name)}");
}
