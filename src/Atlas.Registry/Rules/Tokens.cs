using System.Buffers.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of tokens: named, scoped, ending, and stored as a hash (foundations: who).</summary>
/// <remarks>A token reads <c>atlas_</c>, its id of 26 characters, <c>_</c>, and 256 random bits in base64url.</remarks>
public sealed class Tokens
{
    private const string Prefix = "atlas_";
    private const int IdLength = 26;

    /// <summary>How long a token is kept that ended and was made on a provider's word: longer than any session.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private readonly RegistryStore store;
    private readonly RegistryClock clock;
    private readonly Audit audit;

    internal Tokens(RegistryStore store, RegistryClock clock, Audit audit) =>
        (this.store, this.clock, this.audit) = (store, clock, audit);

    /// <summary>Makes a token.</summary>
    /// <param name="creator">Who makes it; the token is of the same organisation.</param>
    /// <param name="name">Who its bearer will be; unique among the tokens that are neither revoked nor expired.</param>
    /// <param name="scopes">The rights; empty for <see cref="Scopes.Default"/>.</param>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <param name="isBot">Whether its bearer is a program and not a person.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">A scope isn't known, the name is taken, or the end is past.</exception>
    public Task<NewAccessToken> CreateAsync(
        Subject creator, string name, Seq<string> scopes, DateTimeOffset? expiresAt, bool isBot,
        CancellationToken cancellationToken)
    {
        var caller = Administrator(creator);
        Names.CheckText("token's name", name, 128);
        if (scopes.FirstOrDefault(s => !Scopes.IsKnown(s)) is { } unknown)
        {
            throw Refuse.Invalid(
                $"There is no scope \"{Names.Shown(unknown)}\". The scopes are read, push, plan, approve, verify, " +
                    "audit, admin, break-glass and deploy:ENV, " +
                "such as deploy:staging; deploy:* is every environment's. verify:ENV and break-glass:ENV are those of " +
                "one environment, and @REPO behind any but audit limits it: push@shop, deploy:staging@shop, read@team-*.");
        }

        if (expiresAt <= clock.Now) throw Refuse.Invalid("The token would have expired already.");

        var secret = clock.NewSecret();
        var text = Base64Url.EncodeToString(secret);
        return store.WriteAsync(
            async session =>
            {
                var existing = await TokenTable.ListAsync(session, creator.Organisation, clock.Now, cancellationToken);
                if (existing.Any(t => t.Name == name && t.RevokedAt is null && !(t.ExpiresAt <= clock.Now)))
                {
                    throw Refuse.Conflict(
                        $"There is a token \"{name}\" already. Revoke it first, or choose another name.");
                }

                var token = new TokenRow(
                    creator.Organisation, clock.NewId(), name, Secrets.Hash(text),
                    (scopes.IsEmpty ? Scopes.Default : scopes).Distinct()
                        .ToSeq(), clock.Now, creator.Name, expiresAt, null, isBot);
                await TokenTable.AddAsync(session, token, cancellationToken);
                await RecordAsync(session, caller, "token.create", token, cancellationToken);
                return new NewAccessToken(Shown(token), $"{Prefix}{token.Id}_{text}");
            },
            cancellationToken);
    }

    /// <summary>Makes a token that ends soon, on the word of an identity provider.</summary>
    /// <param name="identity">What the provider said, and what the registry's rules make of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<NewAccessToken> IssueAsync(VouchedIdentity identity, CancellationToken cancellationToken)
    {
        Names.CheckText("identity's name", identity.Name, 256);
        if (identity.Scopes.FirstOrDefault(s => !Scopes.IsKnown(s)) is { } unknown)
            throw Refuse.Invalid($"There is no scope \"{Names.Shown(unknown)}\".");

        var text = Base64Url.EncodeToString(clock.NewSecret());
        var token = new TokenRow(
            EmbeddedRegistry.Organisation, clock.NewId(), identity.Name, Secrets.Hash(text), identity.Scopes, clock.Now,
            identity.Issuer, clock.Now + identity.Lifetime, null, identity.IsBot)
        {
            Issuer = identity.Issuer,
            Vouched = identity.Vouched,
        };
        var bearer = new Caller(Bearer(token), RegistryLinks.Embedded);
        return store.WriteAsync(
            async session =>
            {
                await TokenTable.ForgetAsync(
                    session, token.Organisation, clock.Now - Memory, cancellationToken);
                await TokenTable.AddAsync(session, token, cancellationToken);
                await RecordAsync(session, bearer, "token.exchange", token, cancellationToken);
                return new NewAccessToken(Shown(token), $"{Prefix}{token.Id}_{text}");
            },
            cancellationToken);
    }

    /// <summary>Lists the tokens, oldest first, revoked and expired ones among them, but for expired ones that were made
    /// on the word of an identity provider.</summary>
    public Task<Seq<AccessToken>> ListAsync(Subject reader, CancellationToken cancellationToken)
    {
        Administrator(reader);
        return store.ReadAsync(
            async session =>
                (await TokenTable.ListAsync(session, reader.Organisation, clock.Now, cancellationToken)).Select(Shown).ToSeq(),
            cancellationToken);
    }

    /// <summary>Revokes a token: it ends at once. Revoking it again changes nothing.</summary>
    /// <param name="revoker">Who revokes it.</param>
    /// <param name="idOrName">The token's id, or the name of one that is in force.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<AccessToken> RevokeAsync(Subject revoker, string idOrName, CancellationToken cancellationToken)
    {
        var caller = Administrator(revoker);
        return store.WriteAsync(
            async session =>
            {
                var tokens = await TokenTable.ListAsync(session, revoker.Organisation, clock.Now, cancellationToken);
                var token = tokens.FirstOrDefault(t => t.Id == idOrName)
                    ?? tokens.LastOrDefault(t => t.Name == idOrName && t.RevokedAt is null)
                    ?? tokens.LastOrDefault(t => t.Name == idOrName)
                    ?? throw Refuse.NotFound(
                        $"There is no token \"{Names.Shown(idOrName)}\".{Nearest.Suggest(idOrName, tokens.Select(t => t.Name))}");
                if (token.RevokedAt is not null) return Shown(token);

                var revoked = token with { RevokedAt = clock.Now };
                await TokenTable.RevokeAsync(session, revoker.Organisation, token.Id, clock.Now, cancellationToken);
                await RecordAsync(session, caller, "token.revoke", revoked, cancellationToken);
                return Shown(revoked);
            },
            cancellationToken);
    }

    /// <summary>Returns who the bearer of a token is.</summary>
    /// <param name="text">The token's whole text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">It isn't a token, or a wrong, expired or revoked one; the message never has
    /// it.</exception>
    public async Task<Subject> AuthenticateAsync(string text, CancellationToken cancellationToken)
    {
        var (id, secret) = Parse(text);
        var token = await store.ReadAsync(session => TokenTable.ByIdAsync(session, id, cancellationToken),
            cancellationToken);

        return Secrets.IsRight(secret, token?.Hash) && token is not null
            ? Bearer(token)
            : throw Refuse.Unauthorized("The registry doesn't know this token.");
    }

    /// <summary>Returns who bears a token whose secret was right.</summary>
    /// <exception cref="RegistryException">It expired or was revoked.</exception>
    internal Subject Bearer(TokenRow token) => token switch
    {
        { RevokedAt: not null } =>
            throw Refuse.Unauthorized($"The token \"{token.Name}\" was revoked. Ask for a new one."),
        { ExpiresAt: { } end } when end <= clock.Now => throw Refuse.Unauthorized(
            $"The token \"{token.Name}\" expired at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Ask for a new one."),
        _ => new Subject(token.Name, token.Organisation, token.Scopes, token.ExpiresAt)
        {
            IsBot = token.IsBot,
            Vouched = token.Vouched,
        },
    };

    /// <summary>Returns the id of the token in an authorization header, known or not; null where there is none.</summary>
    internal static string? IdOf(string header) =>
        header.IndexOf(Prefix, StringComparison.Ordinal) is >= 0 and var start
        && header.Length > start + Prefix.Length + IdLength
            ? header.Substring(start + Prefix.Length, IdLength)
            : null;

    internal static (string Id, string Secret) Parse(string text)
    {
        const int Start = 6 + IdLength;
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length > Start + 1 && text[Start] == '_'
            ? (text[Prefix.Length..Start], text[(Start + 1)..])
            : throw Refuse.Unauthorized("This isn't a token of this registry: those begin with \"atlas_\".");
    }

    private static Caller Administrator(Subject subject)
    {
        var caller = new Caller(subject, RegistryLinks.Embedded);
        caller.DemandEverywhere(Scopes.Admin);
        return caller;
    }

    private Task RecordAsync(
        StoreSession session, Caller caller, string action, TokenRow token, CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, caller, action, null,
            new JsonObject
            {
                ["token"] = token.Id,
                ["name"] = token.Name,
                ["scopes"] = string.Join(' ', token.Scopes),
                ["expiresAt"] = token.ExpiresAt is { } end ? StoreRow.Format(end) : null,
                ["isBot"] = token.IsBot,
                ["issuer"] = token.Issuer,
                ["repository"] = token.Vouched?.Repository,
                ["branch"] = token.Vouched?.Branch,
                ["commit"] = token.Vouched?.Commit,
                ["run"] = token.Vouched?.RunUrl,
            },
            cancellationToken);

    private static AccessToken Shown(TokenRow token) =>
        new(token.Id, token.Name, token.Scopes, token.CreatedAt, token.CreatedBy, token.ExpiresAt, token.RevokedAt)
        { IsBot = token.IsBot };
}
