using System.Text.RegularExpressions;

namespace Atlas.Tests.Architecture;

public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("README.md")]
    public void Every_path_that_is_named_exists(string document)
    {
        var paths = Named().Matches(File.ReadAllText(Path.Combine(Sources.Root, document))).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(paths);
        Assert.DoesNotContain(paths, p => !p.Contains('<') && !Path.Exists(Path.Combine(Sources.Root, p)));
    }

    [GeneratedRegex(@"[`(]((?:src|tests|docs|examples|build)/[^`)\s]*)[`)]")]
    private static partial Regex Named();
}
