namespace Atlas.Core.Model;

/// <summary>A function or procedure.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Name">The name, which several may share.</param>
/// <param name="Language">The language in lower case, such as <c>plpgsql</c>.</param>
/// <param name="Body">The body as written, or from RETURN or BEGIN ATOMIC on where the database parses it.</param>
public sealed record Routine(ObjectKind Kind, string Name, string Language, string Body) : RealmObject(Name)
{
    /// <summary>Gets the arguments in order, without the columns of a returned table.</summary>
    public Seq<Argument> Arguments { get; init; } = [];

    /// <summary>Gets the type of the result; null for a procedure, a table, and where the arguments tell it.</summary>
    public ColumnType? Returns { get; init; }

    /// <summary>Gets whether it returns any number of rows of that type.</summary>
    public bool ReturnsSet { get; init; }

    /// <summary>Gets the columns of a returned table; empty for none.</summary>
    public Seq<Field> ReturnTable { get; init; } = [];

    /// <summary>Gets IMMUTABLE or STABLE; null for VOLATILE.</summary>
    public string? Volatility { get; init; }

    /// <summary>Gets SAFE or RESTRICTED; null for UNSAFE.</summary>
    public string? Parallel { get; init; }

    /// <summary>Gets whether a null argument gives null without a call.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets whether it tells nothing about its arguments but by its result.</summary>
    public bool IsLeakproof { get; init; }

    /// <summary>Gets whether it runs with the rights of its owner.</summary>
    public bool IsDefiner { get; init; }

    /// <summary>Gets whether it is a window function.</summary>
    public bool IsWindow { get; init; }

    /// <summary>Gets the estimated cost of a call as a number; null for the language's default.</summary>
    public string? Cost { get; init; }

    /// <summary>Gets the estimated number of rows; null for the default.</summary>
    public string? Rows { get; init; }

    /// <summary>Gets the settings in force while it runs, sorted by name, with values as the database stores
    /// them.</summary>
    public Seq<Setting> Settings { get; init; } = [];

    /// <inheritdoc/>
    public override ObjectKind Kind { get; } = Kind;

    /// <inheritdoc/>
    public override string Detail => Argument.Signature(Arguments);
}

/// <summary>A setting of a routine.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record Setting(string Name, string Value);

/// <summary>An argument of a routine.</summary>
/// <param name="Name">The name; null for none.</param>
/// <param name="Type">The type.</param>
public sealed record Argument(string? Name, ColumnType Type)
{
    /// <summary>Gets OUT, INOUT or VARIADIC; null for IN.</summary>
    public string? Mode { get; init; }

    /// <summary>Gets the default; null for none.</summary>
    public SqlExpression? Default { get; init; }

    /// <summary>Returns what tells namesakes apart: the types that a call gives, in order.</summary>
    public static string Signature(Seq<Argument> arguments) =>
        string.Join(", ", arguments.Where(a => a.Mode != "OUT").Select(a => Text(a.Type)));

    // Arguments of types don't count: two functions can't differ in a length only.
    private static string Text(ColumnType type) => type switch
    {
        BuiltInType t => t.Word,
        EnumReference t => t.Name.Name,
        TypeReference t => t.Name.Name,
        ArrayType t => $"{Text(t.Element)}[]",
        RawType t => t.Sql,
        _ => throw new System.Diagnostics.UnreachableException($"{type.GetType().Name} has no text."),
    };
}

/// <summary>A function over many rows (PostgreSQL).</summary>
/// <param name="Name">The name, which several may share.</param>
/// <param name="StateType">The type of the state.</param>
/// <param name="StateFunction">The function that takes in a row.</param>
public sealed record Aggregate(string Name, ColumnType StateType, ObjectName StateFunction) : RealmObject(Name)
{
    /// <summary>Gets the arguments in order.</summary>
    public Seq<Argument> Arguments { get; init; } = [];

    /// <summary>Gets the first state as text; null for none.</summary>
    public string? InitialValue { get; init; }

    /// <summary>Gets the function that makes the result of the last state; null for none.</summary>
    public ObjectName? FinalFunction { get; init; }

    /// <summary>Gets the function that makes one state of two; null for none.</summary>
    public ObjectName? CombineFunction { get; init; }

    /// <summary>Gets SAFE or RESTRICTED; null for UNSAFE.</summary>
    public string? Parallel { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Aggregate;

    /// <inheritdoc/>
    public override string Detail => Argument.Signature(Arguments);
}
