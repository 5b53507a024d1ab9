using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Hcl.Text;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud repo policy apply</c>.</summary>
internal static class PolicyApply
{
    private static readonly Option<string?> File = new("--file", "-f")
    {
        Description = "The policy: a file of promotion blocks",
        HelpName = "PATH"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("apply",
            "Put a promotion policy into force. One that weakens the policy in force waits for a second person.")
        {
            CloudOptions.Repo, File, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo policy apply --repo shop -f policy.hcl");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var repo = CloudOptions.Required(run, CloudOptions.Repo);
        var path = CloudOptions.Required(run, File);
        if (path.StartsWith("file://", StringComparison.Ordinal)) path = path["file://".Length..];
        if (!run.App.Host.FileExists(path))
            throw new FailureException($"policy file \"{path}\" was not found");
        var policy = PolicyFile.Read(SourceText.From(path, run.App.Host.ReadFile(path)));
        PolicyShow.Write(run, registry, await registry.Gate.ApplyPolicyAsync(repo, policy, cancellationToken));
    });
}

/// <summary><c>atlas cloud repo policy show</c>.</summary>
internal static class PolicyShow
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("show", "Show the promotion policy that is in force, as HCL.")
        {
            CloudOptions.Repo, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo policy show --repo shop");
    }

    /// <summary>Writes a revision: what became of it as a comment, and its text.</summary>
    public static void Write(CommandRun run, SchemaRegistry registry, PolicyRevision revision)
    {
        if (run.Get(SchemaOptions.Format) is { } format)
        {
            Output.Write(run.App, format, PolicyModel.Of(revision));
            return;
        }

        var output = run.App.Out;
        output.Write($"# {revision.Repo}, revision {revision.Number}: {PolicyModel.Word(revision.State)}\n");
        output.Write($"# proposed by {revision.ProposedBy} at {CloudOptions.Time(revision.ProposedAt)}\n");
        if (revision.DecidedBy is { } by)
            output.Write($"# decided by {by} at {CloudOptions.Time(revision.DecidedAt)}\n");
        output.Write($"# {revision.Digest}\n");
        foreach (var weakening in revision.Weakens) output.Write($"# weakens {weakening}\n");
        output.Write($"\n{PolicyText.Write(revision.Policy)}");
        if (revision.State == PolicyState.Pending)
            output.Write("\nThis is not in force yet: it weakens the policy, so another person with the scope " +
                $"\"admin\" has to approve it:\n  atlas cloud repo policy approve --repo {revision.Repo} --revision " +
                $"{revision.Number}\n");
        CloudOptions.Attest(run, registry);
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var repo = CloudOptions.Required(run, CloudOptions.Repo);
        if (await registry.Gate.GetPolicyAsync(repo, cancellationToken) is { } revision) Write(run, registry, revision);
        else run.App.Out.Write($"The repo \"{repo}\" has no promotion policy.\n");
    });
}

/// <summary><c>atlas cloud repo policy history</c>.</summary>
internal static class PolicyHistory
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("history", "List the revisions of a promotion policy, newest first.")
        {
            CloudOptions.Repo, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo policy history --repo shop");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var repo = CloudOptions.Required(run, CloudOptions.Repo);
        var revisions = await registry.Gate.ListPoliciesAsync(repo, cancellationToken);
        var page = new Page<PolicyRevision>(revisions, 1, Math.Max(revisions.Count, 1), revisions.Count);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Revisions", PolicyModel.Of));
        else CloudOptions.WriteList(run, registry, page, "revisions",
            ["REVISION", "STATE", "PROPOSED BY", "PROPOSED AT", "DECIDED BY", "PROTECTS", "WEAKENS"],
            r => [$"{r.Number}", PolicyModel.Word(r.State), r.ProposedBy, CloudOptions.Time(r.ProposedAt),
                r.DecidedBy ?? "", string.Join(",", r.Policy.Rules.Select(p => p.Env)),
                string.Join("; ", r.Weakens)]);
    });
}

/// <summary><c>atlas cloud repo policy approve</c> and <c>reject</c>.</summary>
internal static class PolicyDecide
{
    private static readonly Option<long?> Revision = new("--revision")
    {
        Description = "The pending revision's number",
        HelpName = "N"
    };

    /// <summary>Makes the command that approves.</summary>
    public static Command Approve(App app) => Create(app, "approve",
        "Approve a pending policy, as another person than who proposed it. It comes into force.", isApproved: true);

    /// <summary>Makes the command that rejects.</summary>
    public static Command Reject(App app) => Create(app, "reject",
        "Reject a pending policy; who proposed it withdraws it so.", isApproved: false);

    private static Command Create(App app, string verb, string description, bool isApproved)
    {
        var command = new AtlasCommand(verb, description) { CloudOptions.Repo, Revision, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) =>
            RunAsync(new CommandRun(app, parse), isApproved, cancellationToken));
        return command.WithExamples($"atlas cloud repo policy {verb} --repo shop --revision 2");
    }

    private static Task<int> RunAsync(CommandRun run, bool isApproved, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var number = run.Get(Revision) ?? throw new FailureException("required flag(s) \"revision\" not set");
        var repo = CloudOptions.Required(run, CloudOptions.Repo);
        PolicyShow.Write(run, registry,
            await registry.Gate.DecidePolicyAsync(repo, number, isApproved, cancellationToken));
    });
}
