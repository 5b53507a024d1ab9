using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>Finds where the objects of a schema are written, in HCL or in SQL files.</summary>
/// <param name="files">The files; at least one.</param>
/// <param name="isSql">Whether they are SQL; else HCL.</param>
/// <param name="dialect">The dialect.</param>
internal sealed class SchemaPlaces(IReadOnlyList<SourceText> files, bool isSql, Dialect dialect)
{
    private readonly List<LintStatement> statements =
        [.. files.SelectMany(f => isSql ? LintedFile.Read(f, dialect.SplitOptions).Statements : Blocks(f, dialect))];

    /// <summary>Makes the pass in which everything in a realm is new.</summary>
    public Pass Pass(Realm realm)
    {
        var steps = new List<Step>();
        foreach (var change in Differ.Compare(Realm.Empty, realm, [], DiffPolicy.Default))
            steps.Add(new Step(change, Of(change), Realm.Empty, realm));
        return new Pass(files[0], [.. statements], [.. steps], Realm.Empty, dialect);
    }

    /// <summary>Returns the statements or blocks that make an object; the beginning of the first file for one that is
    /// written nowhere by its name.</summary>
    private Seq<LintStatement> Of(Change change)
    {
        Seq<LintStatement> found = change switch
        {
            AddTable add => [.. statements.Where(s => Makes(s, "TABLE", add.Table.Name)),
                .. statements.Where(s => s.Begins("CREATE") && Mentions(s, "ON", add.Table.Name)),
                .. statements.Where(s => s.Begins("ALTER") && Mentions(s, "TABLE", add.Table.Name))],
            AddSchema add => [.. statements.Where(s => Makes(s, "SCHEMA", add.Schema.Name))],
            _ => [],
        };
        return found.IsEmpty ? [new LintStatement("", new Span(files[0], 0, 0), [], dialect.SplitOptions)] : found;
    }

    private bool Makes(LintStatement statement, string word, string name) =>
        (!isSql || statement.Begins("CREATE")) && Mentions(statement, word, name);

    private static bool Mentions(LintStatement statement, string word, string name) =>
        statement.Place(name, word, out var isBehind) is not null && isBehind;

    /// <summary>Takes the blocks of an HCL file for statements: <c>table "users" { column "id" … }</c> holds its names behind
    /// the same words as SQL does.</summary>
    private static IEnumerable<LintStatement> Blocks(SourceText file, Dialect dialect) =>
        from block in HclParser.ParseFile(file).Blocks
        select new LintStatement(block.Span.Text, block.Span, Above(file, block.Span.Line), dialect.SplitOptions);

    private static Seq<string> Above(SourceText file, int line)
    {
        var comments = new List<string>();
        for (var at = line - 1; at >= 1; at--)
        {
            var text = file.LineAt(at).Trim();
            if (!text.StartsWith('#') && !text.StartsWith("//", StringComparison.Ordinal)) break;
            comments.Insert(0, text.Replace("//", "#", StringComparison.Ordinal));
        }

        return [.. comments];
    }
}
