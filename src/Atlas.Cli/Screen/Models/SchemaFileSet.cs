using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Atlas.Cli.Screen.Templates;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Migrations;
using Atlas.Core.Planning;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>The template functions <c>split</c> and <c>write</c>: a schema as a folder of files, one for each object,
/// which read together are the schema again.</summary>
/// <remarks>Files of SQL are numbered, since a folder is read in the order of its names and a table comes after those
/// that it refers to.</remarks>
internal static partial class SchemaFileSet
{
    /// <summary>Makes the functions.</summary>
    /// <param name="dialect">What the SQL looks like.</param>
    /// <param name="host">The door to files.</param>
    public static TemplateFunction[] Functions(Dialect dialect, Host host) =>
    [
        new("split", 1, 1, a => Split(AtlasFunctions.Text(a[0]), dialect)),
        new("write", 1, 2, a => Write(a.Count > 1 ? AtlasFunctions.Text(a[0]) : ".", a[^1], host)),
    ];

    /// <summary>Splits a schema; as text the result is a txtar archive.</summary>
    private static ObjectValue Split(string text, Dialect dialect)
    {
        var parts = HclParts(text) ?? SqlParts(text, dialect);
        var files = new List<TemplateField>();
        foreach (var (name, content) in parts)
        {
            var unique = name;
            for (var n = 2; files.Exists(f => f.Name == unique); n++)
                unique = $"{Path.GetFileNameWithoutExtension(name)}_{n}{Path.GetExtension(name)}";
            files.Add(Always(unique, TemplateValue.Of(content)));
        }

        return Object("Files", [.. files])
            with
        { Text = string.Concat(files.Select(f => $"-- {f.Name} --\n{AtlasFunctions.Text(f.Value)}")) };
    }

    /// <summary>Returns a file for each block; null when the text isn't HCL.</summary>
    private static List<(string Name, string Content)>? HclParts(string text)
    {
        var problems = new DiagnosticBag();
        var body = HclParser.ParseFile(SourceText.From("schema.hcl", text), problems);
        if (problems.HasErrors || !body.Blocks.Any()) return null;
        return [.. body.Blocks.Select(b => (
            Named(string.Join('.', b.Labels.Select(l => l.Text).Prepend(b.Type)), ".hcl"),
            b.Span.Text.TrimEnd() + "\n"))];
    }

    /// <summary>Returns a file for each object: what creates it, with what follows until the next is created.</summary>
    private static List<(string Name, string Content)> SqlParts(string text, Dialect dialect)
    {
        var parts = new List<(string Title, StringBuilder Content)>();
        foreach (var statement in StatementSplitter.Split("schema.sql", text, dialect.SplitOptions))
        {
            var title = statement.Comments.Select(c => Creation().Match(c)).FirstOrDefault(m => m.Success);
            if (title is not null || parts.Count == 0)
                parts.Add((title is null ? "schema" : $"{title.Groups[2].Value}.{title.Groups[1].Value}", new()));
            foreach (var comment in statement.Comments) parts[^1].Content.Append(comment).Append('\n');
            parts[^1].Content.Append(statement.Text).Append(";\n");
        }

        var width = Math.Max(3, Number(parts.Count).Length);
        return [.. parts.Select((p, i) => (
            Named($"{Number(i + 1).PadLeft(width, '0')}.{p.Title}", ".sql"), p.Content.ToString()))];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static StringValue Write(string folder, TemplateValue value, Host host)
    {
        if (value is not ObjectValue { Type: "Files" } files)
            throw new TemplateFailure("write takes what split gives, as in {{ sql . | split | write \"src\" }}");
        var written = new StringBuilder();
        foreach (var file in files.Fields)
        {
            var path = Path.Combine(folder, file.Name);
            host.WriteFile(path, Encoding.UTF8.GetBytes(AtlasFunctions.Text(file.Value)));
            written.Append(path).Append('\n');
        }

        return new StringValue(written.ToString());
    }

    /// <summary>Returns a file's name; what isn't a plain letter, digit or sign becomes a line.</summary>
    private static string Named(string title, string extension) => Odd().Replace(title, "_") + extension;

    /// <summary>The headline of a statement that creates an object of its own, and not a part of one.</summary>
    [GeneratedRegex("""^-- (?:Create|Add(?: new)?) "(.+)" (\w+)$""")]
    private static partial Regex Creation();

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex Odd();
}
