using Atlas.Core.Registries;

namespace Atlas.Registry.Wire;

/// <summary>An attempt: a deployment that changes nothing, with both its events.</summary>
internal sealed record Attempt(DeploymentBegin Begin, DeploymentEnd End);

/// <summary>How a database is to be accepted.</summary>
internal sealed record Acceptance(AcceptKind Kind);

/// <summary>Why a version's content is to be taken away.</summary>
internal sealed record Redacting(string Reason);

/// <summary>A token that was made for who is asking.</summary>
/// <param name="Token">Its whole text.</param>
/// <param name="Subject">Who its bearer is, until when, and what they may do.</param>
internal sealed record IssuedToken(string Token, Subject Subject);

/// <summary>What a second person says of a pending policy.</summary>
internal sealed record PolicyDecision(bool IsApproved);

/// <summary>What a person says of a thing: a review, or a reason.</summary>
internal sealed record Review(string Text);

/// <summary>What a page of the registry tells a list of.</summary>
internal sealed record Listing<T>(Core.Model.Seq<T> Items);

/// <summary>An error in the form of RFC 9457.</summary>
/// <param name="Type">Always <c>about:blank</c>: the kind says more.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">Full sentences with the remedy.</param>
/// <param name="Kind">The kind of refusal, a stable word.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, RegistryProblem Kind);
