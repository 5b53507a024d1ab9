using System.Reflection;
using System.Text.Json;
using Atlas.Cli.Ci;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Registries;

namespace Atlas.Cli.Screen;

/// <summary>Gathers what the client says of itself: user, host, and the CI run from its platform's
/// variables.</summary>
internal static class ClientClaims
{
    /// <summary>Gets the program's version, such as <c>v0.1.0</c>.</summary>
    public static string ProgramVersion { get; } =
        "v" + (typeof(
            ClientClaims).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0.0.0").Replace('+', '-');

    /// <summary>Gathers the claims.</summary>
    /// <param name="host">The door to the environment.</param>
    /// <param name="context">The JSON of <c>--context</c>, which beats the variables; null for none.</param>
    public static Claims Of(Host host, string? context)
    {
        var variables = new CiVariables(host);
        var claims = (CiPlatforms.Here(variables)?.Claims(variables) ?? new Claims { Trigger = "CLI" }) with
        {
            User = variables.FirstOf("USER", "LOGNAME", "USERNAME") ?? Environment.UserName,
            Host = Environment.MachineName,
            ClientVersion = ProgramVersion,
            Time = host.Now,
        };
        return context is null ? claims : Override(claims, context);
    }

    private static Claims Override(Claims claims, string context)
    {
        try
        {
            using var json = JsonDocument.Parse(context);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new FailureException("--context is no JSON object, such as {\"commit\":\"39e7e4e\"}");
            string? Text(string name) =>
                json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
            return claims with
            {
                Repository = Text("repo") ?? claims.Repository,
                Branch = Text("branch")
                    ?? claims.Branch,
                Commit = Text("commit") ?? claims.Commit,
                PullRequestUrl = Text("url") ?? claims.PullRequestUrl,
                Actor = Text("username") ?? claims.Actor,
                Trigger = Text("triggerType") ?? Text("scmType")
                    ?? claims.Trigger,
                TriggerVersion = Text("triggerVersion") ?? claims.TriggerVersion,
            };
        }
        catch (JsonException problem)
        {
            throw new FailureException($"--context is not JSON: {problem.Message}", problem);
        }
    }
}
