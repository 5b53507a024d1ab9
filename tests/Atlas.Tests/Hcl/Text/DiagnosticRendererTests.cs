using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Tests.Hcl.Text;

public sealed class DiagnosticRendererTests
{
    [Fact]
    public void A_diagnostic_stands_under_its_line_with_its_block()
    {
        var source = SourceText.From("atlas.hcl", "env \"local\" {\n  a = 1\n\turl = é + nope\n}\n");
        var at = source.Slice(0, source.Bytes.Length).IndexOf("nope", StringComparison.Ordinal) + 1;
        var diagnostic = Diagnostic.Error("Unknown variable", string.Join(' ', Enumerable.Repeat("word", 20)), new Span(source, at, at + 4));
        Assert.Equal("""
            Error: Unknown variable

              on atlas.hcl line 3, in env "local":
               3: TABurl = é + nope
                  TAB          ^^^^

            word word word word word word word word word word word word word word word
            word word word word word


            """.Replace("TAB", "\t").ReplaceLineEndings("\n"), DiagnosticRenderer.Render(diagnostic));
        Assert.StartsWith("atlas.hcl:3,12-16: Unknown variable; word", diagnostic.ToString());
    }

    [Fact]
    public void Without_a_place_there_is_the_message_alone() =>
        Assert.Equal("Warning: Careful\n\nMind the gap.\n\n", DiagnosticRenderer.Render(Diagnostic.Warning("Careful", "Mind the gap.")));

    [Fact]
    public void The_one_line_form_counts_the_others()
    {
        var source = SourceText.From("a.hcl", "a = \nb = 1 1\nc = [1 2]\n");
        var message = Assert.Throws<DiagnosticException>(() => HclParser.ParseFile(source)).Message;
        Assert.Equal("a.hcl:1,5-2,1: Missing expression; A value is expected here., and 2 other diagnostic(s)", message);
    }
}
