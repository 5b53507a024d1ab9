using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Plans;

/// <summary>The table in which a database remembers how far a plan got; it is there only while one is
/// unfinished.</summary>
/// <param name="target">The database.</param>
/// <param name="schema">The schema that the table is in.</param>
public sealed class ProgressTable(Database target, string schema)
{
    /// <summary>The table's name; no inspection shows a table of that name.</summary>
    public const string Name = "atlas_plan_progress";

    private string Table => $"{target.Dialect.Quote(schema)}.{target.Dialect.Quote(Name)}";

    /// <summary>Returns what was found without the table, and says where it is.</summary>
    public static Inspection Hide(Inspection found)
    {
        if (found.Realm.Schemas.FirstOrDefault(s => s.Table(Name) is not null) is not { } holder) return found;
        var others = holder with { Tables = holder.Tables.Where(t => t.Name != Name).ToSeq() };
        return found with
        {
            Realm = found.Realm with { Schemas = found.Realm.Schemas.Select(s => s == holder ? others : s).ToSeq() },
            Unmanaged = found.Unmanaged.Where(o => !o.DependsOn.Any(d => d.Name == Name)).ToSeq(),
            ProgressSchema = holder.Name,
        };
    }

    /// <summary>Reads the row; null when there is none. One round trip.</summary>
    public async Task<PlanProgress?> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await target.QueryAsync($"SELECT plan, digest, done, running FROM {Table}", [], cancellationToken);
        return rows is [[{ } plan, { } digest, { } done, { } running]]
            ? new PlanProgress(plan, new Digest(digest), int.Parse(done, CultureInfo.InvariantCulture), running == "1")
            : null;
    }

    /// <summary>Makes the table with the row of a plan that begins.</summary>
    public async Task BeginAsync(string plan, Digest digest, CancellationToken cancellationToken)
    {
        var dialect = target.Dialect;
        await target.BeginAsync(cancellationToken);
        await target.ExecuteAsync($"DROP TABLE IF EXISTS {Table}", cancellationToken);
        await target.ExecuteAsync(
            $"CREATE TABLE {Table} (plan text NOT NULL, digest text NOT NULL, done integer NOT NULL, running integer " +
                "NOT NULL)", cancellationToken);
        await target.ExecuteAsync(
            $"INSERT INTO {Table} VALUES ({dialect.QuoteText(plan)}, {dialect.QuoteText(digest.Value)}, 0, 0)",
            cancellationToken);
        await target.CommitAsync(cancellationToken);
    }

    /// <summary>Runs one statement and writes down that it is done: in one transaction where the statement allows it,
    /// else before and after it.</summary>
    /// <param name="done">How many statements are done before it.</param>
    /// <param name="isLast">Whether it is the plan's last one, with which the table goes.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StepAsync(int done, bool isLast, string sql, Func<Task> run, CancellationToken cancellationToken)
    {
        if (target.Dialect.RunsAlone(sql))
        {
            await SaveAsync(done, isRunning: true, cancellationToken);
            await run();
            await NextAsync(done + 1, isLast, cancellationToken);
            return;
        }

        await target.BeginAsync(cancellationToken);
        try
        {
            await run();
            await NextAsync(done + 1, isLast, cancellationToken);
            await target.CommitAsync(cancellationToken);
        }
        catch
        {
            await target.RollbackAsync();
            throw;
        }
    }

    /// <summary>Removes the table: nothing is unfinished any more.</summary>
    public Task RemoveAsync(CancellationToken cancellationToken) =>
        target.ExecuteAsync($"DROP TABLE IF EXISTS {Table}", cancellationToken);

    private Task NextAsync(int done, bool isLast, CancellationToken cancellationToken) =>
        isLast ? RemoveAsync(cancellationToken) : SaveAsync(done, isRunning: false, cancellationToken);

    private Task SaveAsync(int done, bool isRunning, CancellationToken cancellationToken) => target.ExecuteAsync(
        string.Create(CultureInfo.InvariantCulture,
            $"UPDATE {Table} SET done = {done}, running = {(isRunning ? 1 : 0)}"), cancellationToken);
}
