using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Registries;
using Atlas.Registry.Reports;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Webhooks;

/// <summary>What is posted for one event, and its signature as the Standard Webhooks specification describes
/// it.</summary>
internal static class DeliveryBody
{
    private const string SecretPrefix = "whsec_";

    /// <summary>Returns the body.</summary>
    /// <param name="format">What the webhook is sent.</param>
    /// <param name="entry">The event.</param>
    /// <param name="text">The event's bytes as they were signed, as text.</param>
    /// <param name="repo">The repo's slug; empty for none.</param>
    public static byte[] Of(WebhookFormat format, AuditEvent entry, string text, string repo) => CanonicalJson.Write(
        format is WebhookFormat.Slack
            ? new JsonObject { ["text"] = Escaped(EventMessage.Of(entry, repo)) }
            : new JsonObject
            {
                ["type"] = entry.Action,
                ["kind"] = EventKinds.Of(entry),
                ["timestamp"] = entry.At.UtcDateTime.ToString("O"),
                ["repo"] = repo,
                ["message"] = EventMessage.Of(entry, repo),
                ["entry"] = entry.Leaf,
                ["event"] = JsonNode.Parse(text),
            });

    /// <summary>Returns the text of a secret.</summary>
    public static string Secret(byte[] key) => SecretPrefix + Convert.ToBase64String(key);

    /// <summary>Returns the signature: <c>v1,</c> and the HMAC-SHA256 of id, time and body.</summary>
    public static string Sign(string secret, string id, long unixTime, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{unixTime}."), .. body];
        return "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed));
    }

    /// <summary>Slack takes these three characters for its own.</summary>
    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
