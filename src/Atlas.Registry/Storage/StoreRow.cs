using System.Data.Common;
using System.Globalization;

namespace Atlas.Registry.Storage;

/// <summary>One row of a query, read by position from 0.</summary>
internal readonly struct StoreRow(DbDataReader reader)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Returns a value as it is stored: a text, a number, or null.</summary>
    public object? Value(int column) => reader.IsDBNull(column) ? null
        : reader.GetFieldType(column) == typeof(long) ? reader.GetInt64(column)
        : reader.GetString(column);

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public long Number(int column) => reader.GetInt64(column);

    public long? NumberOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public bool Flag(int column) => reader.GetInt64(column) != 0;

    public DateTimeOffset Time(int column) => ParseTime(reader.GetString(column));

    public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : Time(column);

    /// <summary>Returns a time as it is stored: UTC, of one width, so that text order is time order.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset ParseTime(string text) => DateTimeOffset.ParseExact(
        text, TimeFormat, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
