using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;

namespace Atlas.Registry.Storage;

/// <summary>Keeps the rows of a list to the repos for which somebody has a right.</summary>
internal sealed class Fence
{
    private readonly Seq<string>? patterns;

    private Fence(Seq<string>? patterns) => this.patterns = patterns;

    public static Fence Of(Subject subject, string scope)
    {
        var wanted = Right.Parse(scope);
        var held = subject.Scopes.Select(Right.Parse).Where(g => g.Meets(wanted)).ToList();
        return new(held.Any(g => g.Repo is null) ? null : held.Select(g => Like(g.Repo ?? "")).Distinct().ToSeq());
    }

    /// <summary>Returns what a query's WHERE goes on with, where <c>@organisation</c> is an argument; empty when
    /// nothing is kept away.</summary>
    /// <param name="column">The column that holds a repo's id.</param>
    public string On(string column) => patterns is not { } held ? ""
        : held.IsEmpty ? "AND 1 = 0"
        : $"AND {column} IN (SELECT f.id FROM atlas_repo f WHERE f.organisation = @organisation AND (" +
            string.Join(" OR ", held.Select((_, i) => $"f.slug LIKE @fence{i} ESCAPE '!'")) + "))";

    /// <summary>Gets the arguments of <see cref="On"/>.</summary>
    public IEnumerable<(string Name, object? Value)> Arguments =>
        (patterns ?? []).Select((pattern, i) => ($"@fence{i}", (object?)pattern));

    private static string Like(string pattern)
    {
        var slug = pattern.TrimEnd('*').Replace("_", "!_", StringComparison.Ordinal);
        return pattern.EndsWith('*') ? slug + "%" : slug;
    }
}
