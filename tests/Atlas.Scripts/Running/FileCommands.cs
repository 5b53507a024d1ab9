using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Commands for files, folders and variables.</summary>
public static class FileCommands
{
    public static async Task ChangeFolderAsync(ScriptRun run, ScriptLine line) =>
        run.Current = run.InWork((await run.WordsAsync(line)).Need(1, "cd FOLDER")[0]);

    public static async Task CopyAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "cp stdout|stderr|FILE… TO");
        var to = run.InWork(words[^1]);
        foreach (var from in words.SkipLast(1))
        {
            var target = Directory.Exists(to) ? Path.Combine(to, Path.GetFileName(from)) : to;
            if (from is "stdout" or "stderr")
                await File.WriteAllTextAsync(target, from == "stdout" ? run.Last.Output : run.Last.Error, run.CancellationToken);
            else
                File.Copy(run.InWork(from), target, overwrite: true);
        }
    }

    public static async Task RemoveAsync(ScriptRun run, ScriptLine line)
    {
        foreach (var path in (await run.WordsAsync(line)).Need(1, "rm PATH…").Select(run.InWork))
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
    }

    public static async Task MakeFolderAsync(ScriptRun run, ScriptLine line)
    {
        foreach (var path in (await run.WordsAsync(line)).Need(1, "mkdir FOLDER…")) Directory.CreateDirectory(run.InWork(path));
    }

    public static async Task WriteAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(1, "write FILE LINE…");
        await File.WriteAllTextAsync(run.InWork(words[0]), string.Concat(words.Skip(1).Select(text => text + "\n")), run.CancellationToken);
    }

    public static async Task ExistsAsync(ScriptRun run, ScriptLine line)
    {
        foreach (var name in (await run.WordsAsync(line)).Need(1, "exists PATH…"))
            Commands.Assert(line, Path.Exists(run.InWork(name)), $"{name} doesn't exist.", $"{name} exists.");
    }

    public static async Task SetAsync(ScriptRun run, ScriptLine line)
    {
        foreach (var word in (await run.WordsAsync(line)).Need(1, "env NAME=VALUE…"))
        {
            var equals = word.IndexOf('=');
            if (equals < 1) throw new ScriptException("Usage: env NAME=VALUE…");
            run.Variables[word[..equals]] = word[(equals + 1)..];
        }
    }

    public static async Task UnsetAsync(ScriptRun run, ScriptLine line)
    {
        foreach (var name in (await run.WordsAsync(line)).Need(1, "unset NAME…")) run.Variables.Remove(name);
    }

    public static async Task InputAsync(ScriptRun run, ScriptLine line)
    {
        var name = (await run.WordsAsync(line)).Need(1, "stdin stdout|FILE")[0];
        run.Input = name == "stdout" ? run.Last.Output : await File.ReadAllTextAsync(run.InWork(name), run.CancellationToken);
    }
}
