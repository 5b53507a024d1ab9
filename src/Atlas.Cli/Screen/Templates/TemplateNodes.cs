using System.Collections.Immutable;

namespace Atlas.Cli.Screen.Templates;

/// <summary>A piece of a template. Closed.</summary>
/// <param name="Offset">Where it begins in the text.</param>
internal abstract record TemplateNode(int Offset);

internal sealed record BodyNode(int Offset, ImmutableArray<TemplateNode> Nodes) : TemplateNode(Offset);

internal sealed record TextNode(int Offset, string Text) : TemplateNode(Offset);

internal sealed record ActionNode(int Offset, PipelineNode Pipeline) : TemplateNode(Offset);

/// <summary><c>if</c> or <c>with</c>; the else part is null when there is none.</summary>
internal sealed record BranchNode(int Offset, bool IsWith, PipelineNode Pipeline, BodyNode Then, BodyNode? Else)
    : TemplateNode(Offset);

internal sealed record RangeNode(int Offset, PipelineNode Pipeline, BodyNode Each, BodyNode? Else)
    : TemplateNode(Offset);

internal sealed record CallNode(int Offset, string Name, PipelineNode? Pipeline) : TemplateNode(Offset);

internal sealed record BreakNode(int Offset) : TemplateNode(Offset);

internal sealed record ContinueNode(int Offset) : TemplateNode(Offset);

/// <summary>Commands, each given the result of the one before as its last argument; then variables that keep the
/// result.</summary>
internal sealed record PipelineNode(
    int Offset, ImmutableArray<string> Variables, bool IsAssignment, ImmutableArray<CommandNode> Commands)
        : TemplateNode(Offset)
{
    public override string ToString() =>
        (Variables.IsEmpty ? "" : string.Join(", ", Variables) + (IsAssignment ? " = " : " := "))
            + string.Join(" | ", Commands);
}

internal sealed record CommandNode(int Offset, ImmutableArray<TemplateNode> Operands) : TemplateNode(Offset)
{
    public override string ToString() =>
        string.Join(' ', Operands.Select(operand => operand is PipelineNode ? $"({operand})" : operand.ToString()));
}

internal sealed record DotNode(int Offset) : TemplateNode(Offset)
{
    public override string ToString() => ".";
}

/// <summary>A constant: nil, a truth value, a number or a text, with its spelling.</summary>
internal sealed record LiteralNode(int Offset, TemplateValue Value, string Spelling) : TemplateNode(Offset)
{
    public override string ToString() => Spelling;
}

internal sealed record FunctionNode(int Offset, string Name) : TemplateNode(Offset)
{
    public override string ToString() => Name;
}

/// <summary>Fields of dot, of a variable, or of any other operand; the last field may be a method with
/// arguments.</summary>
/// <param name="Offset">Where the last-but-first field begins, as Go counts.</param>
/// <param name="Of">The start: dot, a variable or a parenthesis.</param>
/// <param name="Names">The names; not empty.</param>
internal sealed record FieldNode(int Offset, TemplateNode Of, ImmutableArray<string> Names) : TemplateNode(Offset)
{
    public override string ToString() =>
        (Of switch { DotNode => "", PipelineNode => $"({Of})", _ => Of.ToString() })
            + string.Concat(Names.Select(name => "." + name));
}

internal sealed record VariableNode(int Offset, string Name) : TemplateNode(Offset)
{
    public override string ToString() => Name;
}
