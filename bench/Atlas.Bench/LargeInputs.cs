using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench;

/// <summary>Files that are large, or one line only: the time grows with the size and no faster.</summary>
public class LargeInputs
{
    private readonly byte[] _five = Sources.Schema(5_000_000);
    private readonly byte[] _fifty = Sources.Schema(50_000_000);
    private readonly byte[] _line = Sources.OneLine(1_000_000);
    private readonly byte[] _longLine = Sources.OneLine(10_000_000);

    [Benchmark(Baseline = true)]
    public BodySyntax Five_megabytes() => Parse(_five);

    [Benchmark]
    public BodySyntax Fifty_megabytes() => Parse(_fifty);

    [Benchmark]
    public BodySyntax A_line_of_one_megabyte() => Parse(_line);

    [Benchmark]
    public BodySyntax A_line_of_ten_megabytes() => Parse(_longLine);

    private static BodySyntax Parse(byte[] bytes) => HclParser.ParseFile(SourceText.From("large.hcl", bytes));
}
