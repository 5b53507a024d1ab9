using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>The commands of the script language; README.md describes each.</summary>
public static class Commands
{
    public static IReadOnlyDictionary<string, Func<ScriptRun, ScriptLine, Task>> All { get; } =
        new Dictionary<string, Func<ScriptRun, ScriptLine, Task>>
        {
            ["atlas"] = ProcessCommands.AtlasAsync,
            ["sh"] = ProcessCommands.ShellAsync,
            ["tty"] = ProcessCommands.TerminalAsync,
            ["bg"] = ProcessCommands.BackgroundAsync,
            ["await"] = ProcessCommands.AwaitAsync,
            ["wait"] = ProcessCommands.WaitAsync,
            ["signal"] = ProcessCommands.SignalAsync,
            ["kill"] = ProcessCommands.KillAsync,
            ["exit"] = OutputCommands.ExitAsync,
            ["stdout"] = OutputCommands.StdoutAsync,
            ["stderr"] = OutputCommands.StderrAsync,
            ["cmp"] = OutputCommands.CompareAsync,
            ["mask"] = OutputCommands.MaskAsync,
            ["capture"] = OutputCommands.CaptureAsync,
            ["sql"] = DatabaseCommands.SqlAsync,
            ["rows"] = DatabaseCommands.RowsAsync,
            ["hash"] = DatabaseCommands.HashAsync,
            ["unchanged"] = DatabaseCommands.UnchangedAsync,
            ["dump"] = DatabaseCommands.DumpAsync,
            ["same"] = DatabaseCommands.SameAsync,
            ["cd"] = FileCommands.ChangeFolderAsync,
            ["cp"] = FileCommands.CopyAsync,
            ["rm"] = FileCommands.RemoveAsync,
            ["mkdir"] = FileCommands.MakeFolderAsync,
            ["write"] = FileCommands.WriteAsync,
            ["exists"] = FileCommands.ExistsAsync,
            ["env"] = FileCommands.SetAsync,
            ["unset"] = FileCommands.UnsetAsync,
            ["stdin"] = FileCommands.InputAsync,
            ["web"] = WebCommands.ServeAsync,
            ["requests"] = WebCommands.RequestsAsync,
            ["retry"] = FlowCommands.RetryAsync,
            ["skip"] = FlowCommands.SkipAsync,
        };

    /// <summary>Fails unless an assertion held as the line expects.</summary>
    public static void Assert(ScriptLine line, bool held, string whenFalse, string whenTrue)
    {
        switch (line.Expectation)
        {
            case Expectation.Success when !held: throw new ScriptException(whenFalse);
            case Expectation.Failure when held: throw new ScriptException(whenTrue);
        }
    }

    /// <summary>Fails unless there are at least so many words.</summary>
    public static IReadOnlyList<string> Need(this IReadOnlyList<string> words, int count, string usage) =>
        words.Count >= count ? words : throw new ScriptException($"Usage: {usage}");
}
