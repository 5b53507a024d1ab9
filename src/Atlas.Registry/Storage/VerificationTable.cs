using System.Text.Json;
using Atlas.Core.Promotion;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>The tables of what agents saw, and of their keys; never deleted.</summary>
internal static class VerificationTable
{
    public static Task<Verification?> ByIdAsync(StoreSession session, string organisation, string id,
        CancellationToken cancellationToken) =>
        session.FirstAsync(
            """
            SELECT id, verdict, version, subject, received_at FROM atlas_verification
            WHERE organisation = @organisation AND id = @id
            """,
            row => new Verification(
                row.Text(0), Words.Verdict(row.Text(1)), row.TextOrNull(2), row.Text(3), row.Time(4)),
            cancellationToken, ("@organisation", organisation), ("@id", id));

    public static Task AddAsync(StoreSession session, string organisation, string targetId, SignedObservation signed,
        Verification verification, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_verification (organisation, id, target_id, verdict, version, subject, received_at, body)
            VALUES (@organisation, @id, @target, @verdict, @version, @subject, @at, @body)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", verification.Id), ("@target", targetId),
            ("@verdict", Words.Of(verification.Verdict)), ("@version", verification.Version),
            ("@subject", verification.Subject), ("@at", verification.ReceivedAt),
            ("@body", JsonSerializer.Serialize(signed, RegistryJson.Default.SignedObservation)));

    /// <summary>Returns the key of an agent; null before its first observation.</summary>
    public static Task<string?> KeyAsync(StoreSession session, string organisation, string subject,
        CancellationToken cancellationToken) =>
        session.FirstAsync(
            "SELECT public_key FROM atlas_agent WHERE organisation = @organisation AND subject = @subject",
            row => row.Text(0), cancellationToken, ("@organisation", organisation), ("@subject", subject));

    public static Task AddKeyAsync(StoreSession session, string organisation, string subject, string publicKey,
        DateTimeOffset at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_agent (organisation, subject, public_key, added_at)
            VALUES (@organisation, @subject, @key, @at)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@subject", subject), ("@key", publicKey), ("@at", at));
}
