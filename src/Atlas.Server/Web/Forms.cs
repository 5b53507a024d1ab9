using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Registries;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>Forms that change something: only those are taken that a page of this site sent in its own session.</summary>
internal static class Forms
{
    /// <summary>Reads a form of a session.</summary>
    /// <exception cref="RegistryException">It came from elsewhere.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext http, string session)
    {
        var form = await ReadAsync(http);
        var isOurs = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(form["form"].ToString()), Encoding.UTF8.GetBytes(SiteGate.FormToken(session)));
        return isOurs ? form : throw Foreign();
    }

    /// <summary>Reads a form of somebody who hasn't signed in.</summary>
    /// <exception cref="RegistryException">It came from elsewhere.</exception>
    public static Task<IFormCollection> ReadAsync(HttpContext http)
    {
        // Browsers say where a form came from; one of the two headers is always there.
        var headers = http.Request.Headers;
        var isForeign = headers["Sec-Fetch-Site"] is [{ Length: > 0 } site, ..]
            ? site is not ("same-origin" or "none")
            : headers.Origin is [{ Length: > 0 } origin, ..]
                && (!Uri.TryCreate(origin, UriKind.Absolute, out var from)
                    || from.Authority != http.Request.Host.Value);
        return !isForeign ? http.Request.ReadFormAsync(http.RequestAborted) : throw Foreign();
    }

    /// <summary>Leads the browser to another page after a form.</summary>
    public static void Lead(HttpContext http, string path)
    {
        http.Response.Headers.Location = path;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static RegistryException Foreign() => new(
        RegistryProblem.Forbidden, "This form was sent by another site. Open the page here and send it again.");
}
