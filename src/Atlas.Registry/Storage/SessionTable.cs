namespace Atlas.Registry.Storage;

/// <summary>A sign-in as it is stored: the secret's hash, never the secret.</summary>
internal sealed record SessionRow(
    string Organisation, string Id, string Hash, string TokenId, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? ClosedAt);

/// <summary>The table of sign-ins.</summary>
internal static class SessionTable
{
    private const string Select = """
        SELECT organisation, id, hash, token_id, opened_at, expires_at, closed_at FROM atlas_session WHERE id = @id
        """;

    public static Task<SessionRow?> ByIdAsync(StoreSession session, string id, CancellationToken cancellationToken) =>
        session.FirstAsync(Select, Read, cancellationToken, ("@id", id));

    public static Task AddAsync(StoreSession session, SessionRow row, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_session (organisation, id, hash, token_id, opened_at, expires_at, closed_at)
            VALUES (@organisation, @id, @hash, @token, @opened_at, @expires_at, NULL)
            """,
            cancellationToken,
            ("@organisation", row.Organisation), ("@id", row.Id), ("@hash", row.Hash), ("@token", row.TokenId),
            ("@opened_at", row.OpenedAt), ("@expires_at", row.ExpiresAt));

    public static Task CloseAsync(
        StoreSession session, SessionRow row, DateTimeOffset at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_session SET closed_at = @at WHERE organisation = @organisation AND id = @id",
            cancellationToken, ("@organisation", row.Organisation), ("@id", row.Id), ("@at", at));

    private static SessionRow Read(StoreRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Time(4), row.Time(5), row.TimeOrNull(6));
}
