using System.CommandLine;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Writing;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema fmt</c>: lays HCL files out in the canonical way.</summary>
internal static class SchemaFmt
{
    private static readonly Argument<string[]> Paths = new(
        "paths")
    {
        Description = "Files and folders; - reads standard input [default: .]",
        Arity = ArgumentArity.ZeroOrMore
    };
    private static readonly Option<bool> Check = new(
        "--check")
    { Description = "Change nothing; list what would change and exit with 1" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("fmt", "Format HCL files; prints the names of those that changed.") { Paths,
            Check };
        command.SetAction(
            parse => Run(app, parse.GetValue(Paths) is { Length: > 0 } paths ? paths : ["."], parse.GetValue(Check)));
        return command.WithExamples("atlas schema fmt", "atlas schema fmt schema/ atlas.hcl",
            "atlas schema fmt --check", "cat schema.hcl | atlas schema fmt -");
    }

    private static int Run(App app, string[] paths, bool isCheck)
    {
        if (paths is ["-"]) return RunOnInput(app, isCheck);
        var changed = 0;
        foreach (var path in paths.SelectMany(p => Expand(app, p)))
        {
            var source = SourceText.From(path, app.Host.ReadFile(path));
            var formatted = Encoding.UTF8.GetBytes(Formatted(source));
            if (source.Bytes.Span.SequenceEqual(formatted)) continue;
            changed++;
            if (!isCheck) app.Host.WriteFile(path, formatted);
            app.Out.Write(path + "\n");
        }

        return isCheck && changed > 0 ? 1 : 0;
    }

    private static int RunOnInput(App app, bool isCheck)
    {
        using var input = new MemoryStream();
        Console.OpenStandardInput().CopyTo(input);
        var source = SourceText.From("<stdin>", input.ToArray());
        var formatted = Formatted(source);
        var isChanged = !source.Bytes.Span.SequenceEqual(Encoding.UTF8.GetBytes(formatted));
        if (!isCheck) app.Out.Write(formatted);
        else if (isChanged) app.Out.Write($"{source.Name}\n");
        return isCheck && isChanged ? 1 : 0;
    }

    private static string Formatted(SourceText source)
    {
        HclParser.ParseFile(source);
        return Formatter.Format(source);
    }

    private static IEnumerable<string> Expand(App app, string path) =>
        app.Host.FolderExists(path)
            ? app.Host.ListFiles(path, recursive: false).Where(p => p.EndsWith(".hcl", StringComparison.Ordinal))
                .Select(p => p.StartsWith("./", StringComparison.Ordinal) ? p[2..] : p)
            : app.Host.FileExists(path) ? [path] : throw new FailureException($"{path} is not there");
}
