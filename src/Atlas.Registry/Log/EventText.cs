using System.Text.Json;

namespace Atlas.Registry.Log;

/// <summary>What an event says of itself, for people and tables; empty where it doesn't say.</summary>
/// <param name="Id">The id.</param>
/// <param name="At">When, as it is written.</param>
/// <param name="Subject">Who did it.</param>
/// <param name="Action">What was done, such as <c>version.push</c>.</param>
/// <param name="Repo">The repo's slug where the event names it, else its id.</param>
/// <param name="Env">The environment.</param>
/// <param name="Details">Everything else, as JSON.</param>
public sealed record EventText(
    string Id, string At, string Subject, string Action, string Repo, string Env, string Details)
{
    /// <summary>Reads an event; one that isn't JSON says nothing.</summary>
    public static EventText Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var body = document.RootElement;
            var details = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("details", out var found)
                ? found : default;
            return new(
                Member(body, "id"), Member(body, "at"), Member(body, "subject"), Member(body, "action"),
                Member(details, "slug") is { Length: > 0 } slug ? slug
                    : Member(details, "repo") is { Length: > 0 } repo ? repo : Member(body, "repo"),
                Member(details, "env"), details.ValueKind == JsonValueKind.Object ? details.GetRawText() : "");
        }
        catch (JsonException)
        {
            return new("", "", "", "", "", "", "");
        }
    }

    /// <summary>Returns the event in a few words.</summary>
    public override string ToString() =>
        Action.Length == 0 ? "which can't be read" : $"{Action} by {Subject} at {At}";

    private static string Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String ? member.GetString() ?? "" : "";
}
