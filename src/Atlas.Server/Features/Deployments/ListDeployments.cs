using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Deployments;

/// <summary>Lists deployments and attempts, newest first; FAILED finds blocked ones too.</summary>
internal sealed class ListDeployments : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/deployments", Scopes.Read,
        "Lists deployments and attempts, newest first; FAILED finds blocked ones too.")
    {
        Query = ["repo", "env", "name", "database", "outcome", "page", "size"],
        Answer = Shapes.DeploymentPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var filter = new DeploymentFilter(
            call.Query("repo"), call.Query("env"), call.Query("name"), call.Queries("outcome").Select(Outcome).ToSeq())
        {
            Database = call.Query("database"),
        };
        var deployments = await call.Registry.ListDeploymentsAsync(filter, call.Page, call.Cancelled);
        await call.AnswerAsync(deployments, Shapes.DeploymentPage);
    }

    private static DeploymentOutcome Outcome(string word) => Words.Outcome(word)
        ?? throw Call.Invalid(
            "invalid --status value: the outcomes are PASSED, FAILED, NO_ACTION, DRY_RUN, BLOCKED and RUNNING.");
}
