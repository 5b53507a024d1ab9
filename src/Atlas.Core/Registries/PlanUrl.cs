using Atlas.Core.Dialects;

namespace Atlas.Core.Registries;

/// <summary>The address of a plan in a registry.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Name">The plan's name.</param>
public sealed record PlanUrl(string Repo, string Name)
{
    /// <summary>Reads <c>atlas://REPO/plans/NAME</c>; null for a URL that names no plan.</summary>
    /// <remarks>The longer form <c>atlas://…/schema/REPO/plans/NAME</c> is read, too.</remarks>
    public static PlanUrl? Read(Url url) =>
        url.Scheme == "atlas" && url.Query.IsEmpty
            && url.HostAndPath.Trim('/').Split('/') is [.., var repo, "plans", var name] && repo.Length > 0 && name.Length > 0 ? new(repo, name) : null;

    /// <summary>Reads the address; throws <see cref="FailureException"/> when it names no plan.</summary>
    public static PlanUrl Parse(string text) => Read(Url.Parse(text)) ?? throw new FailureException(
        $"{Url.Parse(text)} names no plan of a registry. Write atlas://REPO/plans/NAME.");
}
