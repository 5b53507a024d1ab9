using Atlas.Cli.Screen.Templates;
using Atlas.Core.Registries;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of webhooks and their deliveries.</summary>
internal static class WebhookModel
{
    /// <summary>Makes the value of a webhook.</summary>
    public static TemplateValue Of(Webhook webhook) => Object("Webhook",
        Always("ID", TemplateValue.Of(webhook.Id)), Always("URL", TemplateValue.Of(webhook.Url)),
        Always("Format", TemplateValue.Of(Word(webhook.Format))), Always("Events", TemplateValue.Of(webhook.Events)),
        Optional("Repo", TemplateValue.Of(webhook.Repo)), Always("CreatedAt", Time(webhook.CreatedAt)),
        Always("CreatedBy", TemplateValue.Of(webhook.CreatedBy)), Always("Pending", TemplateValue.Of(webhook.Pending)),
        Always("Failed", TemplateValue.Of(webhook.Failed)));

    /// <summary>Makes the value of a delivery.</summary>
    public static TemplateValue Of(WebhookDelivery delivery) => Object("WebhookDelivery",
        Always("ID", TemplateValue.Of(delivery.Id)), Always("Event", TemplateValue.Of(delivery.Event)),
        Always("Action", TemplateValue.Of(delivery.Action)), Always("State", TemplateValue.Of(Word(delivery.State))),
        Always("Attempts", TemplateValue.Of(delivery.Attempts)), Always("At", Time(delivery.At)),
        Optional("NextAt", Time(delivery.NextAt)), Optional("DeliveredAt", Time(delivery.DeliveredAt)),
        Optional("Problem", TemplateValue.Of(delivery.Problem)));

    /// <summary>Returns a word in capitals.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();
}
