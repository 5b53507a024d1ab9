using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Schemas.Reading;

/// <summary>The functions and words of schema files.</summary>
internal static class SchemaFunctions
{
    private static readonly Function Sql = new("sql", [new("expression", ValueType.String)], null, arguments =>
        arguments[0].AsString().Trim() is { Length: > 0 } text
            ? Value.Opaque(SqlText.Type, new SqlText(text))
            : throw new FunctionException("the SQL must not be empty", 0));

    /// <summary>Returns the scope of everything that needs nothing from the document.</summary>
    public static Scope Root()
    {
        var functions = StandardFunctions.All.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        functions[Sql.Name] = Sql;
        return new Scope(functions: functions);
    }

    /// <summary>Returns the words of types, which mean something in the attribute <c>type</c> only.</summary>
    public static (IReadOnlyDictionary<string, Value> Words, IReadOnlyDictionary<string, Function> Calls)
        Types(Dialect dialect)
    {
        var words = new Dictionary<string, Value>(StringComparer.Ordinal);
        var calls = new Dictionary<string, Function>(StringComparer.Ordinal);
        foreach (var word in dialect.TypeWords)
        {
            var type = dialect.TypeFromWord(word, [], out var problem);
            words[word] = Value.Opaque(TypeWord.ValueType, new TypeWord(type, problem));
            calls[word] = new Function(word, [], new("argument", ValueType.Number),
                arguments => Call(dialect, word, arguments));
        }

        return (words, calls);
    }

    private static Value Call(Dialect dialect, string word, IReadOnlyList<Value> arguments)
    {
        var numbers = arguments.Select((argument, position) =>
            argument.AsNumber().ToInt64() is >= int.MinValue and <= int.MaxValue and { } number
                ? (int)number
                : throw new FunctionException("a whole number is required", position));
        var type = dialect.TypeFromWord(word, numbers.ToSeq(), out var problem);
        return type is null
            ? throw new FunctionException(problem ?? $"{word} is not a type")
            : Value.Opaque(TypeWord.ValueType, new TypeWord(type, null));
    }
}
