using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Commands about web servers of the script's own.</summary>
public static class WebCommands
{
    public static async Task ServeAsync(ScriptRun run, ScriptLine line)
    {
        var words = (await run.WordsAsync(line)).Need(2, "web NAME FILE");
        var server = new FakeWeb(await File.ReadAllTextAsync(run.InWork(words[1]), run.CancellationToken));
        if (run.Webs.Remove(words[0], out var before)) await before.DisposeAsync();
        run.Webs[words[0]] = server;
        run.Variables[words[0]] = server.Address;
        run.Masks.Replace(server.Address, "$" + words[0]);
    }

    public static async Task RequestsAsync(ScriptRun run, ScriptLine line)
    {
        var name = (await run.WordsAsync(line)).Need(1, "requests NAME")[0];
        run.Last = new(0, run.Webs.TryGetValue(name, out var server)
            ? server.Requests : throw new ScriptException($"There is no web server `{name}`."), "");
    }
}
