using Atlas.Core.Model;

namespace Atlas.Registry.Access;

/// <summary>A token as it may be shown: everything but its secret, which nobody knows any more.</summary>
/// <param name="Id">The id; a part of the token's text.</param>
/// <param name="Name">The name, which is who its bearer is.</param>
/// <param name="Scopes">The rights.</param>
/// <param name="CreatedAt">When it was made, by the registry's clock.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="RevokedAt">When it was revoked; null when it wasn't.</param>
public sealed record AccessToken(
    string Id, string Name, Seq<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt)
{
    /// <summary>Gets whether its bearer is a program and not a person.</summary>
    public bool IsBot { get; init; }
}

/// <summary>A token that was made this moment.</summary>
/// <param name="Token">What may be shown of it.</param>
/// <param name="Secret">The token's whole text, to be shown once and stored nowhere.</param>
public sealed record NewAccessToken(AccessToken Token, string Secret);
