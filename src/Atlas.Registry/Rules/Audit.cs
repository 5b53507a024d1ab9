using System.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Planning;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>Writes audit events: canonical bytes and their hash, in the transaction of what they tell of (foundations:
/// audit).</summary>
internal sealed class Audit(RegistryClock clock)
{
    private const string Insert = """
        INSERT INTO atlas_event (organisation, id, happened_at, subject, action, repo_id, body, digest, leaf)
        VALUES (@organisation, @id, @at, @subject, @action, @repo, @body, @digest, NULL)
        """;

    /// <summary>Records one event.</summary>
    /// <param name="session">The transaction of the write.</param>
    /// <param name="caller">Who did it.</param>
    /// <param name="action">What was done, such as <c>version.push</c>.</param>
    /// <param name="repoId">The repo; null when it is about none.</param>
    /// <param name="details">What else there is to know; claims, which may name persons, are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RecordAsync(
        StoreSession session, Caller caller, string action, string? repoId, JsonObject details,
        CancellationToken cancellationToken)
    {
        var id = clock.NewId();
        var at = clock.Now;
        details.Remove("claims");
        var body = CanonicalJson.Write(new JsonObject
        {
            ["action"] = action,
            ["at"] = StoreRow.Format(at),
            ["details"] = details,
            ["format"] = "atlas-event-1",
            ["id"] = id,
            ["organisation"] = caller.Organisation,
            ["repo"] = repoId,
            ["subject"] = caller.Subject.Name,
        });
        await session.ExecuteAsync(
            Insert, cancellationToken,
            ("@organisation", caller.Organisation), ("@id", id), ("@at", at), ("@subject", caller.Subject.Name),
            ("@action", action),
            ("@repo", repoId), ("@body", Encoding.UTF8.GetString(body)), ("@digest", Digest.Of(body).Value));
    }
}
