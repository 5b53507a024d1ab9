using Atlas.Bench;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["processor-times"])
{
    ProcessorTimes.Print();
    return;
}

// Everything is measured in one process against something else measured in the same run: only the ratios are meant to last.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(8))
    .WithOptions(ConfigOptions.DisableOptimizationsValidator)
    .WithArtifactsPath(Path.Combine("artifacts", "bench"));
var summaries = BenchmarkSwitcher
    .FromTypes([typeof(ReadingSchemas), typeof(LargeInputs), typeof(Starting)])
    .Run(args is [] ? ["--filter", "*"] : args, config);

foreach (var report in summaries.SelectMany(s => s.Reports))
    if (report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(ReadingSchemas.Parsing_hcl))
        Console.WriteLine($"{report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) / ReadingSchemas.Nodes()} bytes are allocated for each node.");
