using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>The list of functions that need nothing from outside.</summary>
public static class StandardFunctions
{
    /// <summary>Gets all functions by name; <c>try</c> and <c>can</c> are known to the evaluator itself.</summary>
    public static IReadOnlyDictionary<string, Function> All => throw new NotImplementedException();
}
