using Atlas.Core.Registries;

namespace Atlas.Registry.Rules;

/// <summary>The bounds of pages.</summary>
internal static class Paging
{
    private const int Largest = 1000;

    public static (int Limit, long Offset) Of(PageRequest page)
    {
        if (page.Number < 1) throw Refuse.Invalid($"There is no page {page.Number}; pages are counted from 1.");
        if (page.Size is < 1 or > Largest) throw Refuse.Invalid($"A page has 1 to {Largest} entries, not {page.Size}.");

        return (page.Size, (page.Number - 1L) * page.Size);
    }
}
