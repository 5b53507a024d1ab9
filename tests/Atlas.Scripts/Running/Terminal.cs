using System.Diagnostics;
using System.Text.RegularExpressions;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Runs a program on a pseudo terminal and types into it; <c>script</c> of util-linux provides the terminal.</summary>
public static partial class Terminal
{
    /// <summary>
    /// Types each input in turn; an input <c>/regex/</c> waits until the program has printed that, and <c>{command}</c> runs
    /// a line of the script meanwhile.
    /// </summary>
    public static async Task<Ended> RunAsync(
        IReadOnlyList<string> command, IEnumerable<string> inputs, string folder,
        IReadOnlyDictionary<string, string> environment, Func<string, Task> meanwhile, TimeSpan limit, CancellationToken cancellationToken)
    {
        var line = "stty cols 120 rows 40; exec " + string.Join(' ', command.Select(word => "'" + word.Replace("'", "'\\''") + "'"));
        await using var terminal = await Launched.StartAsync(
            ["script", "-q", "-e", "-c", line, "/dev/null"], folder,
            new Dictionary<string, string>(environment) { ["TERM"] = "xterm", ["SHELL"] = "/bin/sh" }, input: null);
        var seen = 0;
        foreach (var input in inputs)
        {
            if (input is ['/', .. var pattern, '/'])
                seen = await AwaitAsync(terminal, new Regex(pattern), seen, cancellationToken);
            else if (input is ['{', .. var other, '}'])
                await meanwhile(other);
            else
                await terminal.SendAsync(Typed(input));
        }
        var ended = await terminal.WaitAsync(limit, cancellationToken);
        return ended with { Output = Plain(ended.Output) };
    }

    private static async Task<int> AwaitAsync(Launched terminal, Regex pattern, int seen, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            var ended = terminal.HasExited;
            var text = Plain(terminal.Output);
            if (pattern.Match(text, Math.Min(seen, text.Length)) is { Success: true } match) return match.Index + match.Length;
            if (ended || clock.Elapsed > TimeSpan.FromSeconds(20))
                throw new ScriptException($"The terminal never showed /{pattern}/. It showed:\n{text}");
            await Task.Delay(20, cancellationToken);
        }
    }

    private static string Typed(string input) =>
        Key().Replace(input, match => match.Value switch
        {
            "<enter>" => "\r",
            "<up>" => "\e[A",
            "<down>" => "\e[B",
            "<tab>" => "\t",
            "<esc>" => "\e",
            "<ctrl-c>" => "\u0003",
            "<ctrl-d>" => "\u0004",
            _ => match.Value,
        });

    private static string Plain(string output) => Escape().Replace(output, "").Replace("\r\n", "\n");

    [GeneratedRegex("<[a-z-]+>")]
    private static partial Regex Key();

    [GeneratedRegex(@"\e(\[[0-9;?]*[ -/]*[@-~]|\][^\a]*\a|[@-Z\\-_=>])")]
    private static partial Regex Escape();
}
