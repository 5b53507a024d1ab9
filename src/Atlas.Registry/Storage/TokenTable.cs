using Atlas.Core.Model;

namespace Atlas.Registry.Storage;

/// <summary>A token as it is stored: the secret's hash, never the secret.</summary>
internal sealed record TokenRow(
    string Organisation, string Id, string Name, string Hash, Seq<string> Scopes, DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, bool IsBot);

/// <summary>The table of tokens.</summary>
internal static class TokenTable
{
    private const string Select = """
        SELECT organisation, id, name, hash, scopes, created_at, created_by, expires_at, revoked_at, is_bot
        FROM atlas_token
        """;

    /// <summary>Finds a token by its id, whatever its organisation: the token itself says which it belongs
    /// to.</summary>
    public static Task<TokenRow?> ByIdAsync(StoreSession session, string id, CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} WHERE id = @id", Read, cancellationToken, ("@id", id));

    public static Task<Seq<TokenRow>> ListAsync(StoreSession session, string organisation,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} WHERE organisation = @organisation ORDER BY created_at, id", Read, cancellationToken,
            ("@organisation", organisation));

    public static Task AddAsync(StoreSession session, TokenRow token, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_token (organisation, id, name, hash, scopes, created_at, created_by, expires_at, revoked_at,
                is_bot)
            VALUES (@organisation, @id, @name, @hash, @scopes, @created_at, @created_by, @expires_at, NULL, @is_bot)
            """,
            cancellationToken,
            ("@organisation", token.Organisation), ("@id", token.Id), ("@name", token.Name), ("@hash", token.Hash),
            ("@scopes", string.Join(' ', token.Scopes)), ("@created_at", token.CreatedAt),
            ("@created_by", token.CreatedBy),
            ("@expires_at", token.ExpiresAt), ("@is_bot", token.IsBot));

    public static Task RevokeAsync(
        StoreSession session, string organisation, string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_token SET revoked_at = @at WHERE organisation = @organisation AND id = @id",
            cancellationToken,
            ("@organisation", organisation), ("@id", id), ("@at", at));

    private static TokenRow Read(StoreRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSeq(),
        row.Time(5), row.Text(6), row.TimeOrNull(7), row.TimeOrNull(8), row.Flag(9));
}
