using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Log;

/// <summary>A line of an export of the audit log: JSON, of exactly one spelling.</summary>
public abstract record ExportLine
{
    private const string Format = "atlas-audit-1";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a line; null when it isn't one, letter for letter.</summary>
    public static ExportLine? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            var line = Read(document.RootElement);
            return line?.ToString() == text ? line : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Returns the line, without its end.</summary>
    public sealed override string ToString()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private protected abstract void Write(Utf8JsonWriter json);

    private static ExportLine? Read(JsonElement line) =>
        line.TryGetProperty("format", out var format)
            ? format.GetString() == Format ? HeaderLine.Of(line) : null
            : line.TryGetProperty("leaf", out _) ? EntryLine.Of(line)
            : line.TryGetProperty("checkpoint", out var note) ? new CheckpointLine(note.GetString() ?? "")
            : null;

    /// <summary>The first line: which log it is, what it was when it was exported, and what was asked for.</summary>
    /// <param name="Key">The key that signs the log, as a verifier key.</param>
    /// <param name="Checkpoint">The signed note of the log as it was.</param>
    /// <param name="Filter">What was asked for.</param>
    public sealed record HeaderLine(string Key, string Checkpoint, AuditFilter Filter) : ExportLine
    {
        internal static HeaderLine Of(JsonElement line) => new(
            line.GetProperty("key").GetString() ?? "", line.GetProperty("checkpoint").GetString() ?? "",
            new(Time(line, "from"), Time(line, "to"), Text(line, "repo"), Text(line, "env"), Text(line, "actor"))
            {
                Kind = Text(line, "kind"),
            });

        private protected override void Write(Utf8JsonWriter json)
        {
            json.WriteString("format", Format);
            json.WriteString("key", Key);
            json.WriteString("checkpoint", Checkpoint);
            if (Filter.From is { } from) json.WriteString("from", Time(from));
            if (Filter.To is { } to) json.WriteString("to", Time(to));
            if (Filter.Repo is { } repo) json.WriteString("repo", repo);
            if (Filter.Env is { } env) json.WriteString("env", env);
            if (Filter.Actor is { } actor) json.WriteString("actor", actor);
            if (Filter.Kind is { } kind) json.WriteString("kind", kind);
        }

        private static string? Text(JsonElement line, string name) =>
            line.TryGetProperty(name, out var value) ? value.GetString() : null;

        private static DateTimeOffset? Time(JsonElement line, string name) => Text(line, name) is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

        private static string Time(DateTimeOffset time) =>
            time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>An event.</summary>
    /// <param name="Entry">The entry.</param>
    public sealed record EntryLine(AuditEntry Entry) : ExportLine
    {
        internal static EntryLine Of(JsonElement line) => new(new AuditEntry(
            line.GetProperty("leaf").GetInt64(), line.GetProperty("event").GetRawText(),
            line.TryGetProperty("root", out var root) ? root.GetString() ?? "" : "",
            line.TryGetProperty("proof", out var proof)
                ? proof.EnumerateArray().Select(h => h.GetString() ?? "").ToSeq()
                : []));

        private protected override void Write(Utf8JsonWriter json)
        {
            json.WriteNumber("leaf", Entry.Leaf);
            if (Entry.Root.Length > 0) json.WriteString("root", Entry.Root);
            if (!Entry.Proof.IsEmpty)
            {
                json.WriteStartArray("proof");
                foreach (var hash in Entry.Proof) json.WriteStringValue(hash);
                json.WriteEndArray();
            }

            // What isn't JSON can't have been written by a registry; it is shown as what it is.
            json.WritePropertyName("event");
            json.WriteRawValue(Entry.Event, skipInputValidation: true);
        }
    }

    /// <summary>What the log was signed as when it had the entries above.</summary>
    /// <param name="Note">The signed note.</param>
    public sealed record CheckpointLine(string Note) : ExportLine
    {
        private protected override void Write(Utf8JsonWriter json) => json.WriteString("checkpoint", Note);
    }
}
