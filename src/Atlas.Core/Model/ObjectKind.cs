using System.Diagnostics;

namespace Atlas.Core.Model;

/// <summary>What can be named inside a database besides schemas.</summary>
public enum ObjectKind
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>An enum.</summary>
    Enum,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A composite type.</summary>
    Composite,

    /// <summary>A range type.</summary>
    Range,

    /// <summary>A sequence that no identity or serial column hides.</summary>
    Sequence,

    /// <summary>A view.</summary>
    View,

    /// <summary>A materialised view.</summary>
    Materialized,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A procedure.</summary>
    Procedure,

    /// <summary>An aggregate.</summary>
    Aggregate,

    /// <summary>A trigger of a table or view.</summary>
    Trigger,

    /// <summary>A policy of a table's row security.</summary>
    Policy,

    /// <summary>An order of texts.</summary>
    Collation,

    /// <summary>An extension, which lies in no schema.</summary>
    Extension,
}

/// <summary>What kinds are called.</summary>
public static class ObjectKinds
{
    /// <summary>Returns the word of the schema language, such as <c>materialized</c>.</summary>
    public static string Word(this ObjectKind kind) => kind switch
    {
        ObjectKind.Table => "table",
        ObjectKind.Enum => "enum",
        ObjectKind.Domain => "domain",
        ObjectKind.Composite => "composite",
        ObjectKind.Range => "range",
        ObjectKind.Sequence => "sequence",
        ObjectKind.View => "view",
        ObjectKind.Materialized => "materialized",
        ObjectKind.Function => "function",
        ObjectKind.Procedure => "procedure",
        ObjectKind.Aggregate => "aggregate",
        ObjectKind.Trigger => "trigger",
        ObjectKind.Policy => "policy",
        ObjectKind.Collation => "collation",
        ObjectKind.Extension => "extension",
        _ => throw new UnreachableException($"{kind} has no word."),
    };

    /// <summary>Returns what a message calls it, such as <c>materialized view</c>.</summary>
    public static string Title(this ObjectKind kind) => kind switch
    {
        ObjectKind.Composite => "composite type",
        ObjectKind.Range => "range type",
        ObjectKind.Materialized => "materialized view",
        _ => kind.Word(),
    };

    /// <summary>Returns whether it is a type that columns can have.</summary>
    public static bool IsType(this ObjectKind kind) =>
        kind is ObjectKind.Enum or ObjectKind.Domain or ObjectKind.Composite or ObjectKind.Range;

    /// <summary>Returns whether it is called with arguments, so that several may share a name.</summary>
    public static bool IsRoutine(this ObjectKind kind) =>
        kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate;
}
