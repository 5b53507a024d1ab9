using Atlas.Scripts.Language;
using Atlas.Tests.Shared;

namespace Atlas.Scripts.Running;

/// <summary>One run of one script: its folders, variables, databases and processes. Everything goes when it is disposed.</summary>
public sealed class ScriptRun : IAsyncDisposable
{
    /// <summary>How long one command may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Servers _servers;
    private readonly DirectoryInfo _root;
    private readonly Dictionary<string, TestDatabase> _databases = [];

    private ScriptRun(Script script, ScriptCase one, Servers servers, CancellationToken cancellationToken)
    {
        (Script, Case, _servers, CancellationToken) = (script, one, servers, cancellationToken);
        _root = Directory.CreateTempSubdirectory("atlas-script-");
        Work = Folder("work");
        Variables = new()
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["HOME"] = Folder("home"),
            ["ATLAS_HOME"] = Folder("atlas-home"),
            ["ATLAS_SOAK"] = Environment.GetEnvironmentVariable("ATLAS_SOAK") ?? "",
            ["TMPDIR"] = Folder("tmp"),
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../..")),
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["WORK"] = Work,
            ["SCHEMAS"] = Path.Combine(Repository.Root, "tests", "schemas"),
            ["STEPS"] = Path.Combine(Repository.Root, "integrations", "steps"),
            ["dialect"] = one.Database,
            ["door"] = one.Door,
            ["PROGRAM"] = one.Program == "aot" && Repository.AotProgram is { } aot ? aot : Repository.Program,
        };
        // A folder made here stands in a folder of its own: relative paths in an output don't tell it, absolute ones do.
        Masks.Replace(_root.FullName + "/work", "$WORK");
        Masks.Replace(_root.FullName, "$ROOT");
    }

    public Script Script { get; }

    public ScriptCase Case { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The folder with the script's files.</summary>
    public string Work { get; }

    /// <summary>The working folder of the next command.</summary>
    public string Current { get; set; } = "";

    /// <summary>All of the environment of each process, and what <c>$name</c> means in a line.</summary>
    public Dictionary<string, string> Variables { get; }

    public Masks Masks { get; } = new();

    /// <summary>The processes in the background by the script's name for them.</summary>
    public Dictionary<string, Launched> Background { get; } = [];

    /// <summary>The web servers by the script's name for them.</summary>
    public Dictionary<string, FakeWeb> Webs { get; } = [];

    /// <summary>What <c>hash</c> remembered, by database.</summary>
    public Dictionary<string, object> Marks { get; } = [];

    /// <summary>How the last program ended.</summary>
    public Ended Last { get; set; } = new(0, "", "");

    /// <summary>The standard input of the next program.</summary>
    public string Input { get; set; } = "";

    public string Program => Variables["PROGRAM"];

    public static async Task<ScriptRun> StartAsync(
        Script script, ScriptCase one, Servers servers, CancellationToken cancellationToken)
    {
        var run = new ScriptRun(script, one, servers, cancellationToken);
        try
        {
            foreach (var file in script.Archive.Files)
            {
                var path = run.InWork(file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path) ?? run.Work);
                await File.WriteAllTextAsync(path, file.Content, cancellationToken);
            }
            if (one.Door == "http") await HttpDoor.OpenAsync(run);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public async Task RunAsync()
    {
        foreach (var line in Script.Lines)
        {
            try
            {
                await RunAsync(line);
            }
            catch (Exception error) when (error is ScriptException or InvalidOperationException or IOException
                or System.Data.Common.DbException or ArgumentException)
            {
                Assert.Fail($"""
                    {Case.Path}:{line.Number}: {line.Text}
                    {error.Message}
                    The fact: {Script.Fact}
                    [stdout]
                    {Last.Output}[stderr]
                    {Last.Error}{string.Concat(Background.Select(pair => $"[{pair.Key}]\n{pair.Value.Output}{pair.Value.Error}"))}
                    """);
            }
        }
    }

    /// <summary>Runs one line when its conditions hold.</summary>
    public async Task RunAsync(ScriptLine line)
    {
        if (!line.Conditions.All(Holds)) return;
        var command = Commands.All.GetValueOrDefault(line.Command)
            ?? throw new ScriptException($"Unknown command `{line.Command}`.");
        await command(this, line);
    }

    /// <summary>Splits the rest of a line into words; databases that it names are made now.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(ScriptLine line)
    {
        await MakeDatabasesAsync(line.Rest);
        return Words.Split(line.Rest, name => Variables.GetValueOrDefault(name));
    }

    /// <summary>Makes the databases behind <c>$DB_name</c>, <c>$SCHEMA_name</c>, <c>$DEV</c> and <c>$DEV_SCHEMA</c> in a text.</summary>
    public async Task MakeDatabasesAsync(string text)
    {
        foreach (var name in Words.Variables(text).ToArray())
        {
            if (Variables.ContainsKey(name)) continue;
            if (name.StartsWith("DB_")) await DatabaseAsync(name[3..]);
            else if (name.StartsWith("SCHEMA_")) await DatabaseAsync(name[7..]);
            else if (name is "DEV" or "DEV_SCHEMA") await MakeDevAsync();
        }
    }

    /// <summary>Returns the database of a name, made when it is asked for first.</summary>
    public async Task<TestDatabase> DatabaseAsync(string name)
    {
        if (_databases.TryGetValue(name, out var known)) return known;
        TestDatabase made = Case.Database switch
        {
            _ when name == HttpDoor.Name && Case.Door == "embedded" => new SqliteDatabase(Path.Combine(Variables["ATLAS_HOME"], "registry.db")),
            "sqlite" when name == HttpDoor.Name => new SqliteDatabase(Path.Combine(Folder("server"), name + ".db")),
            "sqlite" => new SqliteDatabase(Path.Combine(Work, name + ".db")),
            "postgres" => await (await _servers.PostgresAsync()).CreateDatabaseAsync(name, CancellationToken),
            _ => throw new ScriptException("A script that uses a database says `on sqlite`, `on postgres` or both."),
        };
        foreach (var (text, shown) in made.Volatile(name)) Masks.Replace(text, shown);
        (Variables["DB_" + name], Variables["SCHEMA_" + name]) = (made.Url, made.SchemaUrl);
        return _databases[name] = made;
    }

    /// <summary>Returns the absolute path of a name in the working folder.</summary>
    public string InWork(string name) => Path.GetFullPath(Path.Combine(Work, Current, name));

    /// <summary>Makes a folder of the run beside the working folder.</summary>
    public string Folder(string name) => _root.CreateSubdirectory(name).FullName;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Background.Values) await process.DisposeAsync();
        foreach (var web in Webs.Values) await web.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private async Task MakeDevAsync()
    {
        if (Case.Database == "sqlite")
        {
            Variables["DEV"] = Variables["DEV_SCHEMA"] = "sqlite://dev?mode=memory";
            return;
        }
        var dev = await DatabaseAsync("dev");
        (Variables["DEV"], Variables["DEV_SCHEMA"]) = (dev.Url, dev.SchemaUrl);
    }

    private bool Holds(string condition)
    {
        var (negated, name) = condition.StartsWith('!') ? (true, condition[1..]) : (false, condition);
        if (!Script.KnownDatabases.Contains(name) && !Script.KnownDoors.Contains(name) && name != "aot")
            throw new ScriptException($"Unknown condition `{name}`.");
        return negated != (name == Case.Database || name == Case.Door || name == Case.Program);
    }
}
