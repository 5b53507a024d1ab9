using System.Collections.Immutable;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Evaluates pipelines inside of one template, with the variables that are visible there.</summary>
internal sealed class TemplateEvaluation(
    TemplateSource source, string template, ImmutableDictionary<string, TemplateFunction> functions)
{
    private readonly List<(string Name, TemplateValue Value)> _variables = [];

    public int Mark() => _variables.Count;

    public void Forget(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    public void Declare(string name, TemplateValue value) => _variables.Add((name, value));

    public void Set(string name, TemplateValue value, bool isAssignment)
    {
        if (isAssignment) _variables[Place(name)] = (name, value);
        else Declare(name, value);
    }

    /// <summary>Makes the error of a step, with its place and, shortened as Go does, its text.</summary>
    public TemplateException Fails(TemplateNode node, string message, string? shown = null)
    {
        var text = shown ?? node.ToString() ?? "";
        if (text.EnumerateRunes().Count() > 20) text = string.Concat(text.EnumerateRunes().Take(20)) + "...";
        return new($"template: {source.At(node.Offset)}: executing {GoText.Quote(template)} at <{text}>: {message}");
    }

    public TemplateValue Pipeline(PipelineNode pipeline, TemplateValue dot, bool assigns = true)
    {
        TemplateValue? value = null;
        foreach (var command in pipeline.Commands) value = Command(command, dot, value);
        var result = value ?? TemplateValue.Nil;
        if (assigns) foreach (var variable in pipeline.Variables) Set(variable, result, pipeline.IsAssignment);
        return result;
    }

    private TemplateValue Command(CommandNode command, TemplateValue dot, TemplateValue? final)
    {
        var first = command.Operands[0];
        var arguments = command.Operands[1..];
        switch (first)
        {
            case FunctionNode function:
                return Function(command, function, arguments, dot, final);
            case FieldNode field:
                return Field(field, arguments, dot, final);
            default:
                if (arguments.Length > 0 || final is not null)
                    throw Fails(first, $"can't give argument to non-function {first}");
                if (first is LiteralNode { Spelling: "nil" }) throw Fails(first, "nil is not a command");
                return Operand(first, dot);
        }
    }

    private TemplateValue Operand(TemplateNode node, TemplateValue dot) => node switch
    {
        DotNode => dot,
        LiteralNode literal => literal.Value,
        VariableNode variable => _variables[Place(variable.Name)].Value,
        PipelineNode pipeline => Pipeline(pipeline, dot),
        FunctionNode function => Function(function, function, [], dot, null),
        FieldNode field => Field(field, [], dot, null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private TemplateValue Function(
        TemplateNode at, FunctionNode node, ImmutableArray<TemplateNode> operands, TemplateValue dot,
        TemplateValue? final)
    {
        // These two stop at the first argument that decides.
        if (node.Name is "and" or "or")
        {
            if (operands.IsEmpty && final is null)
                throw Fails(at, $"wrong number of args for {node.Name}: want at least 1 got 0");
            TemplateValue? value = null;
            foreach (var operand in operands)
            {
                value = Operand(operand, dot);
                if (value.IsTrue == (node.Name == "or")) return value;
            }
            return final ?? value ?? TemplateValue.Nil;
        }
        return Call(at, functions[node.Name], operands, dot, final);
    }

    private TemplateValue Call(
        TemplateNode node, TemplateFunction function, ImmutableArray<TemplateNode> operands, TemplateValue dot,
        TemplateValue? final)
    {
        var count = operands.Length + (final is null ? 0 : 1);
        if (count < function.Least || count > function.Most)
            throw Fails(node, $"wrong number of args for {function.Name}: want "
                + $"{(function.Most == function.Least ? "" : count < function.Least ? "at least " : "at most ")}"
                + $"{(count < function.Least ? function.Least : function.Most)} got {count}");
        var arguments = operands.Select(operand => Operand(operand, dot)).ToList();
        if (final is not null) arguments.Add(final);
        try
        {
            return function.Call(arguments);
        }
        catch (TemplateFailure failure)
        {
            throw Fails(node, $"error calling {function.Name}: {failure.Message}");
        }
    }

    private TemplateValue Field(FieldNode node, ImmutableArray<TemplateNode> operands, TemplateValue dot,
        TemplateValue? final)
    {
        var value = Operand(node.Of, dot);
        foreach (var name in node.Names[..^1]) value = Member(node, value, name, [], dot, null);
        return Member(node, value, node.Names[^1], operands, dot, final);
    }

    private TemplateValue Member(
        FieldNode node, TemplateValue value, string name, ImmutableArray<TemplateNode> operands, TemplateValue dot,
        TemplateValue? final)
    {
        var hasArguments = operands.Length > 0 || final is not null;
        if (value is ObjectValue instance)
        {
            if (instance.Methods.FirstOrDefault(method => method.Name == name) is { } method)
                return Call(node, method, operands, dot, final);
            if (instance.Fields.FirstOrDefault(field => field.Name == name) is { } field)
                return hasArguments ? throw Fails(node, $"{name} has arguments but cannot be invoked as function")
                    : field.Value;
        }
        if (value is MapValue map)
        {
            if (hasArguments) throw Fails(node, $"{name} is not a method but has arguments");
            return map.Entries.GetValueOrDefault(name, TemplateValue.Missing);
        }
        throw Fails(node, value is NilValue
            ? $"nil pointer evaluating {value.TypeName}.{name}"
            : $"can't evaluate field {name} in type {value.TypeName}");
    }

    private int Place(string name) => _variables.FindLastIndex(variable => variable.Name == name);
}
