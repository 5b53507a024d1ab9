using Atlas.Core.Model;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>Who may do what: the tokens, without their secrets.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Tokens">The tokens, oldest first, revoked and expired ones among them.</param>
public sealed record TokenList(Frame Frame, Seq<AccessToken> Tokens) : IFramed;

/// <inheritdoc cref="TokenList"/>
internal sealed class TokensPage : IPage
{
    public static PageShape Shape => new("/settings/tokens", Section.Settings, Scopes.Admin);

    public static async Task<RazorSlice> ShowAsync(Visit visit) => TokenListSlice.Create(new(
        visit.Frame(Section.Settings, "Tokens", "") with { Api = "" },
        await visit.Rules.Tokens.ListAsync(visit.Subject, visit.Cancelled)));
}
