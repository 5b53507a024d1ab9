using System.Diagnostics;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Commands about the script itself.</summary>
public static class FlowCommands
{
    public static async Task RetryAsync(ScriptRun run, ScriptLine line)
    {
        var space = line.Rest.IndexOf(' ');
        if (space < 0 || !int.TryParse(line.Rest[..space], out var seconds)) throw new ScriptException("Usage: retry SECONDS COMMAND…");
        var inner = ScriptLine.Parse(line.Rest[(space + 1)..].TrimStart(), line.Number);
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                await run.RunAsync(inner);
                return;
            }
            catch (Exception error) when (error is ScriptException or InvalidOperationException or System.Data.Common.DbException
                && clock.Elapsed.TotalSeconds < seconds)
            {
                await Task.Delay(100, run.CancellationToken);
            }
        }
    }

    public static Task SkipAsync(ScriptRun run, ScriptLine line)
    {
        Xunit.Assert.Skip(line.Rest);
        return Task.CompletedTask;
    }
}
