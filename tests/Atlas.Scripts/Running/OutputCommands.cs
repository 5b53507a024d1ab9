using System.Text.RegularExpressions;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Commands that look at what the last program printed.</summary>
public static class OutputCommands
{
    private static readonly Lock Recording = new();

    public static async Task ExitAsync(ScriptRun run, ScriptLine line)
    {
        var expected = int.Parse((await run.WordsAsync(line)).Need(1, "exit NUMBER")[0]);
        Commands.Assert(line, run.Last.Exit == expected, $"It exited with {run.Last.Exit}, not {expected}.", $"It exited with {expected}.");
    }

    public static Task StdoutAsync(ScriptRun run, ScriptLine line) => MatchAsync(run, line, run.Last.Output);

    public static Task StderrAsync(ScriptRun run, ScriptLine line) => MatchAsync(run, line, run.Last.Error);

    public static async Task MaskAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "mask SHOWN REGEX");
        run.Masks.Declare(new Regex(words[1], RegexOptions.Multiline), words[0]);
    }

    public static async Task CaptureAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "capture NAME REGEX");
        var match = Regex.Match(run.Last.Output, words[1], RegexOptions.Multiline);
        if (!match.Success) throw new ScriptException($"stdout doesn't match /{words[1]}/.");
        run.Variables[words[0]] = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
    }

    public static async Task CompareAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "cmp stdout|stderr|FILE FILE");
        var actual = run.Masks.Apply(await TextAsync(run, words[0]));
        var expected = run.Masks.Apply(await TextAsync(run, words[1]));
        if (actual != expected && line.Expectation == Expectation.Success && Repository.Records && Record(run, words[1], actual))
            return;
        Commands.Assert(line, actual == expected, $"{words[0]} isn't {words[1]}:\n{Difference(expected, actual)}", $"{words[0]} is {words[1]}.");
    }

    /// <summary>Shows the lines that differ, with what was expected marked <c>-</c> and what was there marked <c>+</c>.</summary>
    public static string Difference(string expected, string actual)
    {
        string[] left = expected.Split('\n'), right = actual.Split('\n');
        var (top, bottom) = (0, 0);
        while (top < Math.Min(left.Length, right.Length) && left[top] == right[top]) top++;
        while (bottom < Math.Min(left.Length, right.Length) - top && left[^(bottom + 1)] == right[^(bottom + 1)]) bottom++;
        return $"@@ line {top + 1} @@\n" + string.Join('\n',
            left[top..^bottom].Select(text => "- " + text).Concat(right[top..^bottom].Select(text => "+ " + text)));
    }

    private static async Task MatchAsync(ScriptRun run, ScriptLine line, string text)
    {
        var pattern = (await run.WordsAsync(line)).Need(1, $"{line.Command} REGEX")[0];
        var matches = Regex.IsMatch(text, pattern, RegexOptions.Multiline);
        Commands.Assert(line, matches, $"{line.Command} doesn't match /{pattern}/.", $"{line.Command} matches /{pattern}/.");
    }

    private static Task<string> TextAsync(ScriptRun run, string name) => name switch
    {
        "stdout" => Task.FromResult(run.Last.Output),
        "stderr" => Task.FromResult(run.Last.Error),
        _ => File.ReadAllTextAsync(run.InWork(name), run.CancellationToken),
    };

    // Other cases of the same script may record other files of it at the same time: read what is there now.
    private static bool Record(ScriptRun run, string name, string actual)
    {
        if (run.Script.Archive.Files.All(file => file.Name != name)) return false;
        var path = Path.Combine(Repository.Scripts, run.Case.Path);
        if (actual.Length > 0 && !actual.EndsWith('\n')) actual += "\n";
        lock (Recording)
            File.WriteAllText(path, Txtar.Parse(File.ReadAllText(path)).With(name, actual).ToString());
        return true;
    }
}
