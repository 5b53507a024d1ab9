using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Migrations;
using Atlas.Hcl.Text;

namespace Atlas.Core.States;

/// <summary>Runs SQL files on a dev database.</summary>
internal static class SqlFiles
{
    /// <summary>Runs the statements of files in order.</summary>
    /// <exception cref="FailureException">The database refuses one; the message names its line.</exception>
    public static async Task RunAsync(
        Database database, IEnumerable<SourceText> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
            foreach (var statement in StatementSplitter.Split(
                file.Name, TextOf(file), database.Dialect.SplitOptions))
                await RunAsync(database, file.Name, statement, cancellationToken);
    }

    /// <summary>Returns whether files install an extension of that name.</summary>
    public static bool Installs(IEnumerable<SourceText> files, string extension) => files.Any(file =>
    {
        var text = TextOf(file);
        var words = SqlLexer.Tokens(text, new SplitOptions { DollarQuotes = true })
            .Where(t => t.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName)
            .Select(t => text[t.Start..t.End].Trim('"')).ToList();
        return Enumerable.Range(0, words.Count).Any(i =>
            Is(i, "CREATE") && Is(i + 1, "EXTENSION")
            && words.ElementAtOrDefault(Is(i + 2, "IF") ? i + 5 : i + 2) is { } name
            && name.Equals(extension, StringComparison.OrdinalIgnoreCase));

        bool Is(int at, string word) =>
            at < words.Count && words[at].Equals(word, StringComparison.OrdinalIgnoreCase);
    });

    /// <summary>Returns a file's text without a byte order mark.</summary>
    public static string TextOf(SourceText file) => Encoding.UTF8.GetString(file.Bytes.Span).TrimStart('\uFEFF');

    private static async Task RunAsync(
        Database database, string file, SqlText statement, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync(statement.Text, cancellationToken);
        }
        catch (DatabaseException problem)
        {
            throw new FailureException(
                $"{file}:{statement.Line}: executing the statement on the dev database: {problem.Message}", problem);
        }
    }
}
