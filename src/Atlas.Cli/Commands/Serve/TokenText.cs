using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Registry.Access;

namespace Atlas.Cli.Commands.Serve;

/// <summary>Shows a token without its secret.</summary>
internal static class TokenText
{
    /// <summary>Writes its fields, one a line.</summary>
    public static void Write(TextWriter output, AccessToken token) => TextFields.Write(output,
    [
        new("ID", token.Id), new("Name", token.Name), new("Scopes", string.Join(", ", token.Scopes)),
        new("Expires At", token.ExpiresAt is null ? "never" : CloudOptions.Time(token.ExpiresAt)),
        new("Bearer", token.IsBot ? "a bot" : "a person"), new("Revoked At", CloudOptions.Time(token.RevokedAt)),
    ]);
}
