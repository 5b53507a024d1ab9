using Atlas.Core.Dialects;

namespace Atlas.Core.Registries;

/// <summary>A registry refused or can't be reached.</summary>
/// <param name="kind">What kind of refusal it is.</param>
/// <param name="message">Full sentences with the remedy; never a token.</param>
public sealed class RegistryException(RegistryProblem kind, string message, Exception? inner = null)
    : FailureException(message, inner)
{
    /// <summary>Gets the kind of refusal.</summary>
    public RegistryProblem Kind => kind;
}

/// <summary>Why a registry refuses.</summary>
public enum RegistryProblem
{
    /// <summary>The request makes no sense.</summary>
    Invalid,

    /// <summary>No token, or a wrong, expired or revoked one.</summary>
    Unauthorized,

    /// <summary>The token lacks the scope.</summary>
    Forbidden,

    /// <summary>The thing isn't there.</summary>
    NotFound,

    /// <summary>The thing is there already, or another one is in its place.</summary>
    Conflict,

    /// <summary>The thing was there and its content was taken away for good.</summary>
    Gone,

    /// <summary>The registry can't be reached, or failed.</summary>
    Unavailable,
}
