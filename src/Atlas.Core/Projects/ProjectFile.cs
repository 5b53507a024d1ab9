using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Projects;

/// <summary>A parsed <c>atlas.hcl</c>; nothing in it is evaluated yet.</summary>
public sealed class ProjectFile
{
    /// <summary>The project file that commands look for when none is named.</summary>
    public const string DefaultUrl = "file://atlas.hcl";

    private ProjectFile(string path, string folder, BodySyntax body) => (Path, Folder, Body) = (path, folder, body);

    /// <summary>Gets the path as diagnostics and check reports show it.</summary>
    public string Path { get; }

    /// <summary>Gets the folder that relative paths inside the file start from.</summary>
    public string Folder { get; }

    /// <summary>Gets the blocks.</summary>
    public BodySyntax Body { get; }

    /// <summary>Reads and checks a project file.</summary>
    /// <param name="url">The file's URL, such as <c>file://atlas.hcl</c>.</param>
    /// <param name="host">The door to files.</param>
    /// <exception cref="FailureException">The URL has another scheme, or the file isn't there.</exception>
    /// <exception cref="DiagnosticException">The text is wrong.</exception>
    public static ProjectFile Read(string url, Host host)
    {
        var path = FilePath(url);
        if (!host.FileExists(path))
            throw new FailureException(
                $"config file {Quoted(path)} was not found: there is no such file in {host.WorkingFolder}");

        var source = SourceText.From(path, host.ReadFile(path));
        var body = HclParser.ParseFile(source);
        foreach (var warning in ProjectShape.WarningsOf(body)) host.Warn(DiagnosticRenderer.Render(warning).TrimEnd());
        return new ProjectFile(path, System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", body);
    }

    /// <summary>Reads the project file, or returns null when it isn't there.</summary>
    public static ProjectFile? ReadIfThere(string url, Host host) =>
        host.FileExists(FilePath(url)) ? Read(url, host) : null;

    /// <summary>Returns a path that stands in the file as commands see it: relative paths start at the file's
    /// folder.</summary>
    public string At(string path) => Folder == "." ? path : System.IO.Path.Combine(Folder, path);

    private static string FilePath(string url)
    {
        if (!url.Contains("://", StringComparison.Ordinal))
            throw new FailureException($"missing scheme for config file. Did you mean file://{url}?");
        var parsed = Url.Parse(url);
        return parsed.Scheme == "file"
            ? parsed.HostAndPath
            : throw new FailureException($"unsupported config file driver {Quoted(parsed.Scheme)}");
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
