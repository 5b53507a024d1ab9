using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Evidence;

/// <summary>Lists the validations of a repo, newest first.</summary>
internal sealed class ListValidations : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/validations", Scopes.Read,
        "Lists the validations of a repo, newest first.")
    {
        Query = ["env", "version", "page", "size"],
        Answer = Shapes.ValidationPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var filter = new ValidationFilter(call.Route("repo"), call.Query("env"), call.Query("version"));
        var validations = await call.Registry.ListValidationsAsync(filter, call.Page, call.Cancelled);
        await call.AnswerAsync(validations, Shapes.ValidationPage);
    }
}
