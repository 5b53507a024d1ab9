using Atlas.Core.Registries;

namespace Atlas.Server.Web;

/// <summary>Where the other pages of a list are.</summary>
/// <param name="Text">Which entries these are, such as <c>31 to 60 of 74 versions</c>.</param>
/// <param name="Before">The page before; null on the first.</param>
/// <param name="After">The page after; null on the last.</param>
public sealed record Pager(string Text, string? Before, string? After)
{
    internal static Pager Of<T>(Visit visit, Page<T> page, string noun)
    {
        var first = (page.Number - 1L) * page.Size + 1;
        var last = first + page.Items.Count - 1;
        var total = Show.Count(page.Total, noun);
        var text = page.Items.Count == page.Total ? total : FormattableString.Invariant($"{first} to {last} of {total}");
        return new(
            text,
            page.Number > 1 ? Page(visit, page.Number - 1) : null,
            last < page.Total && page.Items.Count > 0 ? Page(visit, page.Number + 1) : null);
    }

    private static string Page(Visit visit, int number) =>
        visit.Here(("page", number == 1 ? null : FormattableString.Invariant($"{number}")));
}
