using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Tests.Hcl.Evaluation;

public sealed class EvaluationOptionsTests
{
    [Fact]
    public void A_host_may_print_null_as_nothing()
    {
        var syntax = HclParser.ParseExpression(SourceText.From("", "\"<${nul}>\""));
        var options = new EvaluationOptions { NullInTemplateIsEmpty = true };
        Assert.Equal("<>", Evaluator.Evaluate(syntax, Sample.Scope, options).AsString());
    }
}
