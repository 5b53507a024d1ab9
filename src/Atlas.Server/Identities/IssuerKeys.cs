using Atlas.Core.Registries;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Atlas.Server.Identities;

/// <summary>Checks the tokens of one issuer with the keys that it publishes, which are fetched once and kept.</summary>
internal sealed class IssuerKeys
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly IdentityIssuer issuer;
    private readonly TimeProvider time;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> published;

    /// <param name="issuer">The issuer.</param>
    /// <param name="client">The way to it; follows no redirect.</param>
    /// <param name="time">The clock.</param>
    public IssuerKeys(IdentityIssuer issuer, HttpClient client, TimeProvider time)
    {
        (this.issuer, this.time) = (issuer, time);
        published = new(
            issuer.Url.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(client) { RequireHttps = issuer.Url.Scheme == "https" });
    }

    /// <summary>Returns what the issuer publishes of itself.</summary>
    /// <exception cref="RegistryException">It can't be reached.</exception>
    public async Task<OpenIdConnectConfiguration> PublishedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await published.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new RegistryException(
                RegistryProblem.Unavailable,
                $"The identity provider \"{issuer.Label}\" at {issuer.Url.Host} can't be reached. Try again later.", e);
        }
    }

    /// <summary>Checks a token: whose it is, for whom, until when, and its signature.</summary>
    /// <exception cref="RegistryException">It isn't in order; the message has nothing of it.</exception>
    public async Task<JsonWebToken> CheckAsync(string text, CancellationToken cancellationToken)
    {
        var known = await PublishedAsync(cancellationToken);
        var result = await Handler.ValidateTokenAsync(text, Parameters(known));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Issuers change their keys; the next look fetches them anew, at most every few minutes.
            published.RequestRefresh();
            result = await Handler.ValidateTokenAsync(text, Parameters(await PublishedAsync(cancellationToken)));
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken token }
            ? token
            : throw Refusal(Reason(result.Exception));
    }

    private TokenValidationParameters Parameters(OpenIdConnectConfiguration known) => new()
    {
        ValidIssuer = issuer.Url.OriginalString,
        ValidAudience = issuer.Audience,
        IssuerSigningKeys = known.SigningKeys,
        ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = Skew,
        LifetimeValidator = (from, to, _, _) =>
            to is { } end && end + Skew > time.GetUtcNow().UtcDateTime
            && !(from - Skew > time.GetUtcNow().UtcDateTime),
    };

    private static string Reason(Exception? failure) => failure switch
    {
        SecurityTokenInvalidIssuerException => "it is another issuer's",
        SecurityTokenInvalidAudienceException => "it is for another audience",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "it has ended, or never does",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException =>
            "its signature isn't the issuer's",
        _ => "it can't be read",
    };

    private RegistryException Refusal(string reason) => new(
        RegistryProblem.Unauthorized,
        $"login with token failed: Unauthorized. The identity token of \"{issuer.Label}\" isn't in order: {reason}.");
}
