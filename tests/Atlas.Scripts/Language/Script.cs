namespace Atlas.Scripts.Language;

/// <summary>A script: the fact it states, where it runs, its lines and its files.</summary>
/// <param name="Fact">The comment at the top, without the marks.</param>
/// <param name="Databases">The databases it runs once on each of; empty when it needs none.</param>
/// <param name="Doors">The registry's doors it runs once through each of; empty when it needs none.</param>
/// <param name="Jit">Whether it runs against the just-in-time compiled program too where a run tests the other one.</param>
/// <param name="Lines">The command lines, in order.</param>
/// <param name="Archive">The text it was read from.</param>
public sealed record Script(
    string Fact, IReadOnlyList<string> Databases, IReadOnlyList<string> Doors, bool Jit,
    IReadOnlyList<ScriptLine> Lines, Txtar Archive)
{
    public static readonly string[] KnownDatabases = ["sqlite", "postgres"];
    public static readonly string[] KnownDoors = ["embedded", "http"];

    /// <param name="text">The script.</param>
    /// <param name="given">Reads the text of a scene that a script is given; null where there are none.</param>
    /// <exception cref="ScriptException">It has no fact, or a directive names something unknown or comes late.</exception>
    public static Script Parse(string text, Func<string, string>? given = null)
    {
        var archive = Txtar.Parse(text);
        List<string> fact = [], databases = [], doors = [];
        List<ScriptLine> lines = [], scene = [];
        List<Txtar.File> files = [];
        var (jit, number, inFact) = (false, 0, true);
        foreach (var raw in archive.Comment.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            inFact &= line.StartsWith('#');
            if (inFact) fact.Add(line.TrimStart('#').Trim());
            if (line.Length == 0 || line[0] == '#') continue;

            var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words[0] is "on" or "doors" or "jit" or "given" && lines.Count > 0)
                throw new ScriptException($"Line {number}: `{words[0]}` must stand before the first command.");
            switch (words[0])
            {
                case "on":
                    databases.AddRange(Known(words[1..], KnownDatabases, number));
                    break;
                case "doors":
                    doors.AddRange(Known(words[1..], KnownDoors, number));
                    break;
                case "jit":
                    jit = true;
                    break;
                case "given":
                    foreach (var name in words[1..]) Give(name);
                    break;
                default:
                    lines.Add(ScriptLine.Parse(line, number));
                    break;
            }
        }
        if (fact.Count == 0) throw new ScriptException("The first line must be a comment that says what the fact is.");
        files.RemoveAll(file => archive.Files.Any(own => own.Name == file.Name));
        return new(string.Join(' ', fact), databases, doors, jit, [.. scene, .. lines], archive with { Files = [.. files, .. archive.Files] });

        void Give(string name)
        {
            var read = given ?? throw new ScriptException($"Line {number}: nothing is given here.");
            var part = Parse(read(name), given);
            scene.AddRange(part.Lines.Select(line => line with { Text = $"{line.Text} (given {name})" }));
            files.RemoveAll(file => part.Archive.Files.Any(own => own.Name == file.Name));
            files.AddRange(part.Archive.Files);
        }
    }

    private static string[] Known(string[] names, string[] known, int number) =>
        names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new ScriptException($"Line {number}: unknown `{unknown}`; there are: {string.Join(", ", known)}.")
            : names;
}
