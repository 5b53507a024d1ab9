using System.Diagnostics;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench;

/// <summary>From the start of the ahead-of-time compiled program to an evaluated project file of 60 lines, against a start that
/// reads none.</summary>
public class Starting
{
    private string _folder = "";

    private static string Program => Path.GetFullPath(Path.Combine("artifacts", "bin", "atlas"));

    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("atlas-bench-").FullName;
        var text = new StringBuilder("variable \"tenant\" {\n  type    = string\n  default = \"one\"\n}\nlocals {\n");
        for (var line = 0; line < 40; line++) text.Append($"  value_{line} = format(\"%s-%d\", var.tenant, {line})\n");
        text.Append("  name = join(\"_\", [local.value_1, local.value_2, local.value_39])\n}\n");
        text.Append("env \"local\" {\n  url = \"sqlite://${local.name}.db\"\n  exclude = [\"tmp_*\"]\n  diff {\n    skip {\n      drop_table = true\n    }\n  }\n}\n");
        File.WriteAllText(Path.Combine(_folder, "atlas.hcl"), text.ToString());
        File.WriteAllBytes(Path.Combine(_folder, "one-1_one-2_one-39.db"), []);
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public void Version() => Run("version");

    [Benchmark]
    public void Inspecting_by_a_project_file() => Run("schema", "inspect", "--env", "local");

    private void Run(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, args)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{Program} did not start; make publish builds it.");
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(output);
    }
}
