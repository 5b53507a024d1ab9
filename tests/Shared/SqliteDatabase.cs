using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Atlas.Tests.Shared;

/// <summary>A SQLite file; it doesn't exist until someone writes to it.</summary>
public sealed class SqliteDatabase(string path) : TestDatabase
{
    public override string Url => $"sqlite://{path}";

    public override string SchemaUrl => Url;

    public override IEnumerable<(string Text, string Shown)> Volatile(string word) => [];

    public override async Task<string> RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var text = new StringBuilder();
        do
        {
            while (await reader.ReadAsync(cancellationToken))
                text.AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))).Append('\n');
        }
        while (await reader.NextResultAsync(cancellationToken));
        return text.ToString();
    }

    public override object Mark() => Hash();

    public override IReadOnlyList<string> ChangesSince(object mark) =>
        Hash() == (string)mark ? [] : [$"The file {Path.GetFileName(path)} has another hash."];

    public override async Task<IReadOnlyDictionary<string, string>> DumpAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return SqliteDump.Of(connection);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    // A write-ahead log counts when it holds something; opening a database may leave an empty one.
    private string Hash() =>
        string.Join(' ', new[] { path, path + "-wal", path + "-journal" }
            .Where(file => File.Exists(file) && (file == path || new FileInfo(file).Length > 0))
            .Select(file => Path.GetFileName(file) + "=" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))));

    private static string Text(object value) => value switch
    {
        DBNull => "",
        byte[] bytes => "\\x" + Convert.ToHexStringLower(bytes),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
