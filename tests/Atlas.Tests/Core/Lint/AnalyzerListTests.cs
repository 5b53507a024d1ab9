using System.Text.RegularExpressions;
using Atlas.Core.Lint;
using Atlas.Tests.Architecture;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class AnalyzerListTests
{
    private static readonly List<Analyzer> All =
        [.. AnalyzerList.General, .. Postgres.Analyzers, .. Sqlite.Analyzers];

    [Fact]
    public void Every_analyzer_that_is_written_is_in_a_list() => Assert.Empty(
        from path in Sources.Files
        let name = Path.GetFileNameWithoutExtension(path)
        where Regex.IsMatch(Sources.Code(path), @"class \w+(?:\(.*\))? : Analyzer\b") && All.All(a => a.GetType().Name != name)
        select path);

    [Fact]
    public void Codes_are_unique_on_every_database()
    {
        foreach (var dialect in (Atlas.Core.Dialects.Dialect[])[Postgres, Sqlite])
            Assert.Distinct(AnalyzerList.For(dialect).Select(a => a.Rule.Code));
        Assert.Empty(All.Select(a => a.Rule.Code).Intersect(AnalyzerList.NotApplicable));
        Assert.Distinct(Family.All.Select(f => f.Name));
        Assert.DoesNotContain(All, a => !Family.All.Contains(a.Rule.Family));
    }

    [Fact]
    public void Every_code_has_a_section_in_the_reference()
    {
        var page = Sources.Read("docs/reference/lint.md");
        Assert.All(All, a => Assert.Contains($"<a id=\"{a.Rule.Code}\"></a>", page));
        Assert.All(Family.All, f => Assert.Contains($"`{f.Name}`", page));
    }

    [Fact]
    public void Every_code_has_a_test()
    {
        var tests = string.Concat(
            Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests"), "*", SearchOption.AllDirectories)
                .Where(p => (p.EndsWith("Tests.cs", StringComparison.Ordinal) || p.EndsWith(".txtar", StringComparison.Ordinal))
                    && !p.Contains("/obj/") && !p.Contains("/bin/"))
                .Select(File.ReadAllText));
        Assert.All(All, a => Assert.Contains(a.Rule.Code, tests));
    }
}
