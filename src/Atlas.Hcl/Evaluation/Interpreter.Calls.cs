using System.Text;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

// Function calls, and the two functions that evaluate their arguments themselves.
internal sealed partial class Interpreter
{
    private readonly record struct Argument(Value Value, Span Span);

    private Value EvaluateCall(CallSyntax call)
    {
        if (call.Name == "try") return EvaluateTry(call);
        if (call.Name == "can") return EvaluateCan(call);
        if (scope.FindFunction(call.Name) is not { } function) return UnknownFunction(call);
        if (Arguments(call) is not { } arguments) return Failed;
        if (!CountFits(call, function, arguments)) return Failed;
        try
        {
            return function.Call([.. arguments.Select(a => a.Value)]);
        }
        catch (FunctionException failure) when (failure.Argument >= 0 && failure.Argument < arguments.Count)
        {
            var name = function.ParameterAt(failure.Argument)?.Name;
            return Fail("Invalid function argument",
                $"Invalid value for \"{name}\" of function \"{call.Name}\": {failure.Message}.",
                arguments[failure.Argument].Span);
        }
        catch (FunctionException failure)
        {
            return Fail("Error in function call", $"Function \"{call.Name}\" failed: {failure.Message}.", call.Span);
        }
    }

    private Value UnknownFunction(CallSyntax call)
    {
        if (!scope.AllowsFunctions)
            return Fail("Function calls not allowed",
                $"Only constants can stand here, so \"{call.Name}\" can't be called.", call.NameSpan);
        return Fail("Call to unknown function",
            $"No function is called \"{call.Name}\"."
                + Suggestion.For(call.Name, scope.FunctionNames().Concat(["try", "can"])),
            call.NameSpan);
    }

    /// <summary>Evaluates the arguments and spreads the last one; null when one of them is unknown as a whole or
    /// wrong.</summary>
    private List<Argument>? Arguments(CallSyntax call)
    {
        var before = diagnostics.Items.Count;
        var arguments = call.Arguments.Select(a => new Argument(Evaluate(a), a.Span)).ToList();
        if (call.ExpandsLast && arguments is [.., var last])
        {
            arguments.RemoveAt(arguments.Count - 1);
            if (last.Value.IsNull)
                Fail("Invalid expanding argument value",
                    "The argument before \"...\" is null. It must be a list, tuple or set.", last.Span);
            else if (last.Value.Type is not (ListType or TupleType or SetType) && last.Value.Type != ValueType.Dynamic)
                Fail("Invalid expanding argument value",
                    $"The argument before \"...\" is a {last.Value.Type.Name}. It must be a list, tuple or set.",
                    last.Span);
            else if (!last.Value.IsKnown) return null;
            arguments.AddRange(last.Value.Elements.Select(element => new Argument(element, last.Span)));
        }
        return diagnostics.Items.Count == before ? arguments : null;
    }

    private bool CountFits(CallSyntax call, Function function, List<Argument> arguments)
    {
        if (arguments.Count < function.Parameters.Count)
        {
            var least = function.Variadic is null ? "" : "at least ";
            Fail("Not enough function arguments",
                $"Function \"{call.Name}\" takes {least}{Count(function.Parameters.Count)}. " +
                $"The value for \"{function.Parameters[arguments.Count].Name}\" is missing.", call.Span);
            return false;
        }
        if (arguments.Count > function.Parameters.Count && function.Variadic is null)
        {
            Fail("Too many function arguments",
                $"Function \"{call.Name}\" takes {Count(function.Parameters.Count)} only.",
                arguments[function.Parameters.Count].Span);
            return false;
        }
        return true;
    }

    private static string Count(int arguments) => arguments == 1 ? "1 argument" : $"{arguments} arguments";

    private Value EvaluateTry(CallSyntax call)
    {
        if (call.Arguments.Count == 0)
            return Fail("Not enough function arguments", "Function \"try\" takes at least 1 argument.", call.Span);
        var failures = new StringBuilder();
        foreach (var argument in call.Arguments)
        {
            var errors = new DiagnosticBag();
            var value = With(errors).Evaluate(argument);
            if (!errors.HasErrors) return value.IsWhollyKnown ? value : Failed;
            foreach (var error in errors.Items) failures.Append($"\n- {error}");
        }
        return Fail("Error in function call", $"Function \"try\" failed, since each of its arguments did:{failures}",
            call.Span);
    }

    private Value EvaluateCan(CallSyntax call)
    {
        if (call.Arguments.Count != 1)
            return Fail(call.Arguments.Count == 0 ? "Not enough function arguments" : "Too many function arguments",
                "Function \"can\" takes 1 argument.", call.Span);
        var errors = new DiagnosticBag();
        var value = With(errors).Evaluate(call.Arguments[0]);
        if (errors.HasErrors) return Value.False;
        return value.IsWhollyKnown ? Value.True : Value.Unknown(ValueType.Bool);
    }
}
