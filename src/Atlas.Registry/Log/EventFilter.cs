using System.Globalization;
using System.Text.Json;
using Atlas.Core.Registries;

namespace Atlas.Registry.Log;

/// <summary>Chooses events by what their own signed bytes say, so that no column beside them can hide one.</summary>
/// <param name="filter">What is wanted.</param>
/// <param name="repoId">The id of the repo that is wanted; null for any.</param>
internal sealed class EventFilter(AuditFilter filter, string? repoId)
{
    /// <summary>Gets whether everything is let through.</summary>
    public bool IsOpen => filter == AuditFilter.None;

    /// <summary>Returns whether an event is let through; one that can't be read is, since that is what an auditor looks
    /// for.</summary>
    public bool Lets(string text)
    {
        if (IsOpen) return true;

        try
        {
            using var document = JsonDocument.Parse(text);
            return Lets(document.RootElement);
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private bool Lets(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !DateTimeOffset.TryParse(
                Text(body, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return true;
        }

        var details = body.TryGetProperty("details", out var found) ? found : default;
        return !(at < filter.From) && !(at >= filter.To)
            && (repoId is null || Text(body, "repo") == repoId)
            && (filter.Kind is not { Length: > 0 } kind || Text(body, "action") is not { } action || action == kind
                || action.StartsWith(kind + ".", StringComparison.Ordinal))
            && (filter.Actor is not { Length: > 0 } actor || Text(body, "subject") == actor)
            && (filter.Env is not { Length: > 0 } env || Text(details, "env") == env || Text(details, "newEnv") == env);
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
