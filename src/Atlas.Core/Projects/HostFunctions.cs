using System.Globalization;
using System.Text;
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
        Add("file", ["path"], a => Value.String(Text(host, At(folder, a[0]))));
        Add("fileexists", ["path"], a => Value.Bool(host.FileExists(At(folder, a[0]))));
        Add("fileset", ["pattern"], a => Files(host, folder, a[0].AsString(), allowDeep: true));
        Add("glob", ["pattern"], a => Files(host, folder, a[0].AsString(), allowDeep: false));
        Add("abspath", ["path"], a => Value.String(Path.GetFullPath(a[0].AsString(), host.WorkingFolder)));
        Add("timestamp", [],
            _ => Value.String(host.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        Add("uuid", [], _ => Value.String(host.NewUuid().ToString("D")));
        all["templatefile"] = new Function("templatefile",
            [new("path", ValueType.String), new("vars", ValueType.Dynamic)], null,
            a => Template(host, At(folder, a[0]), a[1], all));
        all["print"] = new Function("print", [new("value", ValueType.Dynamic, AllowsNull: true)], null, a =>
        {
            host.Warn(a[0].Type == ValueType.String && !a[0].IsNull ? a[0].AsString()
                : Hcl.Writing.ValueWriter.Write(a[0]));
            return a[0];
        });
        return all;

        void Add(string name, string[] parameters, Func<IReadOnlyList<Value>, Value> body) =>
            all[name] = new Function(name, [.. parameters.Select(p => new Parameter(p, ValueType.String))], null, body);
    }

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

    private static Value Template(Host host, string path, Value variables, IReadOnlyDictionary<string,
        Function> functions)
    {
        var diagnostics = new DiagnosticBag();
        var template = HclParser.ParseTemplate(SourceText.From(path, host.ReadFile(path)), diagnostics);
        diagnostics.ThrowIfErrors();
        return template is null ? Value.String("")
            : Evaluator.Evaluate(template, new Scope(variables.Members, functions));
    }

    private static string Text(Host host, string path) => Encoding.UTF8.GetString(host.ReadFile(path));

    private static string At(string folder, Value path) => Path.Combine(folder, path.AsString());
}
