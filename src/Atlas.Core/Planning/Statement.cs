using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>One SQL statement of a plan.</summary>
/// <param name="Sql">The statement without the closing delimiter; may span lines.</param>
/// <param name="Comment">What it does, in lower case without a full stop, such as <c>create "users" table</c>.</param>
public sealed record Statement(string Sql, string Comment)
{
    /// <summary>Gets what a person should know before running it.</summary>
    public Seq<Hazard> Hazards { get; init; } = [];

    /// <summary>Gets whether the database refuses it inside a transaction.</summary>
    public bool IsOutsideTransaction { get; init; }

    /// <summary>Gets the place of the change that it makes among the plan's changes, from 0.</summary>
    public int Change { get; init; }
}

/// <summary>A danger of a statement.</summary>
/// <param name="Kind">What kind of danger it is.</param>
/// <param name="Message">One full sentence that names the object.</param>
public sealed record Hazard(HazardKind Kind, string Message);

/// <summary>The kinds of danger.</summary>
public enum HazardKind
{
    /// <summary>Rows or values are lost.</summary>
    DataLoss,

    /// <summary>It fails when the data don't fit.</summary>
    DataDependent,

    /// <summary>The table is written anew.</summary>
    Rewrite,

    /// <summary>Readers or writers wait.</summary>
    Lock,
}
