using System.Buffers.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of sign-in: a browser holds a session that stands for a token, and ends with it.</summary>
/// <remarks>
/// A session reads as its id, <c>_</c>, and 256 random bits in base64url. It is kept in the storage, so that every
/// instance knows it, signing out ends it everywhere, and the token itself never stays in a browser.
/// </remarks>
public sealed class Sessions
{
    /// <summary>How long a session lasts: a working day.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly RegistryStore store;
    private readonly RegistryClock clock;
    private readonly Audit audit;
    private readonly Tokens tokens;

    internal Sessions(RegistryStore store, RegistryClock clock, Audit audit, Tokens tokens) =>
        (this.store, this.clock, this.audit, this.tokens) = (store, clock, audit, tokens);

    /// <summary>Signs somebody in.</summary>
    /// <param name="token">The token's whole text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session's whole text, to be given to the browser and stored nowhere.</returns>
    /// <exception cref="RegistryException">It isn't a token in force.</exception>
    public async Task<string> OpenAsync(string token, CancellationToken cancellationToken)
    {
        var subject = await tokens.AuthenticateAsync(token, cancellationToken);
        var secret = Base64Url.EncodeToString(clock.NewSecret());
        var row = new SessionRow(
            subject.Organisation, clock.NewId(), Secrets.Hash(secret), Tokens.Parse(token).Id, clock.Now,
            clock.Now + Lifetime, null);
        return await store.WriteAsync(
            async session =>
            {
                await SessionTable.AddAsync(session, row, cancellationToken);
                await RecordAsync(session, subject, "session.open", row, cancellationToken);
                return $"{row.Id}_{secret}";
            },
            cancellationToken);
    }

    /// <summary>Returns who a session is of.</summary>
    /// <param name="text">The session's whole text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">It ended, or its token did.</exception>
    public Task<Subject> AuthenticateAsync(string text, CancellationToken cancellationToken) => store.ReadAsync(
        async session => (await FindAsync(session, text, cancellationToken)).Subject, cancellationToken);

    /// <summary>Signs somebody out; signing out again changes nothing.</summary>
    /// <param name="text">The session's whole text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task CloseAsync(string text, CancellationToken cancellationToken) => store.WriteAsync(
        async session =>
        {
            var (row, subject) = await FindAsync(session, text, cancellationToken);
            await SessionTable.CloseAsync(session, row, clock.Now, cancellationToken);
            await RecordAsync(session, subject, "session.close", row, cancellationToken);
            return row;
        },
        cancellationToken);

    private async Task<(SessionRow Row, Subject Subject)> FindAsync(
        StoreSession session, string text, CancellationToken cancellationToken)
    {
        var (id, secret) = text.IndexOf('_') is > 0 and var end ? (text[..end], text[(end + 1)..]) : ("", "");
        var row = await SessionTable.ByIdAsync(session, id, cancellationToken);
        if (!Secrets.IsRight(secret, row?.Hash) || row is not { ClosedAt: null } || row.ExpiresAt <= clock.Now)
            throw Refuse.Unauthorized("The sign-in has ended. Sign in again.");

        var token = await TokenTable.ByIdAsync(session, row.TokenId, cancellationToken)
            ?? throw Refuse.Unauthorized("The token of this sign-in is gone. Sign in with another.");
        return (row, tokens.Bearer(token));
    }

    private Task RecordAsync(
        StoreSession session, Subject subject, string action, SessionRow row, CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, new Caller(subject, RegistryLinks.Embedded), action, null,
            new JsonObject { ["session"] = row.Id, ["token"] = row.TokenId }, cancellationToken);
}
