using Atlas.Scripts.Running;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.All)]
[assembly: AssemblyFixture(typeof(Servers))]

namespace Atlas.Scripts;

/// <summary>Every script of the folder, once for each database, door and program that it asks for.</summary>
public sealed class ScriptTests(Servers servers)
{
    public static IEnumerable<TheoryDataRow<string, string, string, string>> Cases() =>
        from one in ScriptCase.All()
        select new TheoryDataRow<string, string, string, string>(one.Path, one.Database, one.Door, one.Program)
        {
            TestDisplayName = one.Path,
            Label = one.Label,
        };

    [Theory, MemberData(nameof(Cases))]
    public async Task Runs(string path, string database, string door, string program)
    {
        await using var run = await ScriptRun.StartAsync(
            Repository.ReadScript(path), new(path, database, door, program), servers, TestContext.Current.CancellationToken);
        await run.RunAsync();
    }
}
