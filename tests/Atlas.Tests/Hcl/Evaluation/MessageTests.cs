using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Tests.Hcl.Evaluation;

/// <summary>What is said about every kind of mistake, word for word: <c>Messages.txt</c> holds a text on each line (an expression, else a
/// file; ⏎ stands for a newline), and below it the diagnostics of that text.</summary>
public sealed partial class MessageTests
{
    [Fact]
    public void A_mistake_is_described_as_written_down()
    {
        var texts = File.ReadLines(Page()).Where(line => line.Length > 0 && line[0] != ' ').ToList();
        var shown = string.Concat(texts.Select(text => $"{text}\n{string.Concat(Diagnostics(text).Select(d => $"    {d.ToString().Replace("\n", "\n    ")}\n"))}"));
        if (Environment.GetEnvironmentVariable("ATLAS_RECORD") == "1") File.WriteAllText(Page(), shown);
        Assert.Equal(File.ReadAllText(Page()), shown);
    }

    [Fact]
    public void Every_message_of_parser_and_evaluator_is_written_down()
    {
        var page = File.ReadAllText(Page());
        var folder = Path.Combine(Path.GetDirectoryName(Page())!, "../../../../src/Atlas.Hcl");
        var summaries = new[] { "Syntax", "Evaluation" }
            .SelectMany(name => Directory.GetFiles(Path.Combine(folder, name), "*.cs"))
            .SelectMany(path => Summary().Matches(File.ReadAllText(path)).Select(m => m.Groups["summary"].Value)).ToHashSet();
        Assert.True(summaries.Count > 50);
        // Nesting and encoding have tests of their own: a line can't hold them.
        Assert.Equal(["Invalid character encoding", "Nesting too deep"], summaries.Where(s => !page.Contains($" {s}; ")).Order());
    }

    private static List<Diagnostic> Diagnostics(string text)
    {
        var source = SourceText.From("", text.Replace('⏎', '\n'));
        var diagnostics = new DiagnosticBag();
        if (IsFile().IsMatch(text)) HclParser.ParseFile(source, diagnostics);
        else if (HclParser.ParseExpression(source, diagnostics) is var expression && !diagnostics.HasErrors)
            Evaluator.Evaluate(expression, text is "v" or "f()" ? new Scope() : Sample.Scope, diagnostics);
        return [.. diagnostics.Items];
    }

    private static string Page([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Messages.txt");

    [GeneratedRegex("""^("a" =|[a-z]+ = |[a-z]+:|\}|/\*|a[ ⏎])""")]
    private static partial Regex IsFile();

    [GeneratedRegex(@"(?:(?:Fail|Report|Error|Invalid)\(\s*|summary = )""(?<summary>[A-Z][^""{]+)""")]
    private static partial Regex Summary();
}
