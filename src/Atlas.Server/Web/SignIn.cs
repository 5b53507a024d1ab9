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
        var form = await Forms.ReadAsync(http);
        var then = Local(form["then"]);
        try
        {
            var session = await sessions.OpenAsync(form["token"].ToString().Trim(), http.RequestAborted);
            http.Response.Cookies.Append(Cookie, session, Settings(http));
            Forms.Lead(http, then);
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
        await Forms.ReadAsync(http, session);
        await sessions.CloseAsync(session, http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, Settings(http));
        Forms.Lead(http, Path);
    });

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
