using System.Diagnostics;
using System.Text;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Writing;

namespace Atlas.Tests.Hcl.Syntax;

/// <summary>Time and memory grow with a text and no faster.</summary>
public sealed class LinearTests
{
    // What takes a few hundredths of a second would take minutes if every piece looked at all others.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Pieces => [.. Samples.Pieces.Distinct()];

    [Theory, MemberData(nameof(Pieces))]
    public void A_piece_may_come_again_and_again(string piece)
    {
        var source = SourceText.From("again.hcl", string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)));
        var clock = Stopwatch.StartNew();
        var diagnostics = new DiagnosticBag();
        HclParser.ParseFile(source, diagnostics);
        HclParser.ParseTemplate(source, diagnostics);
        Formatter.Format(source);
        foreach (var diagnostic in diagnostics.Items.Take(100)) DiagnosticRenderer.Render(diagnostic);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
    }

    [Theory]
    [InlineData("table \"things_{0}\" {{\n  null = true # no\n  type = varchar({0})\n  columns = [column.a, \"b{0}\"]\n}}\n")]
    [InlineData("a_{0} = {{ n = {0}, s = \"é${{x.y[{0}]}}\" }}\n")]
    public void Memory_grows_with_the_text(string item)
    {
        var (small, large) = (Allocated(item, 1_000), Allocated(item, 10_000));
        Assert.InRange((double)large / small, 8, 12);
    }

    private static long Allocated(string item, int count)
    {
        var text = new StringBuilder();
        for (var number = 0; number < count; number++) text.AppendFormat(null, item, number + 100_000);
        var source = SourceText.From("items.hcl", text.ToString());
        HclParser.ParseFile(source);
        var before = GC.GetAllocatedBytesForCurrentThread();
        HclParser.ParseFile(source);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
