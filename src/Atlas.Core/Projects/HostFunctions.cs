using System.Globalization;
using System.Text.Unicode;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects;

/// <summary>The functions of project files that reach outside: files, environment and clock.</summary>
internal static class HostFunctions
{
    /// <summary>Returns all functions of a project file.</summary>
    /// <param name="host">The door to files, environment and clock.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="unset">Collects the environment variables that were asked for and aren't set.</param>
    public static IReadOnlyDictionary<string, Function> With(Host host, string folder, HashSet<string> unset)
    {
        var all = new Dictionary<string, Function>(StandardFunctions.All, StringComparer.Ordinal);
        Add("getenv", ["key"], a => GetEnv(host, a[0].AsString(), unset));
        Add("file", ["path"], a => Value.String(Text(Read(host, folder, a[0]))));
        Add("fileexists", ["path"], a => Value.Bool(host.FileExists(At(folder, a[0]))));
        Add("fileset", ["pattern"], a => Files(host, folder, a[0].AsString(), allowDeep: true));
        Add("glob", ["pattern"], a => Files(host, folder, a[0].AsString(), allowDeep: false));
        Add("abspath", ["path"], a => Value.String(Path.GetFullPath(a[0].AsString(), host.WorkingFolder)));
        Add("timestamp", [],
            _ => Value.String(host.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        Add("uuid", [], _ => Value.String(host.NewUuid().ToString("D")));
        all["templatefile"] = new Function("templatefile", TemplateParameters, null,
            a => Template(Read(host, folder, a[0]), a[1], all));
        all["print"] = new Function("print", [new("value", ValueType.Dynamic, AllowsNull: true)], null, a =>
        {
            host.Warn(a[0].Type == ValueType.String && !a[0].IsNull ? a[0].AsString()
                : all["jsonencode"].Call(a[0]).AsString());
            return a[0];
        });
        return all;

        void Add(string name, string[] parameters, Func<IReadOnlyList<Value>, Value> body) =>
            all[name] = new Function(name, [.. parameters.Select(p => new Parameter(p, ValueType.String))], null, body);
    }

    private static readonly Parameter[] TemplateParameters =
        [new("path", ValueType.String), new("vars", ValueType.Dynamic)];

    // What a template may call instead, so that none is within itself.
    private static readonly Dictionary<string, Function> NoTemplates = new()
    {
        ["templatefile"] = new("templatefile", TemplateParameters, null,
            _ => throw new FunctionException("a template can't be made of others")),
    };

    private static Value GetEnv(Host host, string name, HashSet<string> unset)
    {
        var value = host.Variable(name);
        if (string.IsNullOrEmpty(value)) unset.Add(name);
        return Value.String(value ?? "");
    }

    private static Value Files(Host host, string folder, string pattern, bool allowDeep)
    {
        if (!allowDeep && pattern.Contains("**", StringComparison.Ordinal))
            throw new FunctionException("glob does not know **; use fileset", 0);
        var root = At(folder, Value.String(Fixed(pattern)));
        var matcher = new PathPattern(Path.Combine(folder, pattern));
        var found = host.FolderExists(root) ? host.ListFiles(root, recursive: true).Where(matcher.Matches) : [];
        return Value.List(ValueType.String, found.Select(Value.String));
    }

    /// <summary>The part of a pattern before its first wildcard, up to a slash.</summary>
    private static string Fixed(string pattern)
    {
        var wildcard = pattern.IndexOfAny(['*', '?', '[']);
        var slash = (wildcard < 0 ? pattern : pattern[..wildcard]).LastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : pattern[..slash];
    }

    private static Value Template(SourceText text, Value variables, IReadOnlyDictionary<string, Function> functions)
    {
        if (variables.Type is not (MapType or ObjectType))
            throw new FunctionException("a map or object is required", 1);
        try
        {
            var scope = new Scope(null, functions).With(variables.Members, NoTemplates);
            return Evaluator.Evaluate(HclParser.ParseTemplate(text), scope);
        }
        catch (DiagnosticException mistakes)
        {
            throw new FunctionException($"the template has a mistake: {mistakes.Message.TrimEnd('.')}", 0);
        }
    }

    private static SourceText Read(Host host, string folder, Value path)
    {
        try
        {
            return SourceText.From(At(folder, path), host.ReadFile(At(folder, path)));
        }
        catch (FailureException failure)
        {
            // What a call can't do is a mistake in the file that calls: it has a place, and try() catches it.
            throw new FunctionException(failure.Message.TrimEnd('.'), 0);
        }
    }

    private static string Text(SourceText file) => Utf8.IsValid(file.Bytes.Span)
        ? file.Slice(file.ContentStart, file.Bytes.Length)
        : throw new FunctionException($"{file.Name} is not UTF-8 text", 0);

    private static string At(string folder, Value path) => Path.Combine(folder, path.AsString());
}
