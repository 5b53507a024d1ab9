using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Atlas.Server.Tests;

/// <summary>An OpenID Connect issuer on loopback: publishes its keys, signs what it is told, and redeems codes.</summary>
public sealed class LocalIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA other = RSA.Create(2048);

    private LocalIssuer(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>The forms that codes were redeemed with, and their authorization headers.</summary>
    public List<(Dictionary<string, string> Form, string Authorization)> Redeemed { get; } = [];

    /// <summary>What a code is redeemed for: the claims of the identity token.</summary>
    public Dictionary<string, object> Person { get; set; } = [];

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var issuer = new LocalIssuer(builder.Build());
        issuer.app.UseRouting();
        issuer.app.MapMethods("/.well-known/openid-configuration", ["GET"], (RequestDelegate)issuer.DescribeAsync);
        issuer.app.MapMethods("/keys", ["GET"], (RequestDelegate)issuer.KeysAsync);
        issuer.app.MapMethods("/token", ["POST"], (RequestDelegate)issuer.RedeemAsync);
        await issuer.app.StartAsync();
        issuer.Address = issuer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return issuer;
    }

    /// <summary>Signs an identity token; claims that are given beat those of a good one.</summary>
    public string Sign(Dictionary<string, object> claims, bool byAnother = false, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var all = new Dictionary<string, object>
        {
            ["iss"] = Address, ["aud"] = "https://registry.example.com", ["sub"] = "repo:acme/shop:ref:refs/heads/main",
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
            ["nbf"] = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in claims) all[name] = value;
        SecurityKey signer = algorithm.StartsWith("HS")
            ? new SymmetricSecurityKey(key.ExportSubjectPublicKeyInfo()) { KeyId = "one" }
            : new RsaSecurityKey(byAnother ? other : key) { KeyId = "one" };
        var descriptor = new SecurityTokenDescriptor { Claims = all, SigningCredentials = new(signer, algorithm) };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        other.Dispose();
    }

    private Task DescribeAsync(HttpContext http) => WriteAsync(http, new JsonObject
    {
        ["issuer"] = Address,
        ["jwks_uri"] = Address + "/keys",
        ["authorization_endpoint"] = Address + "/authorize",
        ["token_endpoint"] = Address + "/token",
    });

    private Task KeysAsync(HttpContext http)
    {
        var parameters = key.ExportParameters(false);
        return WriteAsync(http, new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA", ["kid"] = "one", ["use"] = "sig", ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
                ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            }),
        });
    }

    private async Task RedeemAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        Redeemed.Add((form.ToDictionary(f => f.Key, f => f.Value.ToString()), http.Request.Headers.Authorization.ToString()));
        await WriteAsync(http, new JsonObject { ["id_token"] = Sign(Person), ["token_type"] = "Bearer" });
    }

    private static Task WriteAsync(HttpContext http, JsonObject body)
    {
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString())).AsTask();
    }
}
