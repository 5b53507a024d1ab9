using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">The name as messages show it.</param>
/// <param name="Type">The type that arguments are converted to; dynamic takes anything.</param>
/// <param name="AllowsNull">Whether null may be passed.</param>
/// <param name="AllowsUnknown">Whether the function itself handles an unknown argument; else the result is
/// unknown.</param>
public sealed record Parameter(string Name, ValueType Type, bool AllowsNull = false, bool AllowsUnknown = false);

/// <summary>A function that expressions may call.</summary>
/// <param name="Name">The name, with <c>::</c> between namespaces.</param>
/// <param name="Parameters">The positional parameters; all are required.</param>
/// <param name="Variadic">The parameter of all further arguments; null when there may be none.</param>
/// <param name="Body">Computes the result from converted arguments; throws <see cref="FunctionException"/>.</param>
public sealed record Function(
    string Name,
    IReadOnlyList<Parameter> Parameters,
    Parameter? Variadic,
    Func<IReadOnlyList<Value>, Value> Body);

/// <summary>A call failed because of its arguments.</summary>
/// <param name="message">A sentence without a capital and a full stop, as in <c>no match for the pattern</c>.</param>
/// <param name="argument">The position of the argument at fault, from 0; -1 for the call as a whole.</param>
public sealed class FunctionException(string message, int argument = -1) : Exception(message)
{
    /// <summary>Gets the position of the argument at fault, from 0; -1 for the call as a whole.</summary>
    public int Argument => argument;
}
