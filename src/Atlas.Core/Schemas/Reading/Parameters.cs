using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads storage parameters, sorted by name.</summary>
internal static class Parameters
{
    /// <summary>The parameter that has an attribute of its own in the language.</summary>
    public const string PagesPerRange = "pages_per_range";

    /// <summary>Returns the parameters of a table, index or key.</summary>
    /// <param name="owner">Its block.</param>
    /// <param name="spec">The block in it that they stand in.</param>
    public static Seq<StorageParameter> Of(Block owner, BlockSpec spec) =>
    [
        .. owner.Blocks(spec).SelectMany(b => Of(b, "")
            .Concat(spec.Blocks.SelectMany(b.Blocks).SelectMany(inner => Of(inner, "toast."))))
            .Concat(owner.Spec.Attribute("page_per_range") is { IsSupported: true } && owner.Whole("page_per_range") is { } pages
                ? [new StorageParameter(PagesPerRange, $"{pages}")]
                : [])
            .OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<StorageParameter> Of(Block block, string prefix) =>
        block.Others().Select(o => new StorageParameter($"{prefix}{o.Name}", o.Text.ToLowerInvariant()));
}
