namespace Atlas.Tests.Properties;

/// <summary>How long properties on real databases run: <c>ATLAS_SOAK</c> is a number of pairs, 1 means five hundred.</summary>
internal static class Soak
{
    /// <summary>Returns how many pairs to try.</summary>
    public static int Pairs(int usual) => Asked is { } asked ? asked : usual;

    /// <summary>How often each kind of change must be met at least; none in a usual run.</summary>
    public static int Minimum => (Asked ?? 0) / 100;

    private static int? Asked => int.TryParse(Environment.GetEnvironmentVariable("ATLAS_SOAK"), out var many) ? many == 1 ? 500 : many : null;
}
