using System.Globalization;
using Atlas.Core.Dialects;

namespace Atlas.Databases.Postgres.Scratch;

/// <summary>Names of scratch databases: <c>atlas_dev_</c> and a ULID of the server's clock and randomness.</summary>
internal static class ScratchNames
{
    private const string Prefix = "atlas_dev_";
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeDigits = 10;
    private static readonly TimeSpan OldAge = TimeSpan.FromHours(1);

    /// <summary>Returns a new name.</summary>
    public static async Task<string> NewAsync(PostgresDatabase server, CancellationToken cancellationToken)
    {
        var row = (await server.QueryAsync(
            "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint, translate(gen_random_uuid()::text, " +
                "'-', '')",
            [],
            cancellationToken))[0];
        var time = long.Parse(row[0] ?? "0", CultureInfo.InvariantCulture);

        // Two of a UUID's digits say what kind it is; 20 of the others are random.
        var random = UInt128.Parse((row[1] ?? "")[..12]
            + (row[1] ?? "")[20..28], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return Prefix + Encode((UInt128)(ulong)time, TimeDigits) + Encode(random, 16);
    }

    /// <summary>Drops databases that a killed process left: nobody is connected, and the name is more than an hour
    /// old.</summary>
    public static async Task RemoveOldAsync(PostgresDatabase server, CancellationToken cancellationToken)
    {
        var rows = await server.QueryAsync(
            """
            SELECT d.datname, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint
            FROM pg_catalog.pg_database d
            WHERE d.datname ~ '^atlas_dev_[0-9a-hjkmnp-tv-z]{26}$'
              AND pg_catalog.pg_has_role(d.datdba, 'USAGE')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
            """,
            [],
            cancellationToken);
        foreach (var row in rows)
        {
            var (name, now) = (row[0] ?? "", long.Parse(row[1] ?? "0", CultureInfo.InvariantCulture));
            if (now - Time(name) < OldAge.TotalMilliseconds) continue;
            try
            {
                await server.ExecuteAsync($"DROP DATABASE IF EXISTS {Quoting.Name(name)}", cancellationToken);
            }
            catch (DatabaseException)
            {
                // Another run came first, or someone is connected by now.
            }
        }
    }

    private static long Time(string name) =>
        name.AsSpan(Prefix.Length, TimeDigits).ToString()
            .Aggregate(0L, (time, digit) => time * 32 + Digits.IndexOf(digit));

    private static string Encode(UInt128 number, int length)
    {
        var digits = new char[length];
        for (var i = length - 1; i >= 0; i--, number >>= 5) digits[i] = Digits[(int)(number & 31)];
        return new string(digits);
    }
}
