using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Atlas.Tests.Architecture;

public sealed partial class LayoutTests
{
    // Which projects a project may reference: only ones on a floor below.
    private static readonly Dictionary<string, string[]> Floors = new()
    {
        ["Atlas.Hcl"] = [],
        ["Atlas.Core"] = ["Atlas.Hcl"],
        ["Atlas.Databases"] = ["Atlas.Core", "Atlas.Hcl"],
        ["Atlas.Registry"] = ["Atlas.Core", "Atlas.Hcl"],
        ["Atlas.Server"] = ["Atlas.Registry", "Atlas.Core", "Atlas.Hcl"],
        ["Atlas.Cli"] = ["Atlas.Server", "Atlas.Registry", "Atlas.Databases", "Atlas.Core", "Atlas.Hcl"],
    };

    [Fact]
    public void Projects_only_reference_floors_below() => Assert.Empty(
        from project in Sources.Projects()
        let name = Path.GetFileNameWithoutExtension(project)
        from reference in XDocument.Load(project).Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value)
        let target = Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))
        where !Floors.TryGetValue(name, out var allowed) || !allowed.Contains(target)
        select $"{name} references {target}");

    [Fact]
    public void Every_project_has_a_floor() =>
        Assert.Equal(Floors.Keys.Order(), Sources.Projects().Select(Path.GetFileNameWithoutExtension).Order());

    [Theory]
    [InlineData("Atlas.Hcl")]
    [InlineData("Atlas.Core")]
    public void The_pure_floors_have_no_packages(string name) => Assert.Empty(
        XDocument.Load(Path.Combine(Sources.Root, "src", name, $"{name}.csproj")).Descendants("PackageReference"));

    [Fact]
    public void Folders_are_namespaces() => Assert.Empty(
        from path in Sources.Files
        where Path.GetFileName(path) != "Program.cs"
        let expected = string.Join('.', path.Split('/')[1..^1])
        let actual = Namespace().Match(Sources.Read(path)).Groups[1].Value
        where actual != expected
        select $"{path}: {actual} instead of {expected}");

    [Fact]
    public void A_file_has_one_public_type_or_a_family_of_small_ones() => Assert.Empty(
        from path in Sources.Files
        let types = PublicTypes(Sources.Read(path))
        where types.Count(t => t.Lines > 45) > 1
        select $"{path}: {string.Join(", ", types.Where(t => t.Lines > 45).Select(t => t.Name))}");

    [Fact]
    public void Nothing_below_the_command_line_knows_console_environment_or_clock() => Assert.Empty(
        from path in Sources.Files
        where !path.StartsWith("src/Atlas.Cli/", StringComparison.Ordinal)
        from Match match in Ambient().Matches(Sources.Code(path))
        select $"{path}: {match.Value}");

    [Fact]
    public void The_search_for_ambient_things_finds_them()
    {
        Assert.Matches(Ambient(), "x = Console.Out;");
        Assert.Matches(Ambient(), "return DateTimeOffset.UtcNow;");
        Assert.Matches(Ambient(), "System.Environment.GetEnvironmentVariable(name)");
        Assert.DoesNotMatch(Ambient(), "project.Environment.Name; Spectre.Console;");
    }

    private static List<(string Name, int Lines)> PublicTypes(string text)
    {
        var starts = PublicType().Matches(text).ToList();
        return [.. starts.Select((m, i) =>
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Index : text.Length;
            return (m.Groups[1].Value, text.AsSpan(m.Index, end - m.Index).Count('\n'));
        })];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:(?:static|sealed|abstract|partial|readonly) )*(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?:(?<![\w.])|System\.)(?:Console\.|Environment\.|DateTime(?:Offset)?\.(?:Now|UtcNow|Today))")]
    private static partial Regex Ambient();
}
