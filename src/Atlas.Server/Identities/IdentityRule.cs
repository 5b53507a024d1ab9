using Atlas.Core.Model;

namespace Atlas.Server.Identities;

/// <summary>Which identities of an issuer get which rights.</summary>
/// <param name="Label">What it is called in the file.</param>
/// <param name="Claims">What the identity's claims must be, all of them; a value that ends in <c>*</c> is a
/// beginning. Not empty.</param>
/// <param name="Scopes">The rights; not empty.</param>
internal sealed record IdentityRule(string Label, Seq<KeyValuePair<string, string>> Claims, Seq<string> Scopes)
{
    /// <summary>Returns whether an identity is meant.</summary>
    /// <param name="claims">Returns the values of a claim; none when it isn't there.</param>
    public bool Means(Func<string, IEnumerable<string>> claims) =>
        Claims.All(wanted => claims(wanted.Key).Any(value => Fits(wanted.Value, value)));

    private static bool Fits(string wanted, string value) => wanted.EndsWith('*')
        ? value.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : value == wanted;
}
