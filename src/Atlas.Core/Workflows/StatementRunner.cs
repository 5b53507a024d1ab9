using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Runs single statements: watches them, says what they wait for, and does again what lost a wait for a
/// lock.</summary>
/// <param name="target">The database.</param>
/// <param name="observer">Is told of each statement.</param>
/// <param name="session">How patient it is.</param>
/// <param name="say">Tells the person what is waited for.</param>
internal sealed class StatementRunner(
    Database target, ApplyObserver observer, WorkSession session, Action<string> say)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly List<StatementRun> ran = [];
    private Seq<string> blockers = [];
    private bool isLastTry;

    /// <summary>Gets the statements that ran, in order; the last one may have failed.</summary>
    public Seq<StatementRun> Ran => [.. ran];

    /// <summary>Gets how many statements ran well.</summary>
    public int Done => ran.Count(r => r.Error is null);

    /// <summary>Does some work; when it loses a wait for a lock, undoes it and does it again after a pause that
    /// grows, as often as the session says. Nobody else's work is ever ended.</summary>
    /// <param name="work">The work: a transaction, or one statement outside of one.</param>
    /// <param name="undo">Takes back what is done of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task PatientlyAsync(Func<Task> work, Func<Task> undo, CancellationToken cancellationToken)
    {
        var before = ran.Count;
        for (var attempt = 1; ; attempt++)
        {
            isLastTry = attempt >= session.Tries;
            blockers = [];
            try
            {
                await work();
                return;
            }
            catch (DatabaseException problem) when (problem.IsLockLost && !isLastTry)
            {
                await undo();
                ran.RemoveRange(before, ran.Count - before);
                var pause = Pause(attempt);
                say($"The lock wasn't free{Whose()}: {problem.Message}. Try {attempt + 1} of {session.Tries} comes in " +
                    $"{GoDuration.Format(pause)}.");
                await Task.Delay(pause, cancellationToken);
            }
            catch (DatabaseException problem) when (problem.IsLockLost)
            {
                throw new FailureException(
                    $"{problem.Message}. It was tried {(session.Tries == 1 ? "once" : $"{session.Tries} times")}" +
                    $"{Whose()}. Nothing of others was ended; run the command again when they are done, or wait " +
                    "longer for each lock with limits { lock_timeout }.", problem);
            }
        }
    }

    /// <summary>Runs what an earlier, failed try of a statement makes necessary before it.</summary>
    public async Task ClearAsync(Statement statement, CancellationToken cancellationToken)
    {
        if (await target.LeftoverAsync(statement.Sql, cancellationToken) is { } leftover)
            await RunAsync(leftover, cancellationToken);
    }

    /// <summary>Runs one statement, and throws what the database says against it.</summary>
    public async Task RunAsync(Statement statement, CancellationToken cancellationToken)
    {
        var holders = await target.HoldersAsync(statement.Sql, cancellationToken);
        if (!holders.IsEmpty)
            say($"To {statement.Comment} must wait until these end: {string.Join("; ", holders)}.");
        observer.Running(statement);
        var clock = Stopwatch.StartNew();
        try
        {
            await WatchedAsync(statement, cancellationToken);
            ran.Add(new StatementRun(statement.Sql, clock.Elapsed.TotalMilliseconds, null));
            observer.Ran(statement, clock.Elapsed, null);
        }
        catch (DatabaseException problem) when (isLastTry || !problem.IsLockLost)
        {
            ran.Add(new StatementRun(statement.Sql, clock.Elapsed.TotalMilliseconds, problem.Message));
            observer.Ran(statement, clock.Elapsed, problem.Message);
            throw;
        }
    }

    private async Task WatchedAsync(Statement statement, CancellationToken cancellationToken)
    {
        var run = target.RunAsync(statement.Sql, cancellationToken);
        var clock = Stopwatch.StartNew();
        var hasSaid = false;
        while (await Task.WhenAny(run, Task.Delay(Glance, CancellationToken.None)) != run)
        {
            var activity = await target.LookAsync(CancellationToken.None);
            if (!activity.Blockers.IsEmpty) blockers = activity.Blockers;
            // A statement with a limit for its waits would have lost by now.
            if (!hasSaid && !activity.Blockers.IsEmpty && clock.Elapsed > Patience * 2)
            {
                hasSaid = true;
                say($"To {statement.Comment} waits for {string.Join(", ", blockers)}.");
            }

            if (activity.Progress is { } progress) observer.Progressing(statement, progress);
        }

        await run;
    }

    private TimeSpan Patience => session.LockTimeout ?? WorkSession.DefaultLockTimeout;

    private string Whose() => blockers.IsEmpty ? "" : $", held by {string.Join(", ", blockers)}";

    private TimeSpan Pause(int attempt)
    {
        var pause = Patience / 2 * Math.Pow(2, attempt - 1);
        return pause < LongestPause ? pause : LongestPause;
    }
}
