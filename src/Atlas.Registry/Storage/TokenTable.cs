using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A token as it is stored: the secret's hash, never the secret.</summary>
internal sealed record TokenRow(
    string Organisation, string Id, string Name, string Hash, Seq<string> Scopes, DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, bool IsBot)
{
    /// <summary>Gets the identity provider on whose word it was made; null when a person made it.</summary>
    public string? Issuer { get; init; }

    /// <summary>Gets what that provider vouches for; null for nothing.</summary>
    public Claims? Vouched { get; init; }
}

/// <summary>The table of tokens.</summary>
internal static class TokenTable
{
    private const string Select = """
        SELECT organisation, id, name, hash, scopes, created_at, created_by, expires_at, revoked_at, is_bot, issuer,
            vouched
        FROM atlas_token
        """;

    /// <summary>Finds a token by its id, whatever its organisation: the token itself says which it belongs
    /// to.</summary>
    public static Task<TokenRow?> ByIdAsync(StoreSession session, string id, CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} WHERE id = @id", Read, cancellationToken, ("@id", id));

    /// <summary>Lists the tokens that people made, and those in force that were made on a provider's word, oldest
    /// first.</summary>
    public static Task<Seq<TokenRow>> ListAsync(StoreSession session, string organisation, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Select} WHERE organisation = @organisation AND (issuer IS NULL OR expires_at > @now)
            ORDER BY created_at, id
            """,
            Read, cancellationToken, ("@organisation", organisation), ("@now", now));

    /// <summary>Forgets tokens that were made on a provider's word and ended long ago.</summary>
    public static Task ForgetAsync(StoreSession session, string organisation, DateTimeOffset before,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "DELETE FROM atlas_token WHERE organisation = @organisation AND issuer IS NOT NULL AND expires_at < @before",
            cancellationToken, ("@organisation", organisation), ("@before", before));

    public static Task AddAsync(StoreSession session, TokenRow token, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_token (organisation, id, name, hash, scopes, created_at, created_by, expires_at, revoked_at,
                is_bot, issuer, vouched)
            VALUES (@organisation, @id, @name, @hash, @scopes, @created_at, @created_by, @expires_at, NULL, @is_bot,
                @issuer, @vouched)
            """,
            cancellationToken,
            ("@organisation", token.Organisation), ("@id", token.Id), ("@name", token.Name), ("@hash", token.Hash),
            ("@scopes", string.Join(' ', token.Scopes)), ("@created_at", token.CreatedAt),
            ("@created_by", token.CreatedBy),
            ("@expires_at", token.ExpiresAt), ("@is_bot", token.IsBot), ("@issuer", token.Issuer),
            ("@vouched", token.Vouched is { } said ? JsonSerializer.Serialize(said, RegistryJson.Default.Claims) : null));

    public static Task RevokeAsync(
        StoreSession session, string organisation, string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_token SET revoked_at = @at WHERE organisation = @organisation AND id = @id",
            cancellationToken,
            ("@organisation", organisation), ("@id", id), ("@at", at));

    private static TokenRow Read(StoreRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ToSeq(),
        row.Time(5), row.Text(6), row.TimeOrNull(7), row.TimeOrNull(8), row.Flag(9))
    {
        Issuer = row.TextOrNull(10),
        Vouched = row.TextOrNull(11) is { } said
            ? JsonSerializer.Deserialize(said, RegistryJson.Default.Claims) : null,
    };
}
