namespace Atlas.Registry.Access;

/// <summary>A right as a token holds it or as something demands it: <c>RIGHT[:ENV][@REPO]</c>.</summary>
/// <param name="Name">The right itself, such as <c>deploy</c>.</param>
/// <param name="Env">The environment; null for every one, or for none in particular.</param>
/// <param name="Repo">The repo's slug, or the beginning of several with a <c>*</c> behind it; null for every
/// repo.</param>
internal sealed record Right(string Name, string? Env, string? Repo)
{
    private const string Anything = "*";

    /// <summary>Reads a right; whatever is written is some right, which need not be known.</summary>
    public static Right Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var repo = at > 0 && IsPattern(text.AsSpan(at + 1)) ? text[(at + 1)..] : null;
        var rest = repo is null ? text : text[..at];
        var colon = rest.IndexOf(':');
        var env = colon < 0 ? null : rest[(colon + 1)..];
        return new(
            colon < 0 ? rest : rest[..colon], env == Anything ? null : env, repo == Anything ? null : repo);
    }

    /// <summary>Returns whether it holds for a repo.</summary>
    /// <param name="slug">The repo's slug.</param>
    public bool Reaches(string slug) =>
        Repo is null || (Repo.EndsWith('*') ? slug.StartsWith(Repo[..^1], StringComparison.Ordinal) : slug == Repo);

    /// <summary>Returns whether it holds where another is demanded, whatever the repo; a demand that names no
    /// environment is met by any.</summary>
    public bool Meets(Right wanted) =>
        Name == wanted.Name && (Env is null || wanted.Env is null || Env == wanted.Env);

    private static bool IsPattern(ReadOnlySpan<char> text)
    {
        var slug = text is [.., '*'] ? text[..^1] : text;
        if (text.IsEmpty) return false;
        foreach (var c in slug)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_')) return false;
        }

        return true;
    }
}
