using System.Text;
using System.Text.RegularExpressions;
using Atlas.Core.Model;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Schemas;

/// <summary>Finds passwords in schema documents, which must not be pushed (foundations: who).</summary>
/// <remarks>A value that comes from a variable or a template isn't in the text, and isn't found.</remarks>
public static partial class SecretScan
{
    /// <summary>Lists what looks like a password, in source order; never the password itself.</summary>
    /// <param name="source">A document; what can't be parsed is searched as far as it can.</param>
    public static Seq<Secret> Find(SourceText source) =>
        Inside(HclParser.ParseFile(source, new DiagnosticBag())).OrderBy(s => s.Place.Start).ToSeq();

    private static IEnumerable<Secret> Inside(BodySyntax body) => body.Items.SelectMany(item => item switch
    {
        AttributeSyntax attribute => Inside(attribute),
        BlockSyntax block => Inside(block.Body),
        _ => [],
    });

    private static IEnumerable<Secret> Inside(AttributeSyntax attribute)
    {
        var text = attribute.Span.Text;
        (Regex Pattern, string What)[] searches =
        [
            (Named(), "a password"),
            (Url(), "a URL with a password"),
            (Option(), "a connection string with a password"),
            (Literal(), "a password in SQL"),
        ];
        return searches
            .SelectMany(search => search.Pattern.Matches(text).Select(m => (m.Index, search.What)))
            .Select(found => new Secret(Place(attribute.Span, text, found.Index), found.What))
            .DistinctBy(secret => secret.Place.Line);
    }

    private static Span Place(Span span, string text, int index)
    {
        var start = span.Start + Encoding.UTF8.GetByteCount(text.AsSpan(0, index));
        return span with { Start = start, End = start };
    }

    // password = "…", as an attribute or as a key of an object; a backslash stands before a quote that is escaped in
    // HCL.
    [GeneratedRegex("""(?i)(?:^|[\s{,"])(?:password|passwd|pwd|secret)\\?"?\s*[=:]\s*\\?"(?!\$\{|\\?")""", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    // scheme://user:password@host
    [GeneratedRegex("""(?i)\b[a-z][a-z0-9+.-]*://[^\s/:@"']*:(?!\$\{)[^\s/@"']+@""", RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    // password=… without blanks, as in a connection string.
    [GeneratedRegex("""(?i)\b(?:password|passwd|pwd)=(?!\$\{)[^\s"'\\&;]""", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    // PASSWORD '…' and password = '…' in SQL.
    [GeneratedRegex("""(?i)\bpassword\s*(?:=\s*)?'(?!\$\{|')""", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}

/// <summary>Something that looks like a password.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="What">What it looks like, such as <c>a URL with a password</c>.</param>
public sealed record Secret(Span Place, string What)
{
    /// <summary>Returns file, line and remedy as a full sentence.</summary>
    public override string ToString() =>
        $"{Place.Source.Name}:{Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)} holds {What}. " +
            "Take it from a variable, or remove it.";
}
