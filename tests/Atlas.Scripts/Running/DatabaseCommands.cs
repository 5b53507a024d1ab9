using System.Text;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Commands that reach a database by a client that isn't ours.</summary>
public static class DatabaseCommands
{
    public static async Task SqlAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "sql NAME 'SQL'|FILE.sql");
        var sql = words[1].EndsWith(".sql") ? await File.ReadAllTextAsync(run.InWork(words[1]), run.CancellationToken) : words[1];
        var database = await run.DatabaseAsync(words[0]);
        try
        {
            run.Last = new(0, await database.RunAsync(sql, run.CancellationToken), "");
        }
        catch (Exception error) when (line.Expectation != Expectation.Success
            && error is InvalidOperationException or System.Data.Common.DbException)
        {
            run.Last = new(1, "", error.Message + "\n");
            return;
        }
        if (line.Expectation == Expectation.Failure) throw new ScriptException("The database accepted it.");
    }

    public static async Task RowsAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "rows NAME 'SQL' ROW…");
        var found = await (await run.DatabaseAsync(words[0])).RunAsync(words[1], run.CancellationToken);
        var expected = string.Concat(words.Skip(2).Select(row => row + "\n"));
        Commands.Assert(line, found == expected, $"The rows are others:\n{OutputCommands.Difference(expected, found)}", "The rows are these.");
    }

    public static async Task HashAsync(ScriptRun run, ScriptLine line)
    {
        var name = (await run.WordsAsync(line)).Need(1, "hash NAME")[0];
        run.Marks[name] = (await run.DatabaseAsync(name)).Mark();
    }

    public static async Task UnchangedAsync(ScriptRun run, ScriptLine line)
    {
        var name = (await run.WordsAsync(line)).Need(1, "unchanged NAME")[0];
        if (!run.Marks.TryGetValue(name, out var mark)) throw new ScriptException($"`hash {name}` must come first.");
        var changes = (await run.DatabaseAsync(name)).ChangesSince(mark);
        Commands.Assert(line, changes.Count == 0,
            $"Database {name} was changed:\n{string.Join('\n', changes)}", $"Nothing changed database {name}.");
    }

    public static async Task DumpAsync(ScriptRun run, ScriptLine line)
    {
        var name = (await run.WordsAsync(line)).Need(1, "dump NAME")[0];
        var text = new StringBuilder();
        foreach (var (heading, body) in await (await run.DatabaseAsync(name)).DumpAsync(run.CancellationToken))
            text.Append($"== {heading}\n{body}\n");
        run.Last = new(0, text.ToString(), "");
    }

    public static async Task SameAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "same NAME NAME");
        var left = await (await run.DatabaseAsync(words[0])).DumpAsync(run.CancellationToken);
        var right = await (await run.DatabaseAsync(words[1])).DumpAsync(run.CancellationToken);
        var differences = left.Keys.Union(right.Keys).Order(StringComparer.Ordinal)
            .Where(key => left.GetValueOrDefault(key) != right.GetValueOrDefault(key))
            .Select(key => $"== {key}\n{OutputCommands.Difference(left.GetValueOrDefault(key, "(absent)"), right.GetValueOrDefault(key, "(absent)"))}")
            .ToArray();
        Commands.Assert(line, differences.Length == 0,
            $"{words[0]} (-) and {words[1]} (+) differ:\n{string.Join('\n', differences)}", $"{words[0]} and {words[1]} are the same.");
    }
}
