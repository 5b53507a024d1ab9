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
