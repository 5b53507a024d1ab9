using System.Globalization;

namespace Atlas.Registry.Rules;

/// <summary>The registry's time and chance, both passed in.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Returns so many random bytes, unpredictable ones.</param>
internal sealed class RegistryClock(TimeProvider time, Func<int, byte[]> random)
{
    private const string VersionFormat = "yyyyMMddHHmmss";

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Makes a ULID.</summary>
    public string NewId() => Ulid.NewUlid(Now, random(10)).ToString();

    /// <summary>Makes a secret of 256 bits.</summary>
    public byte[] NewSecret() => random(32);

    /// <summary>Returns the default name of a version: now, and later than the newest default.</summary>
    public string NewVersion(string? newestDefault)
    {
        var now = Now.UtcDateTime;
        var next = newestDefault is null ? now : Parse(newestDefault).AddSeconds(1);
        return Name(now > next ? now : next);
    }

    /// <summary>Returns the default name one second later.</summary>
    public static string After(string version) => Name(Parse(version).AddSeconds(1));

    private static string Name(DateTime time) => time.ToString(VersionFormat, CultureInfo.InvariantCulture);

    private static DateTime Parse(string version) => DateTime.ParseExact(
        version, VersionFormat, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
