using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Audit;

/// <summary>Reads a part of the audit log of some size, in order; a filter adds the proof of each entry.</summary>
internal sealed class ReadLog : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/audit/events", Scopes.Audit,
        "Reads a part of the audit log of some size, in order; a filter adds the proof of each entry.")
    {
        Query = ["start", "size", "from", "to", "repo", "env", "actor", "kind"],
        Answer = Shapes.AuditPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var filter = new AuditFilter(
            call.Time("from"), call.Time("to"), call.Query("repo"), call.Query("env"), call.Query("actor"))
        {
            Kind = call.Query("kind"),
        };
        var size = call.Number("size") ?? throw Call.Invalid("The parameter \"size\" is missing.");
        var page = await call.Registry.ReadLogAsync(filter, call.Number("start") ?? 0, size, call.Cancelled);
        await call.AnswerAsync(page, Shapes.AuditPage);
    }
}
