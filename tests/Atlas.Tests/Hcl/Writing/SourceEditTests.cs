using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Writing;
using Atlas.Tests.Hcl.Syntax;
using CsCheck;

namespace Atlas.Tests.Hcl.Writing;

public sealed class SourceEditTests
{
    [Theory]
    // A value is replaced where it stands.
    [InlineData("a   =  1 # one\nb = 2\n", "a   =  9 # one\nb = 2\n")]
    [InlineData("a = <<X\none\nX\nb = 2\n", "a = 9\nb = 2\n")]
    [InlineData("b { c = 1 }\na = [\n  1, # one\n]", "b { c = 1 }\na = 9")]
    // A new attribute comes after the last one, else at the end.
    [InlineData("# first\n\nb = 2 # two\n\nc {\n}\n", "# first\n\nb = 2 # two\na = 9\n\nc {\n}\n")]
    [InlineData("b = 2", "b = 2\na = 9\n")]
    [InlineData("b = 2 // two", "b = 2 // two\na = 9\n")]
    [InlineData("b = <<X\n  t\n X\n", "b = <<X\n  t\n X\na = 9\n")]
    [InlineData("c {\n}", "c {\n}\na = 9\n")]
    [InlineData("", "a = 9\n")]
    [InlineData("\uFEFF", "\uFEFFa = 9\n")]
    [InlineData("b = 1\r\n", "b = 1\r\na = 9\n")]
    public void An_attribute_of_a_file_is_set(string text, string expected) =>
        Assert.Equal(expected, Text(SourceEdit.Set(Parse(text), "a", "9")));

    [Theory]
    [InlineData("blk {\n  b = 2\n\n  # end\n}\n", "blk {\n  b = 2\n  a = 9\n\n  # end\n}\n")]
    [InlineData("blk {\n  # end\n}\n", "blk {\n  # end\n  a = 9\n}\n")]
    [InlineData("blk {\n\tb = 2\n}\n", "blk {\n\tb = 2\n\ta = 9\n}\n")]
    [InlineData("blk {}\n", "blk {\n  a = 9\n}\n")]
    [InlineData("blk { b = 2 }\n", "blk {\n  b = 2\n  a = 9\n}\n")]
    [InlineData("blk { a = 2 }\n", "blk { a = 9 }\n")]
    public void An_attribute_of_a_block_is_set(string text, string expected) =>
        Assert.Equal(expected, Text(SourceEdit.Set(Parse(text).Blocks.Single().Body, "a", "9")));

    [Fact]
    public void Items_are_added_with_the_indentation_of_their_body()
    {
        var inner = Parse("a {\n  b {\n  }\n}\n").Blocks.Single().Body.Blocks.Single();
        Assert.Equal("a {\n  b {\n    # new\n    c {\n      d = <<X\nas it is\nX\n    }\n  }\n}\n",
            Text(SourceEdit.Append(inner.Body, "# new\nc {\n  d = <<X\nas it is\nX\n}")));
    }

    [Theory]
    [InlineData("# one\na = 1 # c\n# two\n", "# one\n# two\n")]
    [InlineData("b = 1\na = 1", "b = 1\n")]
    [InlineData("  a = <<X\nt\nX\nb = 1\n", "b = 1\n")]
    [InlineData("a = 1 /* c\nd */\nb = 1\n", " /* c\nd */\nb = 1\n")]
    [InlineData("/* c */ a = 1\n", "/* c */ \n")]
    public void An_item_is_removed_with_its_lines(string text, string expected) =>
        Assert.Equal(expected, Text(SourceEdit.Remove(Parse(text).Attribute("a")!)));

    [Fact]
    public void An_item_of_one_line_with_others_leaves_the_rest()
    {
        var body = Parse("blk { a = 1 }\n").Blocks.Single().Body;
        Assert.Equal("blk {  }\n", Text(SourceEdit.Remove(body.Attribute("a")!)));
    }

    [Fact]
    public void What_is_set_reads_back_and_all_else_stays() => Samples.Text.Sample(text =>
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(SourceText.From("", text), diagnostics);
        if (diagnostics.HasErrors) return;
        var edited = HclParser.ParseFile(SourceEdit.Set(body, "edited", "[1, 2]"));
        Assert.Equal("[1, 2]", edited.Attribute("edited")!.Value.Span.Text);
        Assert.Equal(Shown(body), Shown(edited, except: "edited"));
        Assert.Equal(Shown(body), Shown(HclParser.ParseFile(SourceEdit.Remove(edited.Attribute("edited")!))));
    }, iter: 3000);

    private static string[] Shown(BodySyntax body, string except = "") =>
        [.. body.Items.Where(i => i is not AttributeSyntax a || a.Name != except).Select(i => i.Span.Text)];

    private static BodySyntax Parse(string text) => HclParser.ParseFile(SourceText.From("test.hcl", text));

    private static string Text(SourceText source) => source.Slice(0, source.Bytes.Length);
}
