using Atlas.Core.Model;

namespace Atlas.Server.Identities;

/// <summary>An OpenID Connect issuer whose word the registry takes, for what the rules say.</summary>
/// <param name="Label">What it is called; the beginning of every name of its identities.</param>
/// <param name="Url">The issuer exactly as its tokens name it.</param>
/// <param name="Audience">Whom its tokens must be for: the registry, or the client of the sign-in.</param>
/// <param name="Lifetime">How long the rights of an identity last.</param>
/// <param name="Rules">The rules; an identity that several mean has the rights of all.</param>
internal sealed record IdentityIssuer(
    string Label, Uri Url, string Audience, TimeSpan Lifetime, Seq<IdentityRule> Rules)
{
    /// <summary>Gets the platform whose runs it vouches for: <c>github</c>, <c>gitlab</c>, or null for none of
    /// these.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets how people sign in with it; null when it vouches for programs.</summary>
    public SignInClient? Client { get; init; }
}

/// <summary>How people sign in with an issuer.</summary>
/// <param name="Title">What its link reads.</param>
/// <param name="Id">The client's id at the issuer.</param>
/// <param name="Secret">The client's secret; null for a public client.</param>
/// <param name="NameClaim">The claim that names the person.</param>
internal sealed record SignInClient(string Title, string Id, string? Secret, string NameClaim)
{
    /// <summary>Returns everything but the secret.</summary>
    public override string ToString() => Id;
}
