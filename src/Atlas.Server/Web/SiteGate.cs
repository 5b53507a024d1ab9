using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Registry.Rules;
using Atlas.Server.Identities;
using Microsoft.AspNetCore.Http;
using Atlas.Server.Web.Pages;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web;

/// <summary>What every page goes through: who signed in, may they, the page, and refusals as pages.</summary>
internal sealed class SiteGate
{
    /// <summary>Nothing but what this server sends runs, shows or is sent to.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly RegistryRules rules;
    private readonly ServeOptions options;
    private readonly TimeProvider time;
    private readonly RequestLog log;
    private readonly VersionCache versions = new();

    public SiteGate(
        RegistryRules rules, ServeOptions options, TimeProvider time, IdentityProviders providers, RequestLog log)
    {
        (this.rules, this.options, this.time, this.log) = (rules, options, time, log);
        SignIn = new SignIn(this, rules.Sessions, providers.SignIns);
        IssuerSignIn = new IssuerSignIn(this, providers, rules, SignIn);
    }

    public SignIn SignIn { get; }

    public IssuerSignIn IssuerSignIn { get; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Shows a page to who may see it, and the sign-in to who hasn't signed in.</summary>
    public Task ShowAsync(HttpContext http, Page page) => GuardAsync(http, async () =>
        await WriteAsync(http, await page.ShowAsync(await EnterAsync(http, page.Shape.Scope))));

    /// <summary>Returns what answers a request of somebody who signed in and may read, with something else than a
    /// page.</summary>
    public RequestDelegate Behind(Func<Visit, Task> answer) => http =>
        GuardAsync(http, async () => await answer(await EnterAsync(http, Scopes.Read)));

    /// <summary>Returns what answers a form of somebody who signed in; the rules say whether they may.</summary>
    public RequestDelegate Posted(Func<Visit, IFormCollection, Task> answer) => http =>
        GuardAsync(http, async () =>
        {
            var visit = await EnterAsync(http, Scopes.Read);
            await answer(visit, await Forms.ReadAsync(http, Session(http)));
        });

    /// <summary>Writes a page.</summary>
    public async Task WriteAsync(HttpContext http, RazorSlice slice, int status = StatusCodes.Status200OK)
    {
        using var text = new StringWriter();
        await slice.RenderAsync(text, Encoder);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        http.Response.StatusCode = status;
        await Pipeline.WriteAsync(http, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Answers, and shows refusals and failures as a page.</summary>
    public async Task GuardAsync(HttpContext http, Func<Task> answer)
    {
        var start = time.GetTimestamp();
        Exception? failure = null;
        try
        {
            await answer();
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            failure = e;
            await RefuseAsync(http, e);
        }
        finally
        {
            log.Write(http, time.GetElapsedTime(start), failure);
        }
    }

    /// <summary>Returns what proves that a form came from a page of a session.</summary>
    public static string FormToken(string session) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(session), "form"u8));

    /// <summary>Returns the address that people reach the site under.</summary>
    public string Address(HttpContext http) =>
        options.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host.Value}";

    private async Task<Visit> EnterAsync(HttpContext http, string scope)
    {
        var session = Session(http);
        var subject = await rules.Sessions.AuthenticateAsync(session, http.RequestAborted);
        if (!Scopes.Has(subject, scope))
            throw new RegistryException(RegistryProblem.Forbidden, Scopes.Missing(subject, scope));

        var site = Address(http);
        var registry = new BoundRegistry(rules, subject, RegistryLinks.At(site), site, isEmbedded: false);
        return new Visit(http, subject, registry, rules, options, versions, Now, FormToken(session));
    }

    private static string Session(HttpContext http) => http.Request.Cookies[SignIn.Cookie] ?? "";

    private Task RefuseAsync(HttpContext http, Exception e)
    {
        var problem = Pipeline.Problem(e, http);
        if (e is not RegistryException { Kind: RegistryProblem.Unauthorized })
            return WriteAsync(http, RefusedSlice.Create(new(Bare(problem.Title), problem.Detail)), problem.Status);

        Forms.Lead(http, SignIn.Towards(http));
        return Task.CompletedTask;
    }

    /// <summary>Makes a frame for somebody of whom nothing is known.</summary>
    public Frame Bare(string title) => new(Section.None, title, [], "", null, Now, "");
}
