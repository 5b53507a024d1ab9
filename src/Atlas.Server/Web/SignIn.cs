using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Rules;
using Atlas.Server.Identities;
using Atlas.Server.Web.Slices;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>Sign-in by a token, and sign-out.</summary>
internal sealed class SignIn(SiteGate gate, Sessions sessions, Seq<IdentityIssuer> providers)
{
    public const string Path = "/sign-in";
    public const string OutPath = "/sign-out";
    public const string Cookie = "atlas_session";

    /// <summary>Returns where somebody is sent who has to sign in before they see a page.</summary>
    public static string Towards(HttpContext http) =>
        Path + QueryString.Create("then", http.Request.Path + http.Request.QueryString);

    public Task ShowAsync(HttpContext http) => gate.GuardAsync(http, () => gate.WriteAsync(
        http, Form(Local(http.Request.Query["then"]), null)));

    /// <summary>Shows the form again, with why the last try failed.</summary>
    public Task ShowAsync(HttpContext http, string? then, string problem) => gate.WriteAsync(
        http, Form(Local(then), problem), StatusCodes.Status401Unauthorized);

    /// <summary>Opens a session for the bearer of a token, and leads on.</summary>
    public async Task EnterAsync(HttpContext http, string token, string then)
    {
        var session = await sessions.OpenAsync(token, http.RequestAborted);
        http.Response.Cookies.Append(Cookie, session, Settings(http));
        Forms.Lead(http, then);
    }

    public Task OpenAsync(HttpContext http) => gate.GuardAsync(http, async () =>
    {
        var form = await Forms.ReadAsync(http);
        var then = Local(form["then"]);
        try
        {
            await EnterAsync(http, form["token"].ToString().Trim(), then);
        }
        catch (RegistryException refusal) when (refusal.Kind is RegistryProblem.Unauthorized)
        {
            await ShowAsync(http, then, refusal.Message);
        }
    });

    public Task CloseAsync(HttpContext http) => gate.GuardAsync(http, async () =>
    {
        var session = http.Request.Cookies[Cookie] ?? "";
        await Forms.ReadAsync(http, session);
        await sessions.CloseAsync(session, http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, Settings(http));
        Forms.Lead(http, Path);
    });

    private RazorSlices.RazorSlice Form(string then, string? problem) => SignInSlice.Create(new(
        gate.Bare("Sign in"), then, problem,
        providers.Select(p => new SignInLink(p.Client?.Title ?? p.Label, IssuerSignIn.At(p.Label, then))).ToSeq()));

    private CookieOptions Settings(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = gate.Address(http).StartsWith("https:", StringComparison.Ordinal),
        Path = "/",
    };

    /// <summary>Returns a path of this site; anything else leads to the first page.</summary>
    public static string Local(string? then) =>
        then is { Length: > 0 } && then[0] == '/' && !(then.Length > 1 && then[1] is '/' or '\\')
        && !then.Any(char.IsControl)
            ? then
            : "/";
}
