using System.Collections.Immutable;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>One run of a template: walks the nodes and writes.</summary>
internal sealed class TemplateRun(
    TemplateSource source, ImmutableDictionary<string, BodyNode> definitions,
    ImmutableDictionary<string, TemplateFunction> functions, StringBuilder output)
{
    /// <summary>How many templates may call each other, before it is taken for endless.</summary>
    private const int DeepestCall = 1000;

    private int _depth;

    private enum Flow
    {
        On,
        Break,
        Continue,
    }

    public void Run(string name, TemplateValue dot)
    {
        var evaluation = new TemplateEvaluation(source, name, functions);
        evaluation.Declare("$", dot);
        Walk(definitions[name], dot, evaluation);
    }

    private Flow Walk(BodyNode body, TemplateValue dot, TemplateEvaluation evaluation)
    {
        var mark = evaluation.Mark();
        try
        {
            foreach (var node in body.Nodes)
                if (Step(node, dot, evaluation) is var flow and not Flow.On) return flow;
            return Flow.On;
        }
        finally
        {
            evaluation.Forget(mark);
        }
    }

    private Flow Step(TemplateNode node, TemplateValue dot, TemplateEvaluation evaluation)
    {
        switch (node)
        {
            case TextNode text:
                output.Append(text.Text);
                return Flow.On;
            case ActionNode action:
                var value = evaluation.Pipeline(action.Pipeline, dot);
                if (action.Pipeline.Variables.IsEmpty) output.Append(GoText.Plain(value));
                return Flow.On;
            case BranchNode branch:
                return Branch(branch, dot, evaluation);
            case RangeNode range:
                return Range(range, dot, evaluation);
            case CallNode call:
                Call(call, dot, evaluation);
                return Flow.On;
            case BreakNode:
                return Flow.Break;
            case ContinueNode:
                return Flow.Continue;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private Flow Branch(BranchNode branch, TemplateValue dot, TemplateEvaluation evaluation)
    {
        var mark = evaluation.Mark();
        var value = evaluation.Pipeline(branch.Pipeline, dot);
        var flow = value.IsTrue ? Walk(branch.Then, branch.IsWith ? value : dot, evaluation)
            : branch.Else is { } otherwise ? Walk(otherwise, dot, evaluation)
            : Flow.On;
        evaluation.Forget(mark);
        return flow;
    }

    private Flow Range(RangeNode range, TemplateValue dot, TemplateEvaluation evaluation)
    {
        var mark = evaluation.Mark();
        var value = evaluation.Pipeline(range.Pipeline, dot, assigns: false);
        var some = false;
        foreach (var (key, item) in Items(range, value, evaluation))
        {
            some = true;
            var each = evaluation.Mark();
            var variables = range.Pipeline.Variables;
            if (variables is [var index, var element])
            {
                evaluation.Set(index, key, range.Pipeline.IsAssignment);
                evaluation.Set(element, item, range.Pipeline.IsAssignment);
            }
            else if (variables is [var only])
            {
                evaluation.Set(only, item, range.Pipeline.IsAssignment);
            }
            var flow = Walk(range.Each, item, evaluation);
            evaluation.Forget(each);
            if (flow == Flow.Break) break;
        }
        var end = !some && range.Else is { } otherwise ? Walk(otherwise, dot, evaluation) : Flow.On;
        evaluation.Forget(mark);
        return end;
    }

    private static IEnumerable<(TemplateValue Key, TemplateValue Item)> Items(
        RangeNode range, TemplateValue value, TemplateEvaluation evaluation) => value switch
        {
            ListValue list => list.Items.Select((item, i) => (TemplateValue.Of(i), item)),
            MapValue map => map.Entries.Select(entry => (TemplateValue.Of(entry.Key), entry.Value)),
            IntValue { Number: var count } => Count(count),
            NilValue => [],
            _ => throw evaluation.Fails(range.Pipeline, $"range can't iterate over {GoText.Plain(value)}"),
        };

    private static IEnumerable<(TemplateValue, TemplateValue)> Count(long count)
    {
        for (var i = 0L; i < count; i++) yield return (TemplateValue.Of(i), TemplateValue.Of(i));
    }

    private void Call(CallNode call, TemplateValue dot, TemplateEvaluation evaluation)
    {
        if (!definitions.TryGetValue(call.Name, out var body))
            throw evaluation.Fails(call, $"template {GoText.Quote(call.Name)} not defined",
                $"{{{{template {GoText.Quote(call.Name)}}}}}");
        if (++_depth > DeepestCall)
            throw evaluation.Fails(call, $"exceeded maximum template depth ({DeepestCall})",
                $"{{{{template {GoText.Quote(call.Name)}}}}}");
        var argument = call.Pipeline is { } pipeline ? evaluation.Pipeline(pipeline, dot) : TemplateValue.Nil;
        var inner = new TemplateEvaluation(source, call.Name, functions);
        inner.Declare("$", argument);
        Walk(body, argument, inner);
        _depth--;
    }
}
