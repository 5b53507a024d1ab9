using Atlas.Core.Dialects;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Turns an attribute's expression into a value, with the words that mean something there and the errors of
/// schema files.</summary>
internal sealed class Evaluation(Dialect dialect, DiagnosticBag diagnostics)
{
    private readonly Dictionary<AttributeSpec, IReadOnlyDictionary<string, Value>> words =
        new(ReferenceEqualityComparer.Instance);
    private readonly (IReadOnlyDictionary<string, Value> Words, IReadOnlyDictionary<string, Function> Calls) types =
        SchemaFunctions.Types(dialect);

    /// <summary>Returns the value; null for null, and after an error.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="spec">What the language says about it.</param>
    /// <param name="block">The type of the block, for messages.</param>
    /// <param name="scope">What can be seen.</param>
    /// <param name="table">The label of the table around it, or of the block itself.</param>
    public Value? Evaluate(AttributeSyntax attribute, AttributeSpec spec, string block, Scope scope, string table)
    {
        var inner = spec.Kind == ValueKind.Type ? scope.With(types.Words, types.Calls) : scope.With(Words(spec));
        var problems = FreeVariables.Of(attribute.Value)
            .Select(read => Unknown(read, spec, block, inner) ?? Symbols.Problem(read, inner, table))
            .OfType<Diagnostic>()
            .ToList();
        diagnostics.AddRange(problems);
        if (problems.Count > 0) return null;
        var value = Evaluator.Evaluate(attribute.Value, inner, diagnostics);
        return value is { IsKnown: true, IsNull: false } ? value : null;
    }

    private IReadOnlyDictionary<string, Value> Words(AttributeSpec spec)
    {
        if (words.TryGetValue(spec, out var known)) return known;
        return words[spec] = spec.Words.ToDictionary(w => w, Value.String, StringComparer.Ordinal);
    }

    private static Diagnostic? Unknown(Traversal read, AttributeSpec spec, string block, Scope scope)
    {
        var takesWords = spec.Kind is ValueKind.Type || !spec.Words.IsEmpty;
        if (!takesWords || read.Steps.Count > 0 || scope.FindVariable(read.Root) is not null) return null;
        var known = spec.Kind == ValueKind.Type ? scope.VariableNames() : spec.Words;
        return Diagnostic.Error(
            $"Unknown {block}.{spec.Name}",
            $"There is no {block}.{spec.Name} named \"{read.Root}\".{Suggestion.For(read.Root, known)}",
            read.Span);
    }
}
