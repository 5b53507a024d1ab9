using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench;

/// <summary>The files of <see cref="LargeInputs"/> while nothing is collected: the time is the parser's alone. (A small file is read
/// between two collections, a large one through several.)</summary>
public class LargeInputsUncollected
{
    private readonly byte[] _five = Sources.Schema(5_000_000);
    private readonly byte[] _fifty = Sources.Schema(50_000_000);

    [IterationSetup]
    public void Begin() => GC.TryStartNoGCRegion(1_500_000_000);

    [IterationCleanup]
    public void End() => GC.EndNoGCRegion();

    [Benchmark(Baseline = true)]
    public BodySyntax Five_megabytes() => HclParser.ParseFile(SourceText.From("large.hcl", _five));

    [Benchmark]
    public BodySyntax Fifty_megabytes() => HclParser.ParseFile(SourceText.From("large.hcl", _fifty));
}
