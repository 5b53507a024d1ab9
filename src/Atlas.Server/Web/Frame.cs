using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web;

/// <summary>What stands around a page.</summary>
/// <param name="Section">The entry of the navigation that is marked.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Crumbs">The pages above it, outermost first; may be empty.</param>
/// <param name="Api">Where the API gives the same; empty where it has no counterpart.</param>
/// <param name="Subject">Who signed in; null before that.</param>
/// <param name="Now">The registry's clock, for ages.</param>
/// <param name="FormToken">What proves that a form came from a page of this session.</param>
public sealed record Frame(
    Section Section, string Title, Seq<Crumb> Crumbs, string Api, Subject? Subject, DateTimeOffset Now,
    string FormToken);

/// <summary>A page above another.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Path">Where it is.</param>
public sealed record Crumb(string Title, string Path);

/// <summary>What a page shows.</summary>
public interface IFramed
{
    /// <summary>Gets what stands around it.</summary>
    Frame Frame { get; }
}

/// <summary>A page inside its frame.</summary>
public abstract class FramedSlice<T> : RazorSlice<T>, IUsesLayout<_Layout, Frame>
    where T : IFramed
{
    /// <summary>Gets the frame.</summary>
    public Frame LayoutModel => Model.Frame;

    /// <summary>Gets the registry's clock.</summary>
    protected DateTimeOffset Now => Model.Frame.Now;
}
