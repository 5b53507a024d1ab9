using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Cli.Screen;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Lint.Analyzers;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite;
using Atlas.Hcl.Text;
using Json.Schema;

namespace Atlas.Tests.Cli.Screen;

public sealed class LintFormatTests
{
    private static readonly SourceText Source = SourceText.From("db/größe 1.sql", "SELECT '😀'; DROP TABLE `a|b`;\n");

    private static LintReport Report(string place)
    {
        var start = System.Text.Encoding.UTF8.GetByteCount(Text[..Text.IndexOf(place, StringComparison.Ordinal)]);
        var span = new Span(Source, start, start + System.Text.Encoding.UTF8.GetByteCount(place));
        var dialect = new SqliteDriver().Dialect;
        var statement = new LintStatement(span.Text, span, [], dialect.SplitOptions);
        var step = new Step(new DropTable("main", new Table("a|b")), [statement], Realm.Empty, Realm.Empty);
        return new LintReport(new Pass(Source, [statement], [step], Realm.Empty, dialect), [new DroppedTable().Rule.At(span, "Table \"a|b\" is dropped.").Suggest("Look first")]);
    }

    private static string Text => Source.Slice(0, Source.Bytes.Length);

    [Fact]
    public void SARIF_is_valid_by_its_published_schema()
    {
        using var published = typeof(LintFormatTests).Assembly.GetManifestResourceStream("sarif-2.1.0-rtm.5.json")!;
        // The validator knows drafts from 6 on; of draft 4 the schema uses nothing that changed but these two words.
        var text = new StreamReader(published).ReadToEnd()
            .Replace("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#", StringComparison.Ordinal)
            .Replace("\"id\": \"https://raw", "\"$id\": \"https://raw", StringComparison.Ordinal);
        var schema = JsonSchema.FromText(text);
        Assert.True(Valid(Sarif.Of(Report("`a|b`"))));
        Assert.True(Valid(Sarif.Of((LintReport?)null)));
        Assert.False(Valid(Sarif.Of(Report("`a|b`")).Replace("\"error\"", "\"grave\"", StringComparison.Ordinal)));

        bool Valid(string report) => schema.Evaluate(JsonNode.Parse(report)).IsValid;
    }

    // SARIF 2.1.0, sections 3.13 (log), 3.14 (run), 3.19 (driver), 3.27 (result), 3.30 (region).
    [Fact]
    public void SARIF_has_what_the_standard_asks_for()
    {
        using var document = JsonDocument.Parse(Sarif.Of(Report("`a|b`")));
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        var run = Assert.Single(document.RootElement.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("atlas", driver.GetProperty("name").GetString());
        var rule = Assert.Single(driver.GetProperty("rules").EnumerateArray());
        Assert.Equal("DS102", rule.GetProperty("id").GetString());
        var result = Assert.Single(run.GetProperty("results").EnumerateArray());
        Assert.Equal("DS102", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal("Table \"a|b\" is dropped. Look first.", result.GetProperty("message").GetProperty("text").GetString());
        var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.Equal("db/gr%C3%B6%C3%9Fe%201.sql", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        // The emoji is one code point.
        Assert.Equal("""{"startLine":1,"startColumn":24,"endLine":1,"endColumn":29}""",
            place.GetProperty("region").GetRawText().Replace(" ", "").Replace("\n", ""));
    }

    [Fact]
    public void SARIF_of_nothing_is_a_run_without_results() => Assert.Contains("\"results\": []", Sarif.Of((LintReport?)null));

    [Fact]
    public void Markdown_survives_names_that_look_like_markup()
    {
        var text = LintMarkdown.Of(Report("`a|b`"));
        Assert.StartsWith("### 1 schema change: 1 error\n\n", text);
        Assert.Contains("| L1 | error | DS102 | Table \"a\\|b\" is dropped. |\n", text);
        Assert.Contains("- Look first.\n", text);
        Assert.Contains("```sql\nSELECT", text);
    }
}
