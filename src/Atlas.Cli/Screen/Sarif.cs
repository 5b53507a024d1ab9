using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atlas.Core.Lint;
using Atlas.Hcl.Text;

namespace Atlas.Cli.Screen;

/// <summary>Writes a lint report as SARIF 2.1.0, which code scanning reads.</summary>
/// <remarks>Source: OASIS, Static Analysis Results Interchange Format 2.1.0.</remarks>
internal static class Sarif
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    // The document is a file of its own, and no page holds it: quotes and letters stay readable.
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the document; of no report it holds no result.</summary>
    public static string Of(LintReport? report) => Of(report is null ? [] : report.Findings);

    /// <summary>Returns the document of findings in any files.</summary>
    public static string Of(IReadOnlyList<Finding> findings)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, findings);
            // SARIF counts columns in UTF-16 code units unless it is told otherwise.
            json.WriteString("columnKind", "unicodeCodePoints");
            json.WriteStartArray("results");
            foreach (var finding in findings) WriteResult(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "atlas");
        json.WriteStartArray("rules");
        foreach (var rule in findings.Select(f => f.Rule).Distinct().OrderBy(r => r.Code, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteMessage(json, "shortDescription", rule.Title);
            WriteMessage(json, "help", $"See {rule.Page}.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteString("level", finding.Severity == Severity.Error ? "error" : "warning");
        WriteMessage(json, "message", string.Join(" ",
            finding.Fixes.Select(f => $"{f.Message}.").Prepend(finding.Message)));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(finding.Span.Source.Name));
        json.WriteEndObject();
        WriteRegion(json, finding.Span);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, Span span)
    {
        var (start, end) = (span.Source.PositionAt(span.Start), span.Source.PositionAt(span.End));
        json.WriteStartObject("region");
        json.WriteNumber("startLine", start.Line);
        json.WriteNumber("startColumn", CodePoints(span.Source, span.Start));
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", CodePoints(span.Source, span.End));
        json.WriteEndObject();
    }

    private static int CodePoints(SourceText source, int offset)
    {
        var start = Math.Max(source.Bytes.Span[..offset].LastIndexOf((byte)'\n') + 1, source.ContentStart);
        return source.Slice(Math.Min(start, offset), offset).EnumerateRunes().Count() + 1;
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Uri(string path) =>
        string.Join('/', path.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));
}
