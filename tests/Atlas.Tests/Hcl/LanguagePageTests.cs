using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;

namespace Atlas.Tests.Hcl;

/// <summary>The page about the language says what the language does.</summary>
public sealed partial class LanguagePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Folder(), "../../../docs/reference/language.md"));

    public static TheoryData<string, string> Examples => [.. Row().Matches(Page).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_gives_what_stands_beside_it(string example, string result) => Assert.Equal(Written(result), Written(example));

    [Fact]
    public void Every_function_has_a_line()
    {
        var described = Name().Matches(Page).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Empty(StandardFunctions.All.Keys.Concat(["try", "can"]).Except(described));
        // The others reach outside; a script calls them.
        Assert.Equal(["abspath", "file", "fileexists", "fileset", "getenv", "glob", "print", "templatefile", "timestamp", "uuid"],
            described.Except(StandardFunctions.All.Keys).Except(["try", "can"]).Order());
    }

    private static string Written(string source) => ValueWriter.Write(Evaluator.Evaluate(
        HclParser.ParseExpression(SourceText.From("language.md", source)), new Scope(new Dictionary<string, Value>(), StandardFunctions.All)));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\| `[a-z0-9]+\(.*\| `(.+)` \| `(.+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `([a-z0-9]+)\(", RegexOptions.Multiline)]
    private static partial Regex Name();
}
