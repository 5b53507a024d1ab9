using System.Text.RegularExpressions;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Values;

namespace Atlas.Tests.Architecture;

public sealed partial class IntegrationTests
{
    public static readonly TheoryData<string> Templates =
    [
        .. Directory.EnumerateFiles(Folder, "*.yml", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Folder, p).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    private static string Folder => Path.Combine(Sources.Root, "integrations");

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_template_is_yaml(string template)
    {
        var read = StandardFunctions.All["yamldecode"].Body([Value.String(File.ReadAllText(Path.Combine(Folder, template)))]);

        Assert.NotEmpty(read.Members);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void No_template_deploys_the_newest_version(string template)
    {
        var code = Comment().Replace(File.ReadAllText(Path.Combine(Folder, template)), "").Replace("ubuntu-latest", "");

        Assert.DoesNotContain("latest", code);
        Assert.DoesNotContain(Deployment().Matches(code), d => !Address().IsMatch(d.Value));
    }

    [Theory]
    [InlineData("github/workflows/merge.yml", "group: schema-{0}")]
    [InlineData("gitlab/merge.yml", "resource_group: schema-{0}")]
    [InlineData("azure/merge.yml", "environment: schema-{0}")]
    [InlineData("circleci/config.yml", "serial-group: << pipeline.project.slug >>/schema-{0}")]
    [InlineData("bitbucket/bitbucket-pipelines.yml", "concurrency-group: schema-{0}")]
    public void Each_environment_has_one_concurrency_group_and_production_comes_after_staging(string template, string group)
    {
        var text = File.ReadAllText(Path.Combine(Folder, template));
        var (staging, production) = (string.Format(group, "staging"), string.Format(group, "production"));

        Assert.Single(Regex.Matches(text, Regex.Escape(staging)));
        Assert.Single(Regex.Matches(text, Regex.Escape(production)));
        Assert.True(text.IndexOf(staging, StringComparison.Ordinal) < text.IndexOf(production, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_step_is_run_by_every_platform_and_every_step_that_is_run_exists()
    {
        var steps = Directory.EnumerateFiles(Path.Combine(Folder, "steps")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);
        var run = from template in Templates
                  from Match step in Step().Matches(File.ReadAllText(Path.Combine(Folder, template.Data)))
                  select (Platform: template.Data.Split('/')[0], Step: step.Groups[1].Value);

        Assert.All(
            run.Distinct().GroupBy(r => r.Platform, r => r.Step), platform => Assert.Equal(steps, platform.Order(StringComparer.Ordinal)));
        Assert.Equal(5, run.Select(r => r.Platform).Distinct().Count());
    }

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:deploy|verify|prepare)\.sh.*$", RegexOptions.Multiline)]
    private static partial Regex Deployment();

    [GeneratedRegex(@"\$ATLAS_VERSION_URL|\$\(url\)|\$VERSION_URL")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:steps|ci/atlas)/(\w+\.sh)")]
    private static partial Regex Step();
}
