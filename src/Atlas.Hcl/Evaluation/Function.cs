using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">The name as messages show it.</param>
/// <param name="Type">The type that arguments are converted to; dynamic takes anything.</param>
/// <param name="AllowsNull">Whether null may be passed.</param>
/// <param name="AllowsUnknown">Whether the function itself handles an unknown argument; else the result is
/// unknown.</param>
public sealed record Parameter(string Name, ValueType Type, bool AllowsNull = false, bool AllowsUnknown = false)
{
    /// <summary>Returns an argument as a value of the parameter's type, or null and a problem.</summary>
    internal Value? Take(Value argument, out string? problem)
    {
        problem = null;
        if (!argument.IsKnown && argument.Type == ValueType.Dynamic) return argument;
        if (!argument.IsNull || AllowsNull) return Conversion.Convert(argument, Type, out problem);
        problem = "argument must not be null";
        return null;
    }
}

/// <summary>A function that expressions may call.</summary>
/// <param name="Name">The name, with <c>::</c> between namespaces.</param>
/// <param name="Parameters">The positional parameters; all are required.</param>
/// <param name="Variadic">The parameter of all further arguments; null when there may be none.</param>
/// <param name="Body">Computes the result from converted arguments; throws <see cref="FunctionException"/>.</param>
public sealed record Function(
    string Name,
    IReadOnlyList<Parameter> Parameters,
    Parameter? Variadic,
    Func<IReadOnlyList<Value>, Value> Body)
{
    /// <summary>Calls the function as an expression does: counts the arguments and converts them first.</summary>
    /// <returns>The result; unknown when an argument is that the function can't handle.</returns>
    /// <exception cref="FunctionException">The arguments are too few, too many, or not what the function takes.
    /// </exception>
    public Value Call(params IReadOnlyList<Value> arguments)
    {
        if (arguments.Count < Parameters.Count)
            throw new FunctionException($"the value for \"{Parameters[arguments.Count].Name}\" is missing");
        var converted = new List<Value>(arguments.Count);
        var isKnown = true;
        foreach (var argument in arguments)
        {
            var position = converted.Count;
            var parameter = ParameterAt(position) ??
                throw new FunctionException($"no more than {Parameters.Count} arguments are taken", position);
            var value = parameter.Take(argument, out var problem) ??
                throw new FunctionException(problem ?? "the argument doesn't fit", position);
            isKnown &= parameter.AllowsUnknown || value.IsWhollyKnown;
            converted.Add(value);
        }
        return isKnown ? Body(converted) : Value.Unknown(ValueType.Dynamic);
    }

    /// <summary>Returns the parameter of an argument by its position from 0; null when there is none.</summary>
    internal Parameter? ParameterAt(int position) => position < Parameters.Count ? Parameters[position] : Variadic;
}

/// <summary>A call failed because of its arguments.</summary>
/// <param name="message">A sentence without a capital and a full stop, as in <c>no match for the pattern</c>.</param>
/// <param name="argument">The position of the argument at fault, from 0; -1 for the call as a whole.</param>
public sealed class FunctionException(string message, int argument = -1) : Exception(message)
{
    /// <summary>Gets the position of the argument at fault, from 0; -1 for the call as a whole.</summary>
    public int Argument => argument;
}
