using Atlas.Hcl.Values;

namespace Atlas.Hcl.Evaluation;

/// <summary>The names an expression can see; an inner scope hides names of the outer one.</summary>
public sealed class Scope(
    IReadOnlyDictionary<string, Value>? variables = null,
    IReadOnlyDictionary<string, Function>? functions = null,
    Scope? parent = null)
{
    private static readonly Dictionary<string, Value> NoVariables = [];
    private static readonly Dictionary<string, Function> NoFunctions = [];

    /// <summary>Gets the variables of this scope alone.</summary>
    public IReadOnlyDictionary<string, Value> Variables => variables ?? NoVariables;

    /// <summary>Gets the functions of this scope alone.</summary>
    public IReadOnlyDictionary<string, Function> Functions => functions ?? NoFunctions;

    /// <summary>Gets the outer scope; null for the outermost.</summary>
    public Scope? Parent => parent;

    /// <summary>Gets whether variables were given here or further out, be it none.</summary>
    internal bool AllowsVariables => variables is not null || parent is { AllowsVariables: true };

    /// <summary>Gets whether functions were given here or further out, be it none.</summary>
    internal bool AllowsFunctions => functions is not null || parent is { AllowsFunctions: true };

    /// <summary>Makes an inner scope.</summary>
    public Scope With(
        IReadOnlyDictionary<string, Value>? variables, IReadOnlyDictionary<string, Function>? functions = null) =>
        new(variables, functions, this);

    /// <summary>Returns the variable of that name, or null.</summary>
    public Value? FindVariable(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            if (scope.Variables.TryGetValue(name, out var value)) return value;
        return null;
    }

    /// <summary>Returns the function of that name, or null.</summary>
    public Function? FindFunction(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            if (scope.Functions.TryGetValue(name, out var function)) return function;
        return null;
    }

    /// <summary>Lists the names of all variables that can be seen, for suggestions.</summary>
    public IEnumerable<string> VariableNames() =>
        Variables.Keys.Concat(Parent?.VariableNames() ?? []).Distinct(StringComparer.Ordinal);

    /// <summary>Lists the names of all functions that can be seen, for suggestions.</summary>
    public IEnumerable<string> FunctionNames() =>
        Functions.Keys.Concat(Parent?.FunctionNames() ?? []).Distinct(StringComparer.Ordinal);
}
