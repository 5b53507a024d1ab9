using RazorSlices;

namespace Atlas.Server.Web;

/// <summary>One page of the site.</summary>
internal interface IPage
{
    /// <summary>Gets where it is and who may see it.</summary>
    static abstract PageShape Shape { get; }

    /// <summary>Makes it; the visitor has the shape's scope.</summary>
    static abstract Task<RazorSlice> ShowAsync(Visit visit);
}

/// <summary>Where a page is and who may see it.</summary>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Section">The entry of the navigation that it belongs to.</param>
/// <param name="Scope">The scope that the visitor needs.</param>
internal sealed record PageShape(string Path, Section Section, string Scope);

/// <summary>A page as an entry of the list.</summary>
internal sealed record Page(string Name, PageShape Shape, Func<Visit, Task<RazorSlice>> ShowAsync)
{
    public static Page Of<T>()
        where T : IPage => new(typeof(T).Name, T.Shape, T.ShowAsync);
}

/// <summary>The entries of the navigation.</summary>
public enum Section
{
    /// <summary>Which version every database runs.</summary>
    Overview,

    /// <summary>Repos, their versions and traces.</summary>
    Schemas,

    /// <summary>Databases and their history.</summary>
    Databases,

    /// <summary>Deployments and what refused them.</summary>
    Deployments,

    /// <summary>Plans and the verdicts on them.</summary>
    Plans,

    /// <summary>What was done, by whom, and that nothing of it was altered.</summary>
    Audit,

    /// <summary>Who may do what.</summary>
    Settings,

    /// <summary>No entry.</summary>
    None,
}
