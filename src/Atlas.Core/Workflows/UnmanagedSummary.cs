using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Workflows;

/// <summary>Names objects that aren't managed, with their count.</summary>
public static class UnmanagedSummary
{
    /// <summary>Returns such as <c>2 views (a, b), 1 trigger (t)</c>; every object is named.</summary>
    public static string Of(Seq<UnmanagedObject> objects) => string.Join(", ", objects
        .GroupBy(o => o.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Count()} {(g.Count() == 1 ? g.Key : Plural(g.Key))} ({string.Join(", ", g.Select(o => o.Name))})"));

    private static string Plural(string kind) => kind switch
    {
        "statistics" => kind,
        "view with names of columns" => "views with names of columns",
        _ when kind.EndsWith('y') && !kind.EndsWith("ey", StringComparison.Ordinal) => kind[..^1] + "ies",
        _ when kind.EndsWith("ex", StringComparison.Ordinal) || kind.EndsWith('s') => kind + "es",
        _ => kind + "s",
    };
}
