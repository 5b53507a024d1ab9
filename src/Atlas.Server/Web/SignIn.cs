using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Registries;
using Atlas.Registry.Rules;
using Atlas.Server.Web.Slices;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>Sign-in by a token, and sign-out.</summary>
internal sealed class SignIn(SiteGate gate, Sessions sessions)
{
    public const string Path = "/sign-in";
    public const string OutPath = "/sign-out";
    public const string Cookie = "atlas_session";

    /// <summary>Returns where somebody is sent who has to sign in before they see a page.</summary>
    public static string Towards(HttpContext http) =>
        Path + QueryString.Create("then", http.Request.Path + http.Request.QueryString);

    public Task ShowAsync(HttpContext http) => gate.GuardAsync(http, () => gate.WriteAsync(
        http, SignInSlice.Create(new(gate.Bare("Sign in"), Local(http.Request.Query["then"]), null))));

    public Task OpenAsync(HttpContext http) => gate.GuardAsync(http, async () =>
    {
        RefuseForeign(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var then = Local(form["then"]);
        try
        {
            var session = await sessions.OpenAsync(form["token"].ToString().Trim(), http.RequestAborted);
            http.Response.Cookies.Append(Cookie, session, Settings(http));
            http.Response.Headers.Location = then;
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
        }
        catch (RegistryException refusal) when (refusal.Kind is RegistryProblem.Unauthorized)
        {
            await gate.WriteAsync(
                http, SignInSlice.Create(new(gate.Bare("Sign in"), then, refusal.Message)),
                StatusCodes.Status401Unauthorized);
        }
    });

    public Task CloseAsync(HttpContext http) => gate.GuardAsync(http, async () =>
    {
        var session = http.Request.Cookies[Cookie] ?? "";
        await RefuseForgedAsync(http, session);
        await sessions.CloseAsync(session, http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, Settings(http));
        http.Response.Headers.Location = Path;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    });

    /// <summary>Refuses a form that didn't come from a page of this session.</summary>
    private static async Task RefuseForgedAsync(HttpContext http, string session)
    {
        RefuseForeign(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var isOurs = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(form["form"].ToString()), Encoding.UTF8.GetBytes(SiteGate.FormToken(session)));
        if (!isOurs) throw Foreign();
    }

    /// <summary>Refuses what another site sends in a visitor's name. Browsers say where a form came from.</summary>
    private static void RefuseForeign(HttpContext http)
    {
        var headers = http.Request.Headers;
        var isForeign = headers["Sec-Fetch-Site"] is [{ Length: > 0 } site, ..]
            ? site is not ("same-origin" or "none")
            : headers.Origin is [{ Length: > 0 } origin, ..]
                && (!Uri.TryCreate(origin, UriKind.Absolute, out var from)
                    || from.Authority != http.Request.Host.Value);
        if (isForeign) throw Foreign();
    }

    private static RegistryException Foreign() => new(
        RegistryProblem.Forbidden, "This form was sent by another site. Open the page here and send it again.");

    private CookieOptions Settings(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = gate.Address(http).StartsWith("https:", StringComparison.Ordinal),
        Path = "/",
    };

    /// <summary>Returns a path of this site; anything else leads to the first page.</summary>
    private static string Local(string? then) =>
        then is { Length: > 0 } && then[0] == '/' && !(then.Length > 1 && then[1] is '/' or '\\')
        && !then.Any(char.IsControl)
            ? then
            : "/";
}
