using System.Globalization;
using Atlas.Core.Dialects;

namespace Atlas.Databases.Postgres.Servers;

/// <summary>What a <c>docker://</c> URL asks for.</summary>
/// <remarks>
/// <c>docker://postgres/16/dev</c>: an image, its tag and a database; <c>docker+postgres://org/image:tag/dev</c>: any
/// image, where the organisation <c>_</c> is none; <c>docker+postgres://?image=…&amp;baseline=…</c>: what a docker block
/// of a project file says.
/// </remarks>
/// <param name="Name">The image with its tag, such as <c>postgres:16</c>.</param>
/// <param name="Schema">The schema that states are bound to; null for the whole database.</param>
/// <param name="Baseline">SQL that runs first, for extensions and roles; null for none.</param>
internal sealed record DevImage(string Name, string? Schema, string? Baseline)
{
    /// <summary>The schemes, as <see cref="Drivers"/> knows them.</summary>
    public static readonly string[] Schemes = ["docker+postgres", "docker+postgis", "docker+pgvector"];

    /// <summary>Gets the major version that the tag names: its first number; null where it has none, as
    /// <c>latest</c>.</summary>
    public int? Major => int.TryParse(string.Concat(Tag.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)),
        NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    private string Tag => Name.LastIndexOf(':') is var colon and >= 0 ? Name[(colon + 1)..] : "latest";

    /// <summary>Returns whether a URL is one of these.</summary>
    public static bool IsOf(Url url) => Schemes.Contains(Drivers.KindOf(url));

    /// <summary>Reads a URL; throws <see cref="FailureException"/> with the form it should have.</summary>
    public static DevImage Of(Url url)
    {
        if (url.Query.Select(p => p.Key).FirstOrDefault(
            k => k is not ("search_path" or "image" or "baseline" or "sslmode")) is { } other)
            throw new FailureException(
                $"The parameter \"{other}\" isn't supported in {url.Redacted}. Known is search_path, which binds the dev " +
                    "database to one schema.");
        var name = url.Parameter("image") is { Length: > 0 } image ? image : Image(url);
        return new DevImage(name, url.Parameter("search_path"), url.Parameter("baseline"));
    }

    private static string Image(Url url)
    {
        var parts = url.HostAndPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (url.Scheme, parts) switch
        {
            ("docker", ["postgres", var tag, ..]) when parts.Length <= 3 => $"postgres:{tag}",
            ("docker", [var kind, var tag, ..]) when parts.Length <= 3 => $"{kind}/{kind}:{tag}",
            ("docker+postgres", ["_", var image, ..]) when parts.Length <= 3 => image,
            ("docker+postgres", [var organisation, var image, ..]) when parts.Length <= 3 => $"{organisation}/{image}",
            _ => throw new FailureException(
                $"The URL {url.Redacted} names no image. Write it as docker://postgres/16/dev?search_path=public, or " +
                    "docker+postgres://organisation/image:tag/dev for another image."),
        };
    }
}
