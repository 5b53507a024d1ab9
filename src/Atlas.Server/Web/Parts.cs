using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Server.Web.Pages;

namespace Atlas.Server.Web;

/// <summary>The sign-in.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Then">Where to go after it.</param>
/// <param name="Problem">Why the last try failed; null before one.</param>
/// <param name="Links">Where else people sign in; may be empty.</param>
public sealed record SignInForm(Frame Frame, string Then, string? Problem, Seq<SignInLink> Links) : IFramed;

/// <summary>A way to sign in.</summary>
/// <param name="Title">What it reads.</param>
/// <param name="Path">Where it leads.</param>
public sealed record SignInLink(string Title, string Path);

/// <summary>A refusal or failure.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Detail">Full sentences with the remedy.</param>
public sealed record Refusal(Frame Frame, string Detail) : IFramed;

/// <summary>A table of deployments.</summary>
/// <param name="Deployments">The deployments in order; may be empty.</param>
/// <param name="Now">The registry's clock.</param>
public sealed record DeploymentTable(Seq<Deployment> Deployments, DateTimeOffset Now);

/// <summary>A schema as text.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Whole">Where the whole text is.</param>
public sealed record SourceText(ShownSchema Schema, string Whole);

/// <summary>What somebody said of a plan.</summary>
/// <param name="Comment">What was said.</param>
/// <param name="Now">The registry's clock.</param>
public sealed record ShownComment(PlanComment Comment, DateTimeOffset Now);

/// <summary>A table of plans.</summary>
/// <param name="Plans">The plans in order.</param>
/// <param name="Now">The registry's clock.</param>
public sealed record PlanTable(Seq<StoredPlan> Plans, DateTimeOffset Now);

/// <summary>A diagram.</summary>
/// <param name="Path">Where what it is drawn from is.</param>
/// <param name="Instead">What says the same without scripts.</param>
public sealed record DiagramSource(string Path, string Instead);
