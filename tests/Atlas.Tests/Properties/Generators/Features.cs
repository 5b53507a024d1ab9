using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>A type that generated columns may have, and which defaults fit it.</summary>
public sealed record TypeChoice(ColumnType Type, Seq<SqlExpression> Defaults)
{
    /// <summary>Whether keys and indexes can be built over it.</summary>
    public bool IsKey { get; init; } = true;

    /// <summary>Types of one family can be changed into one another while there are rows.</summary>
    public string Family { get; init; } = "";

    /// <summary>Whether it is a whole number, so that checks and generated columns can count with it.</summary>
    public bool IsNumber { get; init; }
}

/// <summary>What a dialect has, as far as generated realms are concerned. Properties of a driver use the same generator.</summary>
public sealed record Features
{
    /// <summary>The schemas to put things in; the first is always there, others come and go.</summary>
    public Seq<string> Schemas { get; init; } = ["main"];

    public required Seq<TypeChoice> Types { get; init; }

    public bool Comments { get; init; } = true;

    public bool SchemaComments { get; init; } = true;

    public bool Enums { get; init; } = true;

    public bool Objects { get; init; } = true;

    /// <summary>The kinds of those objects.</summary>
    public Seq<ObjectKind> Kinds { get; init; } =
    [
        ObjectKind.Sequence, ObjectKind.Domain, ObjectKind.Composite, ObjectKind.Range, ObjectKind.View, ObjectKind.Materialized,
        ObjectKind.Function, ObjectKind.Procedure, ObjectKind.Aggregate, ObjectKind.Trigger, ObjectKind.Policy,
    ];

    /// <summary>Whether tables, columns, keys and indexes have the settings of PostgreSQL.</summary>
    public bool Settings { get; init; } = true;

    /// <summary>Whether tables may be unlogged, whatever refers to them.</summary>
    public bool Unlogged { get; init; } = true;

    public bool EnumValueRemoval { get; init; } = true;

    public bool Arrays { get; init; } = true;

    public bool Identity { get; init; } = true;

    public bool AutoIncrement { get; init; } = true;

    public bool Storage { get; init; } = true;

    public bool Constraints { get; init; } = true;

    public bool Include { get; init; } = true;

    public bool NullsDistinct { get; init; } = true;

    public bool NullsFirst { get; init; } = true;

    public bool NamedPrimaryKeys { get; init; } = true;

    public bool UnnamedChecks { get; init; } = true;

    public bool NoInherit { get; init; } = true;

    public bool IndexExpressions { get; init; } = true;

    public Seq<string> Methods { get; init; } = ["HASH"];

    public Seq<string> Collations { get; init; } = ["C"];

    /// <summary>Whether a generated column may be stored, computed when read, or both.</summary>
    public Seq<bool> GeneratedStored { get; init; } = [true, false];

    /// <summary>Whether a generated column's expression may change or come and go.</summary>
    public bool GeneratedChanges { get; init; } = true;

    /// <summary>Conditions over a number column, as the database itself would spell them.</summary>
    public Func<string, Seq<string>> Conditions { get; init; } = c => [$"({Quoted(c)} > 0)", $"({Quoted(c)} < 1000)"];

    /// <summary>Whole numbers computed from a number column, as the database itself would spell them.</summary>
    public Func<string, Seq<string>> Computations { get; init; } = c => [$"({Quoted(c)} + 1)", $"({Quoted(c)} * 2)"];

    /// <summary>What names begin with.</summary>
    public Seq<string> Names { get; init; } =
        ["users", "order", "a b", "we\"ird", "naïve", "表", "Mixed", "select", "x.y", "it's", "back`tick", "id", "ключ", "😀", "%s"];

    /// <summary>What SQLite has in common everywhere; its types and comments are for the caller to say.</summary>
    public static readonly Features Sqlite = new()
    {
        Objects = false,
        Settings = false,
        Types = [],
        Enums = false,
        Arrays = false,
        Identity = false,
        Constraints = false,
        Include = false,
        NullsDistinct = false,
        NullsFirst = false,
        NoInherit = false,
        Methods = [],
    };

    /// <summary>Everything that the model can say.</summary>
    public static readonly Features Everything = new()
    {
        Schemas = ["main", "other", "odd name"],
        Types =
        [
            new(new BuiltInType("int", []), [new NumberLiteral("0"), new NumberLiteral("-7"), new RawSql("NULL")]) { Family = "number", IsNumber = true },
            new(new BuiltInType("bigint", []), [new NumberLiteral("12345678901")]) { Family = "number", IsNumber = true },
            new(new BuiltInType("text", []), [new StringLiteral(""), new StringLiteral("it's"), new RawSql("lower('A')")]) { Family = "text" },
            new(new BuiltInType("varchar", [255]), [new StringLiteral("null")]) { Family = "text" },
            new(new BuiltInType("varchar", [30]), [new StringLiteral("a\nb")]) { Family = "text" },
            new(new BuiltInType("decimal", [10, 2]), [new NumberLiteral("1.50")]) { Family = "decimal" },
            new(new BuiltInType("boolean", []), [new BoolLiteral(true), new BoolLiteral(false)]) { Family = "boolean" },
            new(new RawType("citext"), []) { Family = "raw", IsKey = false },
        ],
    };

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
