using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Text;

namespace Atlas.Core.Testing;

/// <summary>Runs the steps of one case on its database.</summary>
/// <param name="database">The case's own database.</param>
/// <param name="host">The door to processes.</param>
/// <param name="plans">The states and plans of the cases; null where no case has any.</param>
internal sealed class StepRunner(Database database, Host host, PlanSteps? plans)
{
    /// <summary>Runs a step.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public async Task<StepFailure?> RunAsync(TestStep step, CancellationToken cancellationToken)
    {
        try
        {
            return step switch
            {
                ExecStep exec => Compare(
                    step, exec.Expected, await TextAsync(exec, cancellationToken),
                    exec.IsTable ? ResultText.IsSameTable : ResultText.IsSameCsv),
                CatchStep expected => await CatchAsync(expected, cancellationToken),
                AssertStep assert => await AssertAsync(assert, cancellationToken),
                ExternalStep external => await ExternalAsync(external, cancellationToken),
                CleanupStep cleanup => await CleanUpAsync(cleanup, cancellationToken),
                SchemaStep or ApplyStep when plans is not null =>
                    await plans.RunAsync(step, database, cancellationToken),
                _ => null,
            };
        }
        catch (DatabaseException refused)
        {
            return new(step, refused.Message) { Sql = refused.Sql };
        }
        catch (DiagnosticException problem)
        {
            return new(step, problem.Message) { Sql = step.Statement };
        }
    }

    private async Task<string> TextAsync(ExecStep step, CancellationToken cancellationToken)
    {
        var tables = new List<ResultTable>();
        foreach (var statement in Statements(step.Sql))
        {
            var table = await database.ReadAsync(statement.Text, cancellationToken);
            if (!table.Columns.IsEmpty) tables.Add(table);
        }

        return step.IsTable ? ResultText.Table(tables) : ResultText.Csv(tables);
    }

    private static StepFailure? Compare(
        TestStep step, Expectation? expected, string found, Func<string, string, bool> isSame) => expected switch
        {
            null => null,
            { IsPattern: true } when TextPattern.Compile(expected.Text, out _)?.IsMatch(found) == true => null,
            { IsPattern: true } => new(step, "what came out doesn't match the pattern")
            {
                Sql = step.Statement,
                Expected = expected.Text,
                Found = found,
            },
            _ => isSame(expected.Text, found) ? null : new(step, "something else came out")
            {
                Sql = step.Statement,
                Expected = ResultText.Trimmed(expected.Text),
                Found = ResultText.Trimmed(found),
            },
        };

    private async Task<StepFailure?> CatchAsync(CatchStep step, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var statement in Statements(step.Sql))
                await database.ReadAsync(statement.Text, cancellationToken);
        }
        catch (DatabaseException refused)
        {
            var isExpected = step.Error is null || refused.Message.Contains(step.Error, StringComparison.Ordinal)
                || TextPattern.Compile(step.Error, out _)?.IsMatch(refused.Message) == true;
            return isExpected ? null : new(step, "the error is another one")
            {
                Sql = refused.Sql,
                Expected = step.Error,
                Found = refused.Message,
            };
        }

        return new(step, "the statement should have failed, and it did not") { Sql = step.Sql, Expected = step.Error };
    }

    private async Task<StepFailure?> AssertAsync(AssertStep step, CancellationToken cancellationToken)
    {
        foreach (var statement in Statements(step.Sql))
        {
            var table = await database.ReadAsync(statement.Text, cancellationToken);
            if (table.Rows is [["t" or "true" or "1"]]) continue;
            return new(step, step.Message ?? "the assertion doesn't hold")
            {
                Sql = statement.Text,
                Expected = "one row with one true value",
                Found = table.Rows.IsEmpty ? "no row" : ResultText.Csv([table]),
            };
        }

        return null;
    }

    private async Task<StepFailure?> ExternalAsync(ExternalStep step, CancellationToken cancellationToken)
    {
        var output = await host.RunAsync(step.Program, step.Folder, cancellationToken);
        return output.ExitCode == 0
            ? Compare(step, step.Expected, ResultText.Trimmed(output.Output),
                (expected, found) => ResultText.Trimmed(expected) == found)
            : new(step, $"the program {step.Program[0]} ended with exit code {output.ExitCode}")
            {
                Found = output.Error.Trim() is { Length: > 0 } said ? said : null,
            };
    }

    private async Task<StepFailure?> CleanUpAsync(CleanupStep step, CancellationToken cancellationToken)
    {
        foreach (var statement in Statements(step.Sql)) await database.ReadAsync(statement.Text, cancellationToken);
        return null;
    }

    private Seq<SqlText> Statements(string sql) =>
        StatementSplitter.Split("the step's SQL", sql, database.Dialect.SplitOptions);
}
