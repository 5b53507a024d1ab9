using System.Text.Json.Nodes;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Backups;

/// <summary>A restored registry doesn't know what happened since its backup: what was proved is proved no more, and what
/// was given away then isn't given again.</summary>
internal sealed class Epoch(RegistryClock clock, Audit audit)
{
    /// <summary>More events than a target has in any time between a backup and a restore.</summary>
    private const long Gap = 1_000_000;

    public async Task<RestoredRegistry> BeginAsync(
        StoreSession session, Caller caller, BackupHeader backup, long rows, bool keepsTokens,
        CancellationToken cancellationToken)
    {
        var targets = await session.ExecuteAsync(
            """
            UPDATE atlas_target
            SET sequence = sequence + @gap, current_version = NULL, current_sequence = NULL, current_digest = NULL,
                current_since = NULL, current_deployment = NULL, found_fingerprint = NULL, verified_at = NULL,
                verified_by = NULL, verified_sequence = NULL
            """,
            cancellationToken, ("@gap", Gap));
        var lapsed = await session.ExecuteAsync(
            "UPDATE atlas_permit SET expires_at = @now WHERE consumed_at IS NULL AND expires_at > @now",
            cancellationToken, ("@now", clock.Now));
        var closed = await session.ExecuteAsync(
            """
            UPDATE atlas_permit SET closed_at = @now, is_closed_by_end = 0
            WHERE consumed_at IS NOT NULL AND closed_at IS NULL
            """,
            cancellationToken, ("@now", clock.Now));
        await session.ExecuteAsync(
            """
            UPDATE atlas_repo
            SET revision = revision + @gap,
                newest_default = CASE WHEN newest_default > @name THEN newest_default ELSE @name END
            """,
            cancellationToken, ("@gap", Gap), ("@name", clock.NewVersion(null)));
        await session.ExecuteAsync(
            "UPDATE atlas_session SET closed_at = @now WHERE closed_at IS NULL", cancellationToken,
            ("@now", clock.Now));
        var tokens = await session.ExecuteAsync(
            "UPDATE atlas_token SET revoked_at = @now WHERE revoked_at IS NULL AND (@keep = 0 OR issuer IS NOT NULL)",
            cancellationToken, ("@now", clock.Now), ("@keep", keepsTokens));
        var number = 1 + await session.CountAsync(
            "SELECT COUNT(*) FROM atlas_event WHERE action = 'registry.restore'", cancellationToken);
        var checkpoint = Summary(backup.Checkpoint);
        await audit.RecordAsync(
            session, caller, "registry.restore", null,
            new JsonObject
            {
                ["epoch"] = number,
                ["backupAt"] = StoreRow.Format(backup.At),
                ["lastCheckpoint"] = checkpoint,
                ["targetsUnverified"] = targets,
                ["permitsVoid"] = lapsed + closed,
                ["tokensEnded"] = tokens,
                ["keepsTokens"] = keepsTokens,
            },
            cancellationToken);
        return new(number, backup.At, rows, checkpoint, targets, lapsed + closed, tokens);
    }

    /// <summary>Returns the first three lines of a signed checkpoint: log, size and hash.</summary>
    private static string? Summary(string note) =>
        note.Split('\n') is [var origin, var size, var root, ..] ? $"{origin} {size} {root}" : null;
}
