using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Atlas.Server.Identities;

/// <summary>The identity providers that a registry trusts, and what it makes of their word.</summary>
internal sealed class IdentityProviders : IDisposable
{
    private const int LongestToken = 16_384;
    private const int LargestAnswer = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Seq<(IdentityIssuer Issuer, IssuerKeys Keys)> providers;

    public IdentityProviders(Seq<IdentityIssuer> issuers, TimeProvider time)
    {
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        providers = issuers.Select(i => (i, new IssuerKeys(i, Client, time))).ToSeq();
    }

    /// <summary>Gets the way to the providers.</summary>
    public HttpClient Client { get; }

    /// <summary>Gets the providers that people sign in with.</summary>
    public Seq<IdentityIssuer> SignIns =>
        providers.Select(p => p.Issuer).Where(i => i.Client is not null).ToSeq();

    /// <summary>Returns who the bearer of a run's identity token is.</summary>
    /// <exception cref="RegistryException">Nobody trusted vouches for it, or no rule means it.</exception>
    public async Task<VouchedIdentity> OfRunAsync(string text, CancellationToken cancellationToken)
    {
        var url = text.Length <= LongestToken && text.Count(c => c == '.') == 2 ? IssuerOf(text) : null;
        var (issuer, keys) = providers.FirstOrDefault(
            p => p.Issuer.Client is null && p.Issuer.Url.OriginalString == url);
        if (issuer is null)
        {
            throw new RegistryException(
                RegistryProblem.Unauthorized,
                "login with token failed: Unauthorized. This isn't an identity token of an issuer that the registry " +
                "trusts. Who runs it names them with `atlas serve --identities`.");
        }

        return Judge(issuer, await keys.CheckAsync(text, cancellationToken), t => t.Subject);
    }

    /// <summary>Returns who the person is of whom a sign-in's identity token tells.</summary>
    /// <param name="issuer">The provider.</param>
    /// <param name="text">The token.</param>
    /// <param name="nonce">What the token must repeat.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<VouchedIdentity> OfPersonAsync(
        IdentityIssuer issuer, string text, string nonce, CancellationToken cancellationToken)
    {
        var token = await KeysOf(issuer).CheckAsync(text, cancellationToken);
        if (Value(token, "nonce") != nonce)
        {
            throw new RegistryException(
                RegistryProblem.Unauthorized, "The identity token is that of another sign-in. Sign in again.");
        }

        var claim = issuer.Client?.NameClaim ?? "sub";
        return Judge(issuer, token, t => Value(t, claim) ?? throw new RegistryException(
            RegistryProblem.Forbidden,
            $"The identity provider \"{issuer.Label}\" doesn't say the claim \"{claim}\" of you, which names people here."));
    }

    /// <summary>Returns the keys of a provider.</summary>
    public IssuerKeys KeysOf(IdentityIssuer issuer) => providers.First(p => p.Issuer == issuer).Keys;

    public void Dispose() => Client.Dispose();

    private static VouchedIdentity Judge(IdentityIssuer issuer, JsonWebToken token, Func<JsonWebToken, string> name)
    {
        var scopes = issuer.Rules.Where(r => r.Means(claim => Values(token, claim))).SelectMany(r => r.Scopes)
            .Distinct().ToSeq();
        if (scopes.IsEmpty)
        {
            throw new RegistryException(
                RegistryProblem.Forbidden,
                $"No rule of \"{issuer.Label}\" gives a right to \"{Shown(token.Subject)}\". Who runs the registry adds " +
                "one to the file of `atlas serve --identities`.");
        }

        return new(
            $"{issuer.Label}:{name(token)}", issuer.Label, scopes, issuer.Lifetime, issuer.Client is null,
            PlatformClaims.Of(issuer.Platform, claim => Value(token, claim)));
    }

    private static string? IssuerOf(string text)
    {
        try
        {
            return new JsonWebToken(text).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Values(JsonWebToken token, string claim) =>
        token.Claims.Where(c => c.Type == claim).Select(c => c.Value);

    private static string? Value(JsonWebToken token, string claim) => Values(token, claim).FirstOrDefault();

    private static string Shown(string text) =>
        string.Concat(text.Take(128).Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
