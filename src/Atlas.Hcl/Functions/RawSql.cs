using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;

namespace Atlas.Hcl.Functions;

/// <summary>An expression in the words of the database, which the language hands on as it is.</summary>
/// <param name="Text">The expression; never empty.</param>
public sealed record RawSql(string Text)
{
    /// <summary>The type of values that hold such an expression.</summary>
    public static readonly OpaqueType Type = new("sql expression");

    internal static IEnumerable<Function> All =>
    [
        Function("sql", [OfString("expression")], a => a.Text(0).Length > 0
            ? Value.Opaque(Type, new RawSql(a.Text(0)))
            : throw new FunctionException("the expression is empty", 0)),
    ];

    /// <summary>Returns the expression.</summary>
    public override string ToString() => Text;
}
