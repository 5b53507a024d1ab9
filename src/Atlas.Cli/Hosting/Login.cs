using System.Text.Json;
using System.Text.Json.Serialization;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Hosting;

/// <summary>What <c>atlas login</c> stored.</summary>
/// <param name="Url">The registry's address.</param>
/// <param name="Token">The token; the file's mode is 0600.</param>
internal sealed record Login(string Url, string Token)
{
    /// <summary>Reads what is stored; null when nobody logged in.</summary>
    public static Login? Read(App app)
    {
        if (!app.Host.FileExists(app.Folders.Credentials)) return null;
        try
        {
            return JsonSerializer.Deserialize(app.Host.ReadFile(app.Folders.Credentials), LoginJson.Default.Login);
        }
        catch (JsonException problem)
        {
            throw new FailureException($"{app.Folders.Credentials} can't be read: log in again with atlas login",
                problem);
        }
    }

    /// <summary>Stores it.</summary>
    public void Write(App app) =>
        app.Host.WriteSecret(app.Folders.Credentials,
        JsonSerializer.SerializeToUtf8Bytes(this, LoginJson.Default.Login));
}

/// <summary>How the file is written.</summary>
[JsonSerializable(typeof(Login))]
internal sealed partial class LoginJson : JsonSerializerContext;
