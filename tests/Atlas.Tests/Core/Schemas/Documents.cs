using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas;
using Atlas.Core.States;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;
using System.Text.RegularExpressions;

namespace Atlas.Tests.Core.Schemas;

/// <summary>Short ways to read and print documents.</summary>
internal static class Documents
{
    public static DesiredState Load(string text, Dialect? dialect = null, params (string Name, Value Value)[] variables) =>
        HclSchema.Read(
            [SourceText.From("schema.hcl", text)], dialect ?? TestDialect.Postgres, variables.ToDictionary(v => v.Name, v => v.Value));

    public static Realm Read(string text, Dialect? dialect = null, params (string Name, Value Value)[] variables) =>
        Load(text, dialect, variables).Realm;

    public static Table Table(string text, Dialect? dialect = null) => Assert.Single(Assert.Single(Read(text, dialect).Schemas).Tables);

    /// <summary>Returns the errors of a document as <c>line: summary</c>.</summary>
    public static string[] Errors(string text, Dialect? dialect = null, params (string Name, Value Value)[] variables) =>
        [.. Diagnostics(text, dialect, variables).Select(d => $"{d.Subject?.Line}: {d.Summary}")];

    /// <summary>Returns the errors of a document of that file name.</summary>
    public static IReadOnlyList<Diagnostic> Diagnostics(string text, string name) => Assert.Throws<DiagnosticException>(() =>
        HclSchema.Read([SourceText.From(name, text)], TestDialect.Postgres, new Dictionary<string, Value>())).Diagnostics;

    public static IReadOnlyList<Diagnostic> Diagnostics(string text, Dialect? dialect = null, params (string Name, Value Value)[] variables) =>
        Assert.Throws<DiagnosticException>(() => Load(text, dialect, variables)).Diagnostics;

    /// <summary>Checks that a document prints as it is written, that printing is stable, and that the formatter agrees.</summary>
    public static void SamePrinted(string text, Dialect? dialect = null)
    {
        var expected = text.ReplaceLineEndings("\n") + "\n";
        var printed = HclSchema.Print(Read(text, dialect), dialect ?? TestDialect.Postgres);
        Assert.Equal(expected, printed);
        Assert.Equal(printed, Formatted(printed));
    }

    /// <summary>Checks that a realm survives printing and reading, and that its text does too.</summary>
    public static void RoundTrips(Realm realm, Dialect dialect)
    {
        var printed = HclSchema.Print(realm, dialect);
        var read = Read(printed, dialect);
        Assert.Equal(realm, read);
        Assert.Equal(printed, HclSchema.Print(read, dialect));
        Assert.Equal(printed, Formatted(printed));
    }

    // The one difference: a type is printed as numeric(10,2), and the formatter puts a blank after every comma.
    private static string Formatted(string text) => Regex.Replace(
        Formatter.Format(SourceText.From("printed.hcl", text)), @"(?m)^( +type +=.*\d), (?=\d)", "$1,");
}
