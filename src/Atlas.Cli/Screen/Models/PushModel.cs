using Atlas.Cli.Screen.Templates;
using Atlas.Core.Registries;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of a push.</summary>
internal static class PushModel
{
    /// <summary>Makes the value: <c>Link, Slug, URL</c>, and ours: <c>Version, Digest, Tags, IsNew</c>.</summary>
    public static TemplateValue Of(PushedVersion pushed) => Object("SchemaPush",
        Always("Link", TemplateValue.Of(pushed.Link)), Always("Slug", TemplateValue.Of(pushed.Version.Repo)),
        Always("URL", TemplateValue.Of($"atlas://{pushed.Version.Repo}?version={pushed.Version.Version}")),
        Always("Version", TemplateValue.Of(pushed.Version.Version)),
        Always("Digest", TemplateValue.Of(pushed.Version.Digest.Value)),
        Optional("Tags", TemplateValue.Of(pushed.Version.Tags)), Always("IsNew", TemplateValue.Of(pushed.IsNew)),
        Optional("Plan", TemplateValue.Of(pushed.Plan?.Url)));
}
