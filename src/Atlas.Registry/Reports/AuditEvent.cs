using System.Globalization;
using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Reports;

/// <summary>An event of the audit log, read from its signed bytes.</summary>
/// <param name="Leaf">Its place in the log.</param>
/// <param name="Id">Its id.</param>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="Subject">Who did it, authenticated.</param>
/// <param name="Action">What was done, such as <c>version.push</c>.</param>
/// <param name="Repo">The repo's id; empty when it is about none.</param>
/// <param name="Details">What else there is to know.</param>
public sealed record AuditEvent(
    long Leaf, string Id, DateTimeOffset At, string Subject, string Action, string Repo, JsonElement Details)
{
    /// <summary>Gets the environment that it names; empty for none.</summary>
    public string Env => Text("env");

    /// <summary>Reads an entry of the log.</summary>
    /// <exception cref="FailureException">It isn't an event of a registry.</exception>
    public static AuditEvent Read(AuditEntry entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry.Event);
            var body = document.RootElement.Clone();
            return new AuditEvent(
                entry.Leaf, Member(body, "id"),
                DateTimeOffset.Parse(Member(body, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Member(body, "subject"), Member(body, "action"), Member(body, "repo"),
                body.TryGetProperty("details", out var details) ? details : default);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new FailureException(
                $"entry {entry.Leaf} of the audit log can't be read as an event: check the log with `atlas audit verify`.",
                e);
        }
    }

    /// <summary>Returns a detail that is a text; empty where there is none.</summary>
    public string Text(string name) => Member(Details, name);

    /// <summary>Returns a detail that is true or not; false where there is none.</summary>
    public bool Flag(string name) => Value(Details, name).ValueKind == JsonValueKind.True;

    /// <summary>Returns a detail that holds others.</summary>
    public AuditEvent Inner(string name) => this with { Details = Value(Details, name) };

    /// <summary>Returns a detail that is a list of texts, or of things with a member of some name.</summary>
    public Seq<string> Texts(string name, string? member = null) =>
        Value(Details, name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(e => member is null ? e.GetString() ?? "" : Member(e, member))]
            : [];

    private static string Member(JsonElement value, string name) =>
        Value(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";

    private static JsonElement Value(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;
}
