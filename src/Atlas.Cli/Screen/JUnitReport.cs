using System.Globalization;
using System.Text;
using System.Xml;
using Atlas.Core.Testing;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Screen;

/// <summary>Writes runs of tests in the form of JUnit, which CI systems show.</summary>
internal static class JUnitReport
{
    /// <summary>Returns the report as UTF-8: one suite for each test file.</summary>
    /// <param name="kind">The kind of tests, such as <c>schema</c>.</param>
    /// <param name="result">What the run came to.</param>
    public static byte[] Of(string kind, TestSchemaResult result)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new() { Indent = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, $"atlas {kind} test", [.. result.Results]);
            foreach (var suite in result.Results.GroupBy(r => r.Case.Place.Source.Name))
            {
                xml.WriteStartElement("testsuite");
                WriteCounts(xml, suite.Key, [.. suite]);
                foreach (var one in suite) Write(xml, suite.Key, one);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyList<CaseResult> results)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Text(results.Count));
        xml.WriteAttributeString("failures", Text(results.Count(r => r.Outcome == CaseOutcome.Failed)));
        xml.WriteAttributeString("skipped", Text(results.Count(r => r.Outcome == CaseOutcome.Skipped)));
        xml.WriteAttributeString("time", Seconds(results.Sum(r => r.Took.TotalSeconds)));
    }

    private static void Write(XmlWriter xml, string file, CaseResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", result.Case.Name);
        xml.WriteAttributeString("classname", file);
        xml.WriteAttributeString("file", file);
        xml.WriteAttributeString("line", Text(result.Case.Place.Line));
        xml.WriteAttributeString("time", Seconds(result.Took.TotalSeconds));
        if (result.Outcome == CaseOutcome.Skipped) xml.WriteElementString("skipped", "");
        if (result.Failure is { } failure)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Legal($"{failure.Step.Kind}: {failure.Message}"));
            xml.WriteString(Legal(TestText.Of(failure)));
            xml.WriteEndElement();
        }

        if (!result.Logs.IsEmpty)
            xml.WriteElementString("system-out", Legal(string.Join('\n', result.Logs.Select(l => l.Text))));
        xml.WriteEndElement();
    }

    /// <summary>XML has no way to write most control characters.</summary>
    private static string Legal(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t' or '\r') ? '\uFFFD' : c));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000000", CultureInfo.InvariantCulture);
}
