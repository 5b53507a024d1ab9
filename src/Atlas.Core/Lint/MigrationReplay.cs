using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>Runs a hand-written file statement by statement on a dev database, to see which statement makes which
/// change.</summary>
public static class MigrationReplay
{
    private static readonly string[] Rows = ["INSERT", "UPDATE", "DELETE", "SET", "PRAGMA"];

    /// <summary>Runs the file and returns what analyzers see of it.</summary>
    /// <remarks>Cost: each statement that can change the schema, and an inspection after it.</remarks>
    /// <param name="scratch">The dev database, already in the state that the file starts at.</param>
    /// <param name="source">The file.</param>
    /// <param name="cancellationToken">Stops before the next statement.</param>
    /// <exception cref="DiagnosticException">A statement isn't closed, or the database refuses it.</exception>
    public static async Task<Pass> RunAsync(Database scratch, SourceText source, CancellationToken cancellationToken)
    {
        var file = LintedFile.Read(source, scratch.Dialect.SplitOptions);
        var current = (await scratch.InspectAsync([], cancellationToken)).Realm;
        var replayed = new ReplayedFile(file, current, scratch.Dialect, scratch.BoundSchema ?? scratch.Dialect.DefaultSchema);
        foreach (var statement in file.Statements)
        {
            // The dev database runs each statement by itself: transactions are the file's affair.
            if (Transactions.IsControl(statement)) continue;
            await ExecuteAsync(scratch, statement, cancellationToken);
            if (Array.Exists(Rows, r => statement.Begins(r))) continue;
            replayed.Ran(statement, (await scratch.InspectAsync([], cancellationToken)).Realm);
        }

        return replayed.Pass;
    }

    private static async Task ExecuteAsync(Database scratch, LintStatement statement, CancellationToken cancellationToken)
    {
        try
        {
            await scratch.ExecuteAsync(statement.Sql, cancellationToken);
        }
        catch (DatabaseException problem)
        {
            throw new DiagnosticException(Diagnostic.Error("The dev database refuses the statement", problem.Message,
                statement.Span));
        }
    }
}
