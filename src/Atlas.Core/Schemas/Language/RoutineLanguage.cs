using static Atlas.Core.Schemas.Language.ObjectLanguage;
using static Atlas.Core.Schemas.Language.ValueKind;

namespace Atlas.Core.Schemas.Language;

/// <summary>The part of the language's table about what has a body: functions, procedures, aggregates,
/// triggers.</summary>
internal static class RoutineLanguage
{
    private static readonly AttributeSpec Language = new("lang", Word)
    {
        Words = ["SQL", "PLpgSQL"], TakesOtherStrings = true, IsRequired = true,
    };

    private static readonly AttributeSpec Body = new("as", Text) { IsRequired = true, IsTail = true };
    private static readonly AttributeSpec Security = new("security", Word)
    {
        Words = ["INVOKER", "DEFINER"], IsTail = true,
    };

    private static readonly AttributeSpec Parallel = new("parallel", Word)
    {
        Words = ["UNSAFE", "RESTRICTED", "SAFE"], IsTail = true,
    };

    public static readonly BlockSpec Argument = new("arg", Labels.Optional)
    {
        Attributes =
        [
            Name, new("type", ValueKind.Type) { IsRequired = true },
            new("mode", Word) { Words = ["IN", "OUT", "INOUT", "VARIADIC"] }, new("default", Default),
        ],
    };

    public static readonly BlockSpec ReturnTable = new("return_table", Labels.None)
    {
        IsRepeatable = false,
        Blocks =
        [
            new("column", Labels.Name) { Attributes = [Name, new("type", ValueKind.Type) { IsRequired = true }] },
        ],
    };

    /// <summary>The settings of a routine: one attribute for each, whatever it is called.</summary>
    public static readonly BlockSpec Settings = new("config_params", Labels.None)
    {
        IsRepeatable = false,
        TakesOthers = true,
    };

    public static readonly BlockSpec Function = new("function", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, Language, RenamedFrom,
            new("return", ValueKind.Type) { IsTail = true }, new("return_set", ValueKind.Type) { IsTail = true }, Body,
            new("volatility", Word) { Words = ["VOLATILE", "STABLE", "IMMUTABLE"], IsTail = true },
            new("leakproof", Bool) { IsTail = true }, new("strict", Bool) { IsTail = true }, Parallel, Security,
            new("cost", Default) { IsTail = true }, new("rows", Default) { IsTail = true },
            new("window", Bool) { IsTail = true }, TailComment, DependsOn,
        ],
        Blocks = [Argument, ReturnTable, Settings],
        Choices = [new(["return", "return_set", "return_table"])],
    };

    public static readonly BlockSpec Procedure = new("procedure", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes = [Name, Home, Language, RenamedFrom, Body, Security, TailComment, DependsOn],
        Blocks = [Argument, Settings],
    };

    public static readonly BlockSpec Aggregate = new("aggregate", Labels.Qualified)
    {
        Engines = Engines.Postgres,
        Attributes =
        [
            Name, Home, RenamedFrom,
            new("state_type", ValueKind.Type) { IsRequired = true, IsTail = true },
            new("state_func", Any) { IsRequired = true, IsTail = true },
            new("final_func", Any) { IsTail = true }, new("combine_func", Any) { IsTail = true },
            new("initial_value", Default) { IsTail = true }, Parallel, TailComment, DependsOn,
        ],
        Blocks = [Argument],
    };

    private static readonly AttributeSpec[] Events =
    [
        new("insert", Bool), new("update", Bool), new("update_of", References), new("delete", Bool),
        new("truncate", Bool),
    ];

    public static readonly BlockSpec Before = Timing("before");
    public static readonly BlockSpec After = Timing("after");
    public static readonly BlockSpec InsteadOf = Timing("instead_of");

    public static readonly BlockSpec Execute = new("execute", Labels.None)
    {
        Engines = Engines.Postgres,
        IsRepeatable = false,
        Attributes = [new("function", Any), new("procedure", Any), new("args", Texts)],
        Choices = [new(["function", "procedure"], Missing: "one of \"function\", \"procedure\" is required")],
    };

    public static readonly BlockSpec Referencing = new("referencing", Labels.None)
    {
        Engines = Engines.Postgres,
        Attributes = [new("old_table", Text), new("new_table", Text)],
    };

    public static readonly BlockSpec Trigger = new("trigger", Labels.Name)
    {
        Engines = Engines.Postgres | Engines.Sqlite,
        Attributes =
        [
            Name, new("on", Any) { IsRequired = true }, RenamedFrom,
            new("constraint", Bool) { Engines = Engines.Postgres, IsTail = true },
            new("from", Reference) { Engines = Engines.Postgres, IsTail = true },
            new("deferrable", Word)
            {
                Words = ["INITIALLY_IMMEDIATE", "INITIALLY_DEFERRED"], Engines = Engines.Postgres, IsTail = true,
            },
            new("state", Word) { Words = ["DISABLED", "REPLICA", "ALWAYS"], Engines = Engines.Postgres, IsTail = true },
            new("for", Word) { Words = ["ROW", "STATEMENT"], IsTail = true },
            new("foreach", Word) { Words = ["ROW", "STATEMENT"], IsTail = true },
            new("when", Text) { IsTail = true }, new("as", Text) { Engines = Engines.Sqlite, IsTail = true }, TailComment,
            DependsOn,
        ],
        Blocks = [Before, After, InsteadOf, Referencing, Execute],
        Choices =
        [
            new(["before", "after", "instead_of"],
                Missing: "one of \"before\", \"after\", \"instead_of\" is required"),
            new(["for", "foreach"]),
            new(["execute", "as"], Missing: "one of \"execute\", \"as\" is required"),
        ],
    };

    private static BlockSpec Timing(string word) => new(word, Labels.None)
    {
        IsRepeatable = false,
        Attributes = [.. Events],
        Choices = [new(["update", "update_of"])],
    };
}
