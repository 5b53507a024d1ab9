using System.Text.Json;
using System.Text.RegularExpressions;

namespace Atlas.Tests.Shared;

/// <summary>A database on the private PostgreSQL server.</summary>
public sealed partial class PostgresDatabase(PostgresServer server, string name) : TestDatabase
{
    public override string Url => $"postgres://postgres@127.0.0.1:{server.Port}/{name}?sslmode=disable";

    public override string SchemaUrl => Url + "&search_path=public";

    public override IEnumerable<(string Text, string Shown)> Volatile(string word) =>
        [($"127.0.0.1:{server.Port}/{name}", $"127.0.0.1:PORT/{word}"), (name, word)];

    public override Task<string> RunAsync(string sql, CancellationToken cancellationToken) =>
        server.PsqlAsync(name, sql, cancellationToken);

    public override object Mark() => server.Log.Mark();

    public override IReadOnlyList<string> ChangesSince(object mark) => server.Log.ChangesSince((long)mark, name);

    /// <summary>Splits the dump of pg_dump by object; the lines of a CREATE TABLE are compared as a set.</summary>
    public override async Task<IReadOnlyDictionary<string, string>> DumpAsync(CancellationToken cancellationToken)
    {
        if (await server.DumpIsOlderAsync(cancellationToken)) return await DescribeAsync(cancellationToken);
        var pgDump = $"{server.Programs}/pg_dump";
        string[] key = await server.DumpHasKeyAsync(cancellationToken) ? ["--restrict-key=atlas"] : [];
        var dump = await Tool.RunAsync(
            [pgDump, "--schema-only", "--no-owner", .. key, $"host=127.0.0.1 port={server.Port} user=postgres dbname={name} application_name={StatementLog.OwnApplication}"],
            null, cancellationToken);
        var headings = Heading().Matches(dump);
        var objects = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Count; i++)
        {
            var start = headings[i].Index + headings[i].Length;
            var end = i + 1 < headings.Count ? headings[i + 1].Index : dump.Length;
            objects[headings[i].Groups[1].Value] = Normalise(dump[start..end]);
        }
        return objects;
    }

    /// <summary>Asks the server to describe each object.</summary>
    private async Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken cancellationToken)
    {
        using var query = new StreamReader(typeof(PostgresDatabase).Assembly.GetManifestResourceStream("catalogue.sql")
            ?? throw new InvalidOperationException("catalogue.sql isn't in the assembly."));
        var described = await RunAsync(await query.ReadToEndAsync(cancellationToken), cancellationToken);
        using var json = JsonDocument.Parse(described);
        return json.RootElement.EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetString() ?? "", StringComparer.Ordinal);
    }

    private static string Normalise(string body)
    {
        var lines = body.Split('\n').Select(line => line.TrimEnd())
            .Where(line => line.Length > 0 && line is not "--" && !Session().IsMatch(line)).ToArray();
        var open = Array.FindIndex(lines, line => line.StartsWith("CREATE ") && line.Contains(" TABLE ") && line.EndsWith('('));
        var close = open < 0 ? -1 : Array.FindIndex(lines, open, line => line.StartsWith(')'));
        if (close > open)
            lines = [.. lines[..(open + 1)],
                     .. lines[(open + 1)..close].Select(line => line.TrimEnd(',')).Order(StringComparer.Ordinal),
                     .. lines[close..]];
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^--\n-- (Name: .*)\n--\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // Session settings belong to no object, and where pg_dump writes them depends on the order of objects.
    [GeneratedRegex(@"^(SET |SELECT pg_catalog\.set_config|\\restrict|\\unrestrict|-- PostgreSQL database dump complete)")]
    private static partial Regex Session();
}
