using Atlas.Core.Model;
using Atlas.Registry.Access;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The difference between two versions of a repo, as SQL and as text.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="From">The first version's name.</param>
/// <param name="To">The second version's name.</param>
/// <param name="Sql">The statements that lead from the first to the second; empty for none.</param>
/// <param name="Problem">Why there are no statements; empty when there is no problem.</param>
/// <param name="Lines">The changed lines of the stored text with what stands around them; empty for none.</param>
public sealed record Comparison(
    Frame Frame, string Repo, string From, string To, string Sql, string Problem, Seq<ComparedLine> Lines) : IFramed;

/// <summary>A line of a text difference.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Number">Its number in the second text, in the first for a line that is gone; 0 for a gap.</param>
/// <param name="Text">The line; empty for a gap.</param>
public sealed record ComparedLine(LineKind Kind, int Number, string Text);

/// <summary>What became of a line.</summary>
public enum LineKind
{
    /// <summary>It stands in both.</summary>
    Same,

    /// <summary>It came.</summary>
    Added,

    /// <summary>It went.</summary>
    Removed,

    /// <summary>Lines that stand in both were left out here.</summary>
    Gap,
}

/// <inheritdoc cref="Comparison"/>
internal sealed class ComparePage : IPage
{
    private const int Context = 3;
    private const int MostLines = 1500;

    public static PageShape Shape => new("/schemas/{repo}/compare", Section.Schemas, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var (repo, from, to) = Asked(visit);
        var before = await VersionContent.OfAsync(visit, repo, from);
        var after = await VersionContent.OfAsync(visit, repo, to);
        var (sql, problem) = Sql(before, after);
        var frame = visit.Frame(
            Section.Schemas, $"{from} to {to}", $"/repos/{Uri.EscapeDataString(repo)}/contents/{after.Version.Digest}",
            new Crumb("Schemas", "/schemas"), new Crumb(repo, At.Schema(repo)));
        return ComparisonSlice.Create(new(frame, repo, from, to, sql, problem, Lines(Body(before), Body(after))));
    }

    /// <summary>Returns the repo and the two versions that the address names.</summary>
    public static (string Repo, string From, string To) Asked(Visit visit) =>
        (visit.Route("repo"), Named(visit, "from"), Named(visit, "to"));

    private static string Named(Visit visit, string name) => visit.Query(name)
        ?? throw Call.Invalid($"The address must name two versions: the parameter \"{name}\" is missing.");

    private static (string Sql, string Problem) Sql(VersionContent before, VersionContent after)
    {
        try
        {
            return (VersionContent.Between(before, after), "");
        }
        catch (Core.Registries.RegistryException refusal)
        {
            return ("", refusal.Message);
        }
    }

    /// <summary>Returns the text after the manifest, which differs whenever anything does.</summary>
    private static string Body(VersionContent content) => content.Hcl[(content.Hcl.IndexOf('\n') + 1)..];

    private static Seq<ComparedLine> Lines(string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(before, after).Lines;
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type is ChangeType.Unchanged) continue;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(lines.Count - 1, i + Context); j++) shown[j] = true;
        }

        var result = new List<ComparedLine>();
        for (var (i, old) = (0, 0); i < lines.Count && result.Count < MostLines; i++)
        {
            var line = lines[i];
            if (line.Type is not ChangeType.Inserted) old++;
            if (shown[i])
                result.Add(line.Type switch
                {
                    ChangeType.Inserted => new(LineKind.Added, line.Position ?? 0, line.Text),
                    ChangeType.Deleted => new(LineKind.Removed, old, line.Text),
                    _ => new(LineKind.Same, line.Position ?? 0, line.Text),
                });
            else if (result.Count > 0 && result[^1].Kind is not LineKind.Gap)
                result.Add(new(LineKind.Gap, 0, ""));
        }

        if (result.Count > 0 && result[^1].Kind is LineKind.Gap && result.Count < MostLines) result.RemoveAt(result.Count - 1);
        return [.. result];
    }
}
