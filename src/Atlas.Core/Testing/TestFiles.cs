using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Hcl.Text;

namespace Atlas.Core.Testing;

/// <summary>The test files of a run.</summary>
/// <param name="Sources">The files in the order they are read.</param>
public sealed record TestFiles(Seq<SourceText> Sources)
{
    private const string Ending = ".test.hcl";

    /// <summary>Gets the digest of the files: of a list of their names and digests, so that the folder they lie in
    /// doesn't count.</summary>
    public Digest Digest => Digest.Of(Encoding.UTF8.GetBytes(string.Concat(
        Sources.Select(s => $"{Digest.Of(s.Bytes.Span)} {Path.GetFileName(s.Name)}\n").Order(StringComparer.Ordinal))));

    /// <summary>Reads the files of paths; a folder gives those directly in it that end in <c>.test.hcl</c>.</summary>
    /// <param name="paths">Files and folders, as paths or <c>file://</c> URLs.</param>
    /// <param name="host">The door to files.</param>
    /// <exception cref="FailureException">A path isn't there, is no test file, or there is none at all.</exception>
    public static TestFiles Read(Seq<string> paths, Host host)
    {
        var found = paths.SelectMany(p => Expand(PathOf(p), host)).Distinct().Order(StringComparer.Ordinal).ToSeq();
        if (found.IsEmpty)
            throw new FailureException(
                $"no test files found: there is no file that ends in {Ending} in {string.Join(", ", paths)}");
        return new([.. found.Select(p => SourceText.From(p, host.ReadFile(p)))]);
    }

    private static string PathOf(string path) =>
        path.Contains("://", StringComparison.Ordinal) ? Url.Parse(path) switch
        {
            { Scheme: "file" } url => url.HostAndPath,
            var other => throw new FailureException($"{other.Redacted} holds no test files; give files and folders"),
        }
        : path;

    private static IEnumerable<string> Expand(string path, Host host)
    {
        if (host.FolderExists(path))
            return host.ListFiles(path, recursive: false).Where(f => f.EndsWith(Ending, StringComparison.Ordinal))
                .Select(f => f.StartsWith("./", StringComparison.Ordinal) ? f[2..] : f);
        if (!host.FileExists(path)) throw new FailureException($"the test file {path} is not there");
        return path.EndsWith(Ending, StringComparison.Ordinal)
            ? [path]
            : throw new FailureException($"{path} is not a test file: its name must end in {Ending}");
    }
}
