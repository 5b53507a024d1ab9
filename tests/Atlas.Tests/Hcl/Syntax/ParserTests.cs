using System.Text;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Tests.Hcl.Evaluation;
using CsCheck;

namespace Atlas.Tests.Hcl.Syntax;

public sealed class ParserTests
{
    [Fact]
    public void Any_bytes_parse_and_evaluate_without_an_exception() => Samples.Bytes.Sample(bytes =>
    {
        var source = SourceText.From("any", bytes);
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(source, diagnostics);
        foreach (var attribute in body.Attributes) Evaluator.Evaluate(attribute.Value, Sample.Scope, diagnostics);
        foreach (var part in new[] { HclParser.ParseTemplate(source, diagnostics), HclParser.ParseExpression(source, diagnostics) })
            Evaluator.Evaluate(part, Sample.Scope, diagnostics);
        foreach (var diagnostic in diagnostics.Items) DiagnosticRenderer.Render(diagnostic);
        return FreeVariables.Of(body).All(t => t.Root.Length > 0);
    }, iter: 5000);

    [Fact]
    public void A_bad_escape_behind_invalid_bytes_is_shown_where_it_is()
    {
        var diagnostics = new DiagnosticBag();
        HclParser.ParseFile(SourceText.From("any", [.. "a = \""u8, 0xFF, 0xFE, .. "\\q\""u8]), diagnostics);
        var escape = diagnostics.Items.Single(d => d.Summary == "Invalid escape sequence").Subject!.Value;
        Assert.Equal((7, 9), (escape.Start, escape.End));
    }

    [Fact]
    public void Every_place_lies_within_what_holds_it() => Samples.Text.Sample(text =>
    {
        var source = SourceText.From("any", text);
        // The steps of a splat begin at an element that stands nowhere.
        return HclParser.ParseFile(source, new DiagnosticBag()).DescendantsAndSelf()
            .All(node => node is SplatSyntax || node.Children.All(child => Within(child, node)));
    }, iter: 2000);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("(", ")")]
    [InlineData("{a = ", "}")]
    [InlineData("-", "")]
    [InlineData("\"${", "}\"")]
    [InlineData("f(", ")")]
    [InlineData("true ? 1 : ", "")]
    [InlineData("1 + ", "")]
    [InlineData("[for v in ", " : v]")]
    public void Deep_nesting_is_a_diagnostic(string open, string close)
    {
        Assert.Equal("E Nesting too deep", OnSmallStack(() => Nested(open, close, 10_000)));
        Assert.StartsWith(open == "f(" ? "E Call to unknown function" : "", OnSmallStack(() => Nested(open, close, 300)));
    }

    [Theory]
    [InlineData(".a")]
    [InlineData("[0]")]
    [InlineData("[*]")]
    public void Long_chains_are_a_diagnostic(string step) =>
        Assert.Equal("E Nesting too deep", OnSmallStack(() => Nested("", step, 10_000)));

    [Fact]
    public void Deeply_nested_blocks_are_a_diagnostic() => Assert.Equal("E Nesting too deep", OnSmallStack(() =>
        Sample.EvaluateFile(string.Concat(Enumerable.Repeat("a {\n", 10_000)) + string.Concat(Enumerable.Repeat("}\n", 10_000)))));

    [Fact]
    public void Deeply_nested_directives_are_a_diagnostic() => Assert.Equal("E Nesting too deep", OnSmallStack(() => Sample.Evaluate(
        '"' + string.Concat(Enumerable.Repeat("%{if true}", 10_000)) + string.Concat(Enumerable.Repeat("%{endif}", 10_000)) + '"')));

    [Theory]
    [InlineData("a = \nb = 1 1\nc = [1 2]\nd = 4\n", "1: Missing expression", "2: Missing newline after argument", "3: Missing item separator")]
    [InlineData("a = f(1\nb = 2\nc = \n", "1: Unterminated function call", "3: Missing expression")]
    [InlineData("e {\n  a = [\n  b = 1\n}\nf = (\n", "2: Unterminated tuple constructor expression", "5: Unbalanced parentheses")]
    [InlineData("a = \"${b\"\nc = 1\n", "1: Invalid multi-line string")]
    [InlineData("a = \"x\nb = 1\nc = \"y\"\n", "1: Invalid multi-line string")]
    [InlineData("a {\n  b = 1\n", "1: Unclosed configuration block")]
    [InlineData("}\na = 1\n", "1: Argument or block definition required")]
    [InlineData("a = 1 & 2\nb = 1 & 3\n", "1: Unsupported operator")]
    [InlineData("a = 'x'\nb = ;\n", "1: Invalid character", "2: Invalid character")]
    [InlineData("/* a", "1: Unterminated comment")]
    [InlineData("a b = 1\nc = }\nd = 1\n", "1: Invalid block definition", "2: Invalid expression")]
    public void Each_mistake_is_reported_once(string text, params string[] expected)
    {
        var diagnostics = new DiagnosticBag();
        HclParser.ParseFile(SourceText.From("test.hcl", text), diagnostics);
        Assert.Equal(expected, diagnostics.Items.Select(d => $"{d.Subject?.Line}: {d.Summary}"));
    }

    [Theory]
    [InlineData("a = b.c[0].d[e].f", "b.c.0.d e")]
    [InlineData("a = [for k, v in xs : k + v + w if v]", "xs w")]
    [InlineData("a = {b = c, (d) = e, \"${f}\" = g}", "c d e f g")]
    [InlineData("a = \"%{ for v in xs }${v}${w.x}%{ endfor }\"", "xs w.x")]
    [InlineData("a {\n b = c[*].d\n}\n", "c")]
    [InlineData("dynamic \"p\" {\n for_each = p.q\n content {\n  x = p.value + y\n }\n}\n", "p.q y")]
    [InlineData("dynamic \"p\" {\n for_each = r\n iterator = it\n labels = [it.key]\n content {\n  x = it.value\n  y = p\n }\n}\n", "r p")]
    public void Free_variables(string text, string expected)
    {
        var body = HclParser.ParseFile(SourceText.From("test.hcl", text), new DiagnosticBag());
        Assert.Equal(expected, string.Join(' ', FreeVariables.Of(body).Select(t => string.Join('.', t.Steps.Prepend(t.Root)))));
    }

    [Fact]
    public void Every_part_of_an_item_has_its_place()
    {
        var block = HclParser.ParseFile(SourceText.From("test.hcl", "a /* c */ \"b\" c {\n  dd /* = */ = ff(1).g\n}\n")).Blocks.Single();
        var attribute = block.Body.Attributes.Single();
        var access = (AccessSyntax)attribute.Value;
        Assert.Equal(["a", "a /* c */ \"b\" c", "\"b\"", "c", "{", "}", "dd", "=", "ff(1).g", "g", "ff", "dd /* = */ = ff(1).g"], new[]
        {
            block.TypeSpan, block.HeaderSpan, block.Labels[0].Span, block.Labels[1].Span, block.OpenBraceSpan, block.CloseBraceSpan,
            attribute.NameSpan, attribute.EqualsSpan, attribute.Value.Span, access.NameSpan, ((CallSyntax)access.Source).NameSpan, attribute.Span,
        }.Select(span => span.Text));
    }

    [Fact]
    public void Places_are_bytes_lines_and_characters()
    {
        var source = SourceText.From("test.hcl", "\uFEFFa = 1\r\né\t= \"👩‍👩‍👧${n}\"\r\n");
        var attribute = HclParser.ParseFile(source).Attributes.Last();
        var name = (TemplateSyntax)attribute.Value;
        Assert.Equal(new Position(2, 1, 10), source.PositionAt(attribute.NameSpan.Start));
        Assert.Equal(new Position(2, 9, 36), source.PositionAt(name.Parts[1].Span.Start));
        Assert.Equal("test.hcl:2,9-10", name.Parts[1].Span.ToString());
    }

    private static string Nested(string open, string close, int count) => Sample.Evaluate(new StringBuilder()
        .Insert(0, open, count).Append("nul").Insert(open.Length * count + 3, close, count).ToString());

    // A thread of 1 MiB is the smallest that our platforms give.
    private static string OnSmallStack(Func<string> run)
    {
        var result = "";
        var thread = new Thread(() => result = run(), 1 << 20);
        thread.Start();
        thread.Join();
        return result;
    }

    private static bool Within(SyntaxNode inner, SyntaxNode outer) =>
        outer.Span.Start <= inner.Span.Start && inner.Span.Start <= inner.Span.End && inner.Span.End <= outer.Span.End;
}
