using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects;

/// <summary>Reads the type of an input variable, such as <c>list(string)</c>.</summary>
public static class TypeExpression
{
    private static readonly OpaqueType TypeOfTypes = new("type");

    private static readonly Dictionary<string, ValueType> Primitives = new()
    {
        ["string"] = ValueType.String, ["number"] = ValueType.Number, ["int"] = ValueType.Number, ["bool"] = ValueType.Bool,
        ["any"] = ValueType.Dynamic,
    };

    private static readonly Dictionary<string, Function> Constructors = new()
    {
        ["list"] = Constructor("list", element => new ListType(element)),
        ["set"] = Constructor("set", element => new SetType(element)),
        ["map"] = Constructor("map", element => new MapType(element)),
        ["tuple"] = new("tuple", [new Parameter("types", ValueType.Dynamic)], null, a => Wrap(new TupleType([.. a[0].Elements.Select(Unwrap)]))),
        ["object"] = new("object", [new Parameter("types", ValueType.Dynamic)], null,
            a => Wrap(new ObjectType(a[0].Members.ToDictionary(m => m.Key, m => Unwrap(m.Value), StringComparer.Ordinal)))),
    };

    /// <summary>Gets the words that are types by themselves.</summary>
    public static IEnumerable<string> Words => Primitives.Keys;

    /// <summary>Returns a type's word as a value.</summary>
    public static Value Word(string word) => Wrap(Primitives[word]);

    /// <summary>Reads a type; throws <see cref="DiagnosticException"/> when the expression is none.</summary>
    public static ValueType Read(ExpressionSyntax expression)
    {
        var scope = new Scope(Primitives.Keys.ToDictionary(w => w, Word), Constructors);
        var value = Evaluator.Evaluate(expression, scope);
        if (value is { IsKnown: true, IsNull: false } && value.Type == TypeOfTypes) return Unwrap(value);
        if (value is { IsKnown: true, IsNull: false } && value.Type == ValueType.String && Primitives.TryGetValue(value.AsString(), out var type)) return type;
        throw new DiagnosticException(Diagnostic.Error("Invalid type", "A type is string, number, int, bool, list(T), set(T), map(T), tuple([T, …]) or object({name = T}).", expression.Span));
    }

    /// <summary>Converts an input to a variable's type; a single value for a list or set is wrapped. Returns null when it doesn't fit.</summary>
    public static Value? Convert(Value value, ValueType type)
    {
        if (type == ValueType.Dynamic) return value;
        if (type is ListType or SetType && value is { IsNull: false } && value.Type is PrimitiveType) value = Value.Tuple([value]);
        return Conversion.Convert(value, type, out _);
    }

    private static Function Constructor(string name, Func<ValueType, ValueType> make) =>
        new(name, [new Parameter("element", ValueType.Dynamic)], null, a => Wrap(make(Unwrap(a[0]))));

    private static Value Wrap(ValueType type) => Value.Opaque(TypeOfTypes, type);

    private static ValueType Unwrap(Value value) => value is { IsKnown: true, IsNull: false } && value.Type == TypeOfTypes
        ? (ValueType)value.AsOpaque()
        : throw new FunctionException("a type is required, such as string");
}
