using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>The pull requests of one repository, as its platform's API shows them.</summary>
/// <remarks>All members throw <see cref="FailureException"/> when the platform refuses or can't be reached.</remarks>
/// <param name="http">The way to the API; disposed with this.</param>
internal abstract class PullRequestApi(CiHttp http) : IDisposable
{
    private const int MostPages = 10;

    /// <summary>Gets how many characters a comment may have.</summary>
    public abstract int LongestComment { get; }

    /// <summary>Gets the way to the API.</summary>
    protected CiHttp Http => http;

    /// <summary>Returns the pull request that brought a commit into its branch, however it was merged; null when none
    /// did.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="gaps">Takes what can't be learnt of it, one sentence each.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<PullRequest?> OfCommitAsync(
        string commit, ICollection<string> gaps, CancellationToken cancellationToken);

    /// <summary>Lists the comments of a pull request.</summary>
    public abstract Task<Seq<Comment>> CommentsAsync(string number, CancellationToken cancellationToken);

    /// <summary>Adds a comment; returns its address, or an empty text where the platform tells none.</summary>
    public abstract Task<string> AddAsync(string number, string body, CancellationToken cancellationToken);

    /// <summary>Changes a comment; returns its address, or an empty text where the platform tells none.</summary>
    public abstract Task<string> ChangeAsync(
        string number, Comment comment, string body, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>Reads all pages of a list.</summary>
    /// <param name="page">Returns the path of a page, from 1.</param>
    /// <param name="size">How many a full page has.</param>
    /// <param name="items">Returns the items of an answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected async Task<Seq<JsonElement>> PagesAsync(
        Func<int, string> page, int size, Func<JsonElement, IEnumerable<JsonElement>> items,
        CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        for (var number = 1; number <= MostPages; number++)
        {
            var found = items(await http.GetAsync(page(number), cancellationToken)).ToList();
            all.AddRange(found);
            if (found.Count < size) break;
        }

        return [.. all];
    }

    /// <summary>Asks for something without which a pull request is still worth showing.</summary>
    protected static async Task<Seq<T>> OrGapAsync<T>(
        string what, ICollection<string> gaps, Func<Task<Seq<T>>> ask)
    {
        try
        {
            return await ask();
        }
        catch (FailureException problem)
        {
            gaps.Add($"{what} can't be read: {problem.Message}");
            return [];
        }
    }
}

/// <summary>A comment on a pull request.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Body">Its text.</param>
internal sealed record Comment(string Id, string Body);
