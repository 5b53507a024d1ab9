using System.Text;
using System.Text.RegularExpressions;

namespace Atlas.Tests.Shared;

/// <summary>The server's own log of statements: what a program ran, whatever it says it ran.</summary>
public sealed partial class StatementLog(string path)
{
    /// <summary>The application name of the tests' own connections, which are not counted.</summary>
    public const string OwnApplication = "atlas-tests";

    private static readonly HashSet<string> Reads = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "SHOW", "SET", "RESET", "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE",
        "WITH", "VALUES", "EXPLAIN", "DISCARD", "DEALLOCATE", "CLOSE", "FETCH", "DECLARE", "TABLE", "LISTEN", "UNLISTEN", "LOCK",
    };

    /// <summary>Where the log ends now, in bytes; an entry is written before its statement runs.</summary>
    public long Mark() => new FileInfo(path).Length;

    /// <summary>Lists the statements since a mark that may change a database.</summary>
    public IReadOnlyList<string> ChangesSince(long mark, string database) =>
        [.. Entries(mark).Where(entry => entry.Database == database && entry.Application != OwnApplication)
            .Select(entry => Statement().Match(entry.Message)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value.Trim()).Where(MayChange)];

    public string ReadAll() => Read(0);

    /// <summary>Whether a text of one or more statements may change something; unknown statements may.</summary>
    public static bool MayChange(string sql)
    {
        var bare = NoCode().Replace(sql, match => match.Value.StartsWith('-') || match.Value.StartsWith('/') ? " " : "''");
        return bare.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0)
            .Any(part => !Reads.Contains(FirstWord().Match(part).Value) || Writes().IsMatch(part));
    }

    private IEnumerable<(string Database, string Application, string Message)> Entries(long mark) =>
        from entry in Read(mark).Split('\u0001', StringSplitOptions.RemoveEmptyEntries)
        let database = entry.IndexOf('\u0002')
        let application = entry.IndexOf('\u0003')
        where database >= 0 && application > database
        select (entry[..database], entry[(database + 1)..application], entry[(application + 1)..]);

    private string Read(long mark)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = mark;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\A\s*LOG:\s+(?:statement|execute [^:]*):\s(.*)\z", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"'(?:[^']|'')*'|""(?:[^""]|"""")*""|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", RegexOptions.Singleline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"\A[A-Za-z]+")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"\b(INSERT|UPDATE|DELETE|MERGE|INTO|ANALYZE|nextval|setval|lo_\w+)\b(?!\s*=)(?<!FOR\s+UPDATE)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Writes();
}
