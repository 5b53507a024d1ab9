using System.Diagnostics;
using System.Text.RegularExpressions;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Commands that start processes and wait for them.</summary>
public static class ProcessCommands
{
    public static async Task AtlasAsync(ScriptRun run, ScriptLine line) =>
        await RunAsync(run, line, [run.Program, .. await run.WordsAsync(line)]);

    public static async Task ShellAsync(ScriptRun run, ScriptLine line)
    {
        await run.MakeDatabasesAsync(line.Rest);
        await RunAsync(run, line, ["bash", "-euo", "pipefail", "-c", line.Rest]);
    }

    public static async Task TerminalAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).ToList();
        var end = words.IndexOf("--");
        if (end < 0 || end + 1 >= words.Count) throw new ScriptException("Usage: tty INPUT… -- atlas ARGUMENT…");
        run.Last = await Terminal.RunAsync(
            Program(run, words[(end + 1)..]), words[..end], run.InWork("."), run.Variables,
            other => run.RunAsync(ScriptLine.Parse(other, line.Number)), ScriptRun.Limit, run.CancellationToken);
        Expect(line, run.Last);
    }

    public static async Task BackgroundAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "bg NAME atlas ARGUMENT…");
        if (run.Background.TryGetValue(words[0], out var old) && !old.HasExited)
            throw new ScriptException($"`{words[0]}` still runs.");
        run.Background[words[0]] = await Launched.StartAsync(
            Program(run, [.. words.Skip(1)]), run.InWork("."), run.Variables, TakeInput(run));
    }

    public static async Task AwaitAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "await NAME REGEX");
        var (process, pattern) = (Named(run, words[0]), new Regex(words[1], RegexOptions.Multiline));
        for (var clock = Stopwatch.StartNew(); ;)
        {
            var ended = process.HasExited;
            if (pattern.IsMatch(process.Output) || pattern.IsMatch(process.Error)) return;
            if (ended || clock.Elapsed > TimeSpan.FromSeconds(30))
                throw new ScriptException($"`{words[0]}` never printed /{words[1]}/.");
            await Task.Delay(20, run.CancellationToken);
        }
    }

    public static async Task WaitAsync(ScriptRun run, ScriptLine line)
    {
        var name = (await run.WordsAsync(line)).Need(1, "wait NAME")[0];
        run.Last = await Named(run, name).WaitAsync(ScriptRun.Limit, run.CancellationToken);
        Expect(line, run.Last);
        run.Background.Remove(name, out var process);
        if (process is not null) await process.DisposeAsync();
    }

    public static async Task SignalAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "signal NAME INT");
        Named(run, words[0]).Signal(words[1]);
    }

    public static async Task KillAsync(ScriptRun run, ScriptLine line)
    {
        var process = Named(run, (await run.WordsAsync(line)).Need(1, "kill NAME")[0]);
        process.Signal("KILL");
        run.Last = await process.WaitAsync(ScriptRun.Limit, run.CancellationToken);
    }

    private static async Task RunAsync(ScriptRun run, ScriptLine line, IReadOnlyList<string> command)
    {
        await using var process = await Launched.StartAsync(command, run.InWork("."), run.Variables, TakeInput(run));
        run.Last = await process.WaitAsync(ScriptRun.Limit, run.CancellationToken);
        Expect(line, run.Last);
    }

    private static void Expect(ScriptLine line, Ended ended)
    {
        int? expected = line.Expectation switch { Expectation.Success => 0, Expectation.Failure => 1, _ => null };
        if (expected is { } exit && exit != ended.Exit) throw new ScriptException($"It exited with {ended.Exit}, not {exit}.");
    }

    private static string[] Program(ScriptRun run, IReadOnlyList<string> words) => words[0] switch
    {
        "atlas" => [run.Program, .. words.Skip(1)],
        "sh" => ["bash", "-euo", "pipefail", "-c", string.Join(' ', words.Skip(1))],
        var other => throw new ScriptException($"Only `atlas` and `sh` can be started here, not `{other}`."),
    };

    private static Launched Named(ScriptRun run, string name) =>
        run.Background.GetValueOrDefault(name) ?? throw new ScriptException($"Nothing was started as `{name}`.");

    private static string TakeInput(ScriptRun run)
    {
        var input = run.Input;
        run.Input = "";
        return input;
    }
}
