using System.CommandLine;
using System.CommandLine.Help;
using Atlas.Cli.Commands.Account;
using Atlas.Cli.Commands.Agent;
using Atlas.Cli.Commands.Audit;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Commands.Guard;
using Atlas.Cli.Commands.Plans;
using Atlas.Cli.Commands.Promotion;
using Atlas.Cli.Commands.Schema;
using Atlas.Cli.Commands.Serve;

namespace Atlas.Cli;

/// <summary>The list of commands.</summary>
internal static class CommandTree
{
    /// <summary>Makes the root command with everything below it.</summary>
    public static RootCommand Root(App app)
    {
        var root = new RootCommand(
            "Change database schemas safely: declare them, push versions, validate in staging, promote to production.")
        {
            GlobalOptions.Env, GlobalOptions.Config, GlobalOptions.Var, GlobalOptions.Token,
            Group("schema", "Inspect, compare, apply and publish schemas.",
                SchemaTest.Create(app), SchemaValidate.Create(app),
                SchemaInspect.Create(app), SchemaDiff.Create(app), SchemaApply.Create(app), SchemaPush.Create(app),
                SchemaPlan.Create(app), SchemaLint.Create(app), SchemaFmt.Create(app), SchemaClean.Create(app),
                Group("stats", "How large the tables of a database are.", StatsInspect.Create(app))),
            PromoteCommand.Create(app),
            Group("cloud", "Look into the registry, and administer it.",
                Group("repo", "Repos: the versions of a schema.", RepoList.Create(app), RepoDescribe.Create(app),
                    RepoCreate.Create(app), RepoSet.Create(app),
                    Group("policy", "Promotion policies: what must hold before a version reaches an environment.",
                        PolicyApply.Create(app), PolicyShow.Create(app), PolicyHistory.Create(app),
                        PolicyDecide.Approve(app), PolicyDecide.Reject(app))),
                Group("version", "Versions: what was pushed to a repo.", VersionList.Create(app),
                    VersionDescribe.Create(app), VersionRedact.Create(app), VersionWithdraw.Create(app)),
                Group("database", "Databases: which version each one runs.", DatabaseList.Create(app),
                    DatabaseDescribe.Create(app), DatabaseAccept.Create(app), DatabaseArchive.Create(app)),
                Group("test", "Runs of schema test against versions.", TestList.Create(app)),
                Group("validation", "What your own tests said of running environments.",
                    ValidationReportCommand.Create(app), ValidationList.Create(app)),
                Group("migration", "Deployments: what was run where, and how it ended.", MigrationList.Create(app),
                    MigrationDescribe.Create(app)),
                Group("permit", "Permits: the leave to deploy to a protected environment.", PermitList.Create(app)),
                Group("break-glass", "Deployments that went past a promotion policy.", BreakGlassList.Create(app),
                    BreakGlassReview.Create(app)),
                Group("webhook", "Webhooks: who is told what happens.", WebhookAdd.Create(app),
                    WebhookListCommand.Create(app), WebhookRemove.Create(app), WebhookDeliveries.Create(app),
                    WebhookReplay.Create(app)),
                CloudTrace.Create(app)),
            Group("audit", "The record of everything that was written to the registry, and its proof.",
                AuditExport.Create(app), AuditVerify.Create(app), AuditCheckpoint.Create(app),
                AuditWitness.Create(app), AuditEvidence.Create(app), AuditAccess.Create(app)),
            AgentCommand.Create(app),
            Group("guard", "Refuse changes past the gate inside a PostgreSQL database.",
                GuardCommands.Install(app), GuardCommands.Status(app), GuardCommands.Remove(app)),
            ServeCommand.Create(app),
            LoginCommand.Create(app),
            LogoutCommand.Create(app),
            WhoAmICommand.Create(app),
            Group("ci", "What a run of a CI pipeline says, and where it says it.",
                Commands.Ci.CiContext.Create(app), Commands.Ci.CiComment.Create(app), Commands.Ci.CiSummary.Create(app)),
            CompletionCommand.Create(app),
            VersionCommand.Create(app),
        };
        foreach (var option in root.Options.ToList())
        {
            if (option is VersionOption) root.Options.Remove(option);
            if (option is HelpOption { Action: HelpAction usual }) option.Action = new HelpWithExamples(usual);
        }

        return root;
    }

    private static AtlasCommand Group(string name, string description, params Command[] commands)
    {
        var group = new AtlasCommand(name, description);
        foreach (var command in commands) group.Subcommands.Add(command);
        return group;
    }
}
