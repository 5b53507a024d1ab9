using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Registry.Log;

namespace Atlas.Registry.Witnesses;

/// <summary>What a witness saw of a log.</summary>
/// <param name="Witness">The witness, as it may be shown.</param>
/// <param name="Seen">What it saw.</param>
/// <param name="At">When it was told, by the clock of who told it.</param>
public sealed record Testimony(string Witness, SeenLog Seen, DateTimeOffset At)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Returns the testimony as witnesses keep it: one line of JSON, ended.</summary>
    public string ToLine()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("at", At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("key", Seen.Key.ToString());
            json.WriteString("checkpoint", Seen.Note);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>Reads the lines that a witness keeps.</summary>
    /// <exception cref="FailureException">A line isn't one, or isn't signed by its key; the message names
    /// it.</exception>
    public static Seq<Testimony> Read(string witness, string text)
    {
        var testimonies = new List<Testimony>();
        foreach (var (number, line) in text.Split('\n').Index().Where(l => l.Item.Trim().Length > 0))
        {
            testimonies.Add(
                Parse(witness, line)
                ?? throw new FailureException(
                    $"line {number + 1} of the witness {witness} can't be read, or its checkpoint isn't signed by the " +
                    "key beside it: it was altered, or this isn't what a witness keeps"));
        }

        return testimonies.ToSeq();
    }

    private static Testimony? Parse(string witness, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var seen = SeenLog.Of(
                document.RootElement.GetProperty("key").GetString() ?? "",
                document.RootElement.GetProperty("checkpoint").GetString() ?? "");
            return seen is null ? null : new(witness, seen, document.RootElement.GetProperty("at").GetDateTimeOffset());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            return null;
        }
    }
}
