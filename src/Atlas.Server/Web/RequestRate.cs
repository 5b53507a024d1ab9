using System.Threading.RateLimiting;
using Atlas.Registry.Rules;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>Bounds how many requests a token, or who has none an address, may send in a second; a burst of twice as many
/// is let through.</summary>
internal sealed class RequestRate : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext>? limiter;

    /// <param name="perSecond">How many; 0 for any number.</param>
    public RequestRate(int perSecond)
    {
        if (perSecond == 0) return;
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetTokenBucketLimiter(
            Of(http),
            _ => new()
            {
                TokenLimit = 2 * perSecond,
                TokensPerPeriod = Math.Max(1, perSecond / 10),
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(perSecond < 10 ? 1000.0 / perSecond : 100),
                AutoReplenishment = true,
            }));
    }

    /// <summary>Returns whether a request may be answered.</summary>
    public bool Lets(HttpContext http)
    {
        if (limiter is null) return true;
        using var lease = limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter?.Dispose();

    /// <summary>Returns the id of the token, which is no secret, else the address.</summary>
    private static string Of(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && Tokens.IdOf(header) is { } id
            ? id
            : http.Connection.RemoteIpAddress?.ToString() ?? "";
}
