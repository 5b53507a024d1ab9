using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atlas.Core.Registries;
using Atlas.Registry.Rules;
using Atlas.Server.Identities;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>Sign-in of people with an identity provider: authorisation code with PKCE (RFC 6749, RFC 7636, OpenID Connect
/// Core 1.0, section 3.1).</summary>
internal sealed class IssuerSignIn(SiteGate gate, IdentityProviders providers, RegistryRules rules, SignIn signIn)
{
    public const string StartPath = "/sign-in/{provider}";
    public const string BackPath = "/sign-in/{provider}/back";

    private const string Cookie = "atlas_sign_in";

    /// <summary>How long somebody may take at the provider.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Returns the address of a provider's link.</summary>
    public static string At(string provider, string then) =>
        $"/sign-in/{Uri.EscapeDataString(provider)}{QueryString.Create("then", then)}";

    /// <summary>Leads to the provider.</summary>
    public Task StartAsync(HttpContext http) => gate.GuardAsync(http, async () =>
    {
        var issuer = Provider(http);
        var published = await providers.KeysOf(issuer).PublishedAsync(http.RequestAborted);
        var journey = new Journey(Chance(), Chance(), Chance(), SignIn.Local(http.Request.Query["then"]));
        http.Response.Cookies.Append(Cookie, journey.ToString(), Settings(http));
        var query = QueryString.Create(new KeyValuePair<string, string?>[]
        {
            new("response_type", "code"), new("client_id", issuer.Client?.Id), new("redirect_uri", Back(http, issuer)),
            new("scope", "openid profile email"), new("state", journey.State), new("nonce", journey.Nonce),
            new("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(journey.Verifier)))),
            new("code_challenge_method", "S256"),
        });
        var at = published.AuthorizationEndpoint;
        Forms.Lead(http, at + (at.Contains('?') ? "&" + query.Value?[1..] : query.Value));
    });

    /// <summary>Takes somebody back who was at the provider.</summary>
    public Task BackAsync(HttpContext http) => gate.GuardAsync(http, async () =>
    {
        var issuer = Provider(http);
        var journey = Journey.Of(http.Request.Cookies[Cookie]);
        http.Response.Cookies.Delete(Cookie, Settings(http));
        try
        {
            var query = http.Request.Query;
            if (journey is null || !IsSame(query["state"].ToString(), journey.State))
                throw Refused("It began in another browser, or too long ago.");
            if (query["code"] is not [{ Length: > 0 } code])
                throw Refused($"\"{issuer.Label}\" says: {Error(query["error"])}.");

            var token = await RedeemAsync(http, issuer, journey, code);
            var person = await providers.OfPersonAsync(issuer, token, journey.Nonce, http.RequestAborted);
            var issued = await rules.Tokens.IssueAsync(person, http.RequestAborted);
            await signIn.EnterAsync(http, issued.Secret, journey.Then);
        }
        catch (RegistryException refusal) when (refusal.Kind is RegistryProblem.Unauthorized)
        {
            await signIn.ShowAsync(http, journey?.Then, refusal.Message);
        }
    });

    private async Task<string> RedeemAsync(HttpContext http, IdentityIssuer issuer, Journey journey, string code)
    {
        var published = await providers.KeysOf(issuer).PublishedAsync(http.RequestAborted);
        var client = issuer.Client ?? throw Refused("");
        using var request = new HttpRequestMessage(HttpMethod.Post, published.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = Back(http, issuer),
                ["client_id"] = client.Id,
                ["code_verifier"] = journey.Verifier,
            }),
        };
        if (client.Secret is { } secret)
        {
            var pair = $"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        try
        {
            using var answer = await providers.Client.SendAsync(request, http.RequestAborted);
            await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            using var json = await JsonDocument.ParseAsync(body, default, http.RequestAborted);
            return answer.IsSuccessStatusCode && json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id_token", out var token)
                && token.ValueKind == JsonValueKind.String
                    ? token.GetString() ?? ""
                    : throw Refused($"\"{issuer.Label}\" didn't confirm it.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || (e is OperationCanceledException && !http.RequestAborted.IsCancellationRequested))
        {
            throw new RegistryException(
                RegistryProblem.Unavailable,
                $"The identity provider \"{issuer.Label}\" doesn't answer as it should. Try again later.", e);
        }
    }

    private IdentityIssuer Provider(HttpContext http) =>
        providers.SignIns.FirstOrDefault(i => i.Label == http.Request.RouteValues["provider"] as string)
        ?? throw new RegistryException(RegistryProblem.NotFound, "There is no identity provider of that name.");

    private string Back(HttpContext http, IdentityIssuer issuer) =>
        $"{gate.Address(http).TrimEnd('/')}/sign-in/{issuer.Label}/back";

    private CookieOptions Settings(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = gate.Address(http).StartsWith("https:", StringComparison.Ordinal),
        Path = "/sign-in",
        MaxAge = Patience,
    };

    private static string Chance() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static bool IsSame(string said, string known) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(known));

    /// <summary>Returns the error's code, which is one of a few words; never what stands beside it.</summary>
    private static string Error(string? code) =>
        code is { Length: > 0 and <= 64 } && code.All(c => char.IsAsciiLetter(c) || c == '_') ? code : "nothing";

    private static RegistryException Refused(string reason) =>
        new(RegistryProblem.Unauthorized, $"The sign-in didn't come about. {reason} Try again.");

    /// <summary>What a browser keeps while somebody is at the provider.</summary>
    private sealed record Journey(string State, string Nonce, string Verifier, string Then)
    {
        public static Journey? Of(string? text) => text?.Split('.') is [var state, var nonce, var verifier, var then]
            && Base64Url.IsValid(then)
                ? new(state, nonce, verifier, SignIn.Local(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(then))))
                : null;

        public override string ToString() =>
            $"{State}.{Nonce}.{Verifier}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Then))}";
    }
}
