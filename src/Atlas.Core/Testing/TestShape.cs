using Atlas.Core.Variables;
using Atlas.Hcl.Decoding;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Testing;

/// <summary>What a test file may hold.</summary>
internal static class TestShape
{
    /// <summary>The kinds of test that a file may hold; a command runs those of one kind.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["schema", "plan", "migrate", "script"];

    private static readonly AttributeShape Sql = new("sql", ValueType.String, true);
    private static readonly AttributeShape Output = new("output", ValueType.String);
    private static readonly AttributeShape Match = new("match", ValueType.String);

    private static readonly IReadOnlyList<BlockShape> Steps =
    [
        new("exec", Body(Sql, new("format", ValueType.String) { Words = ["csv", "table"] }, Output, Match)),
        new("catch", Body(Sql, new("error", ValueType.String))),
        new("assert", Body(Sql, new("error_message", ValueType.String))),
        new("log", Body(new AttributeShape("message", ValueType.String, true))),
        new("external", Body(
            new("program", new Hcl.Values.ListType(ValueType.String), true), new("working_dir", ValueType.String),
            Output, Match)),
        new("cleanup", Body(Sql)),
    ];

    /// <summary>A file: variables, locals and cases.</summary>
    public static readonly BodyShape File = new()
    {
        Blocks =
        [
            VariableShape.Typed with { IsUnique = true },
            new("locals", new() { TakesAnyAttribute = true }),
            new("test", new() { TakesAnyAttribute = true, IgnoresOtherBlocks = true })
            {
                Labels = ["kind", "name"], IsUnique = true,
            },
        ],
    };

    private static readonly BodyShape SchemaCase = new()
    {
        Attributes = [new("skip", ValueType.Bool), new("parallel", ValueType.Bool), new("for_each", ValueType.Dynamic)],
        Blocks = Steps,
    };

    private static readonly BodyShape PlanCase = SchemaCase with
    {
        Blocks =
        [
            .. Steps, new("schema", Body(new AttributeShape("url", ValueType.String, true))) { AtMost = 1 },
            new("apply", Body(new AttributeShape("url", ValueType.String, true))),
        ],
    };

    /// <summary>Returns what a case of one kind may hold.</summary>
    public static BodyShape CaseOf(string kind) => kind == "plan" ? PlanCase : SchemaCase;

    private static BodyShape Body(params AttributeShape[] attributes) => new() { Attributes = attributes };
}
