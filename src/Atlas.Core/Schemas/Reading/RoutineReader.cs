using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads functions, procedures and aggregates of one schema.</summary>
internal sealed class RoutineReader(TypeReader types, string schema)
{
    public Routine Routine(Block block, string name, ObjectKind kind)
    {
        var set = types.Read(block, schema, "return_set");
        var table = block.Blocks(RoutineLanguage.ReturnTable).FirstOrDefault();
        return new(kind, name, (block.Word("lang") ?? "").ToLowerInvariant(), block.Text("as") ?? "")
        {
            Arguments = Arguments(block),
            Returns = set ?? types.Read(block, schema, "return"),
            ReturnsSet = set is not null,
            ReturnTable = table?.Blocks(RoutineLanguage.ReturnTable.Blocks[0])
                .Select(c => types.Read(c, schema) is { } type ? new Field(c.Name ?? "", type) : null)
                .OfType<Field>().ToSeq() ?? [],
            Volatility = Unless(block.Word("volatility"), "VOLATILE"),
            Parallel = Unless(block.Word("parallel"), "UNSAFE"),
            IsStrict = block.Bool("strict"),
            IsLeakproof = block.Bool("leakproof"),
            IsDefiner = block.Word("security") == "DEFINER",
            IsWindow = block.Bool("window"),
            Cost = (block.Default("cost") as NumberLiteral)?.Text,
            Rows = (block.Default("rows") as NumberLiteral)?.Text,
            Settings = block.Blocks(RoutineLanguage.Settings).SelectMany(s => s.Others())
                .Select(s => new Setting(s.Name, s.Text)).OrderBy(s => s.Name, StringComparer.Ordinal).ToSeq(),
        };
    }

    public Aggregate? Aggregate(Block block, string name)
    {
        if (types.Read(block, schema, "state_type") is not { } type) return null;
        if (block.Named("state_func", "function") is not { } state) return null;
        return new(name, type, Function(state))
        {
            Arguments = Arguments(block),
            InitialValue = block.Default("initial_value") switch
            {
                StringLiteral text => text.Value,
                NumberLiteral number => number.Text,
                BoolLiteral truth => truth.Value ? "true" : "false",
                RawSql sql => sql.Sql,
                _ => null,
            },
            FinalFunction = block.Named("final_func", "function") is { } final ? Function(final) : null,
            CombineFunction = block.Named("combine_func", "function") is { } combine ? Function(combine) : null,
            Parallel = Unless(block.Word("parallel"), "UNSAFE"),
        };
    }

    /// <summary>Returns the name of a function; one without a schema is the database's own.</summary>
    public static ObjectName Function((string? Kind, ObjectName Name) named) =>
        named.Name.Schema.Length == 0 ? named.Name with { Schema = "pg_catalog" } : named.Name;

    private Seq<Argument> Arguments(Block block) => block.Blocks(RoutineLanguage.Argument)
        .Select(a => types.Read(a, schema) is { } type
            ? new Argument(a.Name, type) { Mode = Unless(a.Word("mode"), "IN"), Default = a.Default("default") }
            : null)
        .OfType<Argument>().ToSeq();

    private static string? Unless(string? word, string usual) => word == usual ? null : word;
}
