using System.Globalization;
using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Schemas;

/// <summary>Writes and reads the first line of a stored document. Source: docs/design/0002-stored-schema.md.</summary>
internal static class ManifestText
{
    private const string Marker = "# atlas-schema ";

    /// <summary>Returns the line without its end.</summary>
    public static string Write(Manifest manifest) =>
        Marker + CanonicalJson.Number(manifest.Format) + " " + CanonicalJson.Object(
            ("driver", CanonicalJson.Text(manifest.Driver)),
            ("engine_major", CanonicalJson.Text(manifest.EngineMajor)),
            ("filters", CanonicalJson.Texts(Sorted(manifest.Filters))),
            ("fingerprint", CanonicalJson.Text(manifest.Fingerprint.Value)),
            ("format", CanonicalJson.Number(manifest.Format)),
            ("kinds", CanonicalJson.Texts(Sorted(manifest.Kinds))),
            ("scope", CanonicalJson.Text(manifest.IsSchemaScope ? "schema" : "database")));

    /// <summary>Reads the line; throws <see cref="FailureException"/> when it is none, of another format, or not
    /// spelled canonically.</summary>
    public static Manifest Read(string line)
    {
        if (!line.StartsWith(Marker, StringComparison.Ordinal))
            throw new FailureException(
                "This is not a stored schema: its first line doesn't begin with \"# atlas-schema\".");
        var blank = line.IndexOf(' ', Marker.Length);
        var format = blank < 0 ? line[Marker.Length..] : line[Marker.Length..blank];
        if (format != CanonicalJson.Number(Manifest.CurrentFormat))
            throw new FailureException(
                $"The stored schema has format {format}, and this program knows format " +
                    $"{Manifest.CurrentFormat.ToString(CultureInfo.InvariantCulture)} only. Use a newer version of " +
                    "the program.");

        var manifest = blank < 0 ? null : Parse(line[(blank + 1)..]);
        // One spelling only, so that nothing can hide in a manifest that this program doesn't read.
        return manifest is not null && Write(manifest) == line
            ? manifest
            : throw new FailureException(
                "The manifest in the first line of the stored schema is damaged. Fetch the version again, or push it " +
                "again.");
    }

    private static Manifest? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new(
                root.GetProperty("format").GetInt32(),
                Text(root.GetProperty("driver")),
                Text(root.GetProperty("engine_major")),
                Text(root.GetProperty("scope")) == "schema",
                Texts(root.GetProperty("kinds")),
                Texts(root.GetProperty("filters")),
                new Fingerprint(Text(root.GetProperty("fingerprint"))));
        }
        catch (Exception damage)
            when (damage is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement element) => element.GetString() ?? "";

    private static Seq<string> Texts(JsonElement element) => element.EnumerateArray().Select(Text).ToSeq();

    private static IEnumerable<string> Sorted(Seq<string> texts) => texts.Distinct().Order(StringComparer.Ordinal);
}
