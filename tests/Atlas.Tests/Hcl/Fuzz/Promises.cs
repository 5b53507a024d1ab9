using System.Text.Unicode;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;
using Atlas.Tests.Hcl.Evaluation;
using Atlas.Tests.Hcl.Values;

namespace Atlas.Tests.Hcl.Fuzz;

/// <summary>What the language promises about any bytes; each is checked for one input.</summary>
internal static class Promises
{
    private static readonly Scope Scope = Sample.Scope.With(null, StandardFunctions.All);

    /// <summary>Checks an input; throws when a promise is broken.</summary>
    /// <param name="bytes">The input.</param>
    /// <param name="isValid">Whether the parser may complain about nothing.</param>
    /// <returns>What the input is made of: kinds of neighbouring tokens and of nested nodes, and what was said about it.</returns>
    public static HashSet<string> Check(byte[] bytes, bool isValid)
    {
        var source = SourceText.From("fuzz.hcl", bytes);
        var tokens = Lexer.Read(source);
        Assert.Equal(bytes, Reprinted(source, tokens));
        Assert.Equal(bytes, Reprinted(source, Lexer.ReadTemplate(source)));

        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(source, diagnostics);
        if (isValid) Assert.Equal([], diagnostics.Items.Select(d => d.ToString()));
        Assert.All(body.DescendantsAndSelf(), node => Lies(node, source));
        if (!diagnostics.HasErrors)
        {
            FormattingKeepsTheMeaning(source, body);
            EditingKeepsTheRest(body);
        }

        Evaluate(body, diagnostics);
        foreach (var part in new[] { HclParser.ParseExpression(source, diagnostics), HclParser.ParseTemplate(source, diagnostics) })
            WritingReadsBack(Evaluator.Evaluate(part, Scope, diagnostics));
        foreach (var diagnostic in diagnostics.Items) Assert.NotEmpty(DiagnosticRenderer.Render(diagnostic));

        // Invalid bytes come back as U+FFFD, which is a valid character.
        var formatted = Formatter.Format(source);
        if (Utf8.IsValid(bytes)) Assert.Equal(formatted, Formatter.Format(SourceText.From("fuzz.hcl", formatted)));
        return Features(tokens, body, diagnostics);
    }

    private static void Evaluate(BodySyntax body, DiagnosticBag diagnostics)
    {
        Assert.All(FreeVariables.Of(body), traversal => Assert.NotEmpty(traversal.Root));
        var expanded = DynamicBlocks.Expand(body, Scope, diagnostics);
        foreach (var block in expanded.Body.DescendantsAndSelf().OfType<BlockSyntax>())
            foreach (var attribute in block.Body.Attributes) Evaluator.Evaluate(attribute.Value, expanded.ScopeOf(block), diagnostics);
        foreach (var attribute in body.Attributes) WritingReadsBack(Evaluator.Evaluate(attribute.Value, Scope, diagnostics));
    }

    private static void FormattingKeepsTheMeaning(SourceText source, BodySyntax body)
    {
        var formatted = HclParser.ParseFile(SourceText.From("fuzz.hcl", Formatter.Format(source)));
        Assert.Equal(Values(body), Values(formatted));
        Assert.Equal(body.DescendantsAndSelf().Select(n => n.GetType()), formatted.DescendantsAndSelf().Select(n => n.GetType()));
    }

    private static void EditingKeepsTheRest(BodySyntax body)
    {
        var edited = HclParser.ParseFile(SourceEdit.Set(body, "edited", "[1, 2]"));
        Assert.Equal("[1, 2]", edited.Attribute("edited")?.Value.Span.Text);
        Assert.Equal(body.Items.Select(i => i.Span.Text), edited.Items.Where(i => i != edited.Attribute("edited")).Select(i => i.Span.Text));
    }

    private static IEnumerable<string> Values(BodySyntax body) =>
        body.Attributes.Select(a => $"{a.Name} = {Written.Of(Evaluator.Evaluate(a.Value, Scope, new DiagnosticBag()))}");

    private static void WritingReadsBack(Value value)
    {
        if (!value.IsWhollyKnown || value.ToString().Contains("Inf", StringComparison.Ordinal)) return;
        var written = ValueWriter.Write(value);
        var read = Evaluator.Evaluate(HclParser.ParseExpression(SourceText.From("", written)), new Scope());
        Assert.Equal(written, ValueWriter.Write(read));
    }

    private static void Lies(SyntaxNode node, SourceText source)
    {
        Assert.InRange(node.Span.Start, 0, node.Span.End);
        Assert.InRange(node.Span.End, node.Span.Start, source.Bytes.Length);
        // The steps of a splat begin at an element that stands nowhere.
        if (node is not SplatSyntax)
            Assert.All(node.Children, child => Assert.True(node.Span.Start <= child.Span.Start && child.Span.End <= node.Span.End));
    }

    private static byte[] Reprinted(SourceText source, IReadOnlyList<Token> tokens)
    {
        List<byte> printed = [];
        var at = 0;
        foreach (var token in tokens)
        {
            var gap = source.Bytes.Span[at..token.Start];
            Assert.True(at == 0 && gap.StartsWith("\uFEFF"u8) || !gap.ContainsAnyExcept((byte)' ', (byte)'\t'));
            printed.AddRange(gap);
            printed.AddRange(source.Bytes.Span[token.Start..token.End]);
            at = token.End;
        }
        return [.. printed];
    }

    private static HashSet<string> Features(IReadOnlyList<Token> tokens, BodySyntax body, DiagnosticBag diagnostics)
    {
        HashSet<string> features = [.. diagnostics.Items.Select(d => d.Summary)];
        features.UnionWith(diagnostics.Items.Zip(diagnostics.Items.Skip(1), (a, b) => $"{a.Summary}, {b.Summary}"));
        features.UnionWith(tokens.Zip(tokens.Skip(1), (a, b) => $"{a.Kind} {b.Kind}"));
        features.UnionWith(body.DescendantsAndSelf().SelectMany(n => n.Children.Select(c => $"{n.GetType().Name} in {c.GetType().Name}")));
        return features;
    }
}
