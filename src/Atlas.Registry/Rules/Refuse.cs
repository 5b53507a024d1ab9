using Atlas.Core.Registries;

namespace Atlas.Registry.Rules;

/// <summary>Makes refusals; the messages are full sentences that name the thing and the remedy.</summary>
internal static class Refuse
{
    public static RegistryException Invalid(string message) => new(RegistryProblem.Invalid, message);

    public static RegistryException Forbidden(string message) => new(RegistryProblem.Forbidden, message);

    public static RegistryException NotFound(string message) => new(RegistryProblem.NotFound, message);

    public static RegistryException Conflict(string message) => new(RegistryProblem.Conflict, message);

    public static RegistryException Gone(string message) => new(RegistryProblem.Gone, message);

    public static RegistryException Unauthorized(string reason) =>
        new(RegistryProblem.Unauthorized, $"login with token failed: Unauthorized. {reason}");
}
