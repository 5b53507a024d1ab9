using System.CommandLine;

namespace Atlas.Cli.Commands.Plans;

/// <summary>The flags that the commands of <c>atlas schema plan</c> share.</summary>
internal static class PlanOptions
{
    /// <summary>The state that the plan starts at.</summary>
    public static readonly Option<string[]> From = new("--from")
    {
        Description = "The state it starts at [default: the environment's url, else the repo's newest version]",
        HelpName = "URL",
    };

    /// <summary>The state that the plan arrives at.</summary>
    public static readonly Option<string[]> To = new("--to")
    {
        Description = "The state it arrives at [default: the environment's schema.src]",
        HelpName = "URL",
    };

    /// <summary>The repo.</summary>
    public static readonly Option<string?> Repo = new("--repo")
    {
        Description = "The repo, such as atlas://myapp [default: the environment's schema.repo.name]",
        HelpName = "URL",
    };

    /// <summary>A plan file.</summary>
    public static readonly Option<string?> File = new("--file", "-f")
    {
        Description = "The plan: file://NAME.plan.hcl, or atlas://REPO/plans/NAME",
        HelpName = "URL",
    };

    /// <summary>A plan in the registry.</summary>
    public static readonly Option<string?> Url = new("--url")
    {
        Description = "The plan: atlas://REPO/plans/NAME",
        HelpName = "URL",
    };

    /// <summary>The plan's name.</summary>
    public static readonly Option<string?> Name = new("--name")
    {
        Description = "The plan's name [default: the time in UTC]",
        HelpName = "NAME",
    };

    /// <summary>Where a plan file goes.</summary>
    public static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "The file to write [default: NAME.plan.hcl]",
        HelpName = "FILE",
    };

    /// <summary>Whether the plan waits for somebody's approval.</summary>
    public static readonly Option<bool> Pending = new("--pending")
    {
        Description = "Push the plan as pending: it waits for somebody's approval",
    };

    /// <summary>Whether nobody is asked.</summary>
    public static readonly Option<bool> AutoApprove = new("--auto-approve")
    {
        Description = "Do not ask before pushing",
    };

    /// <summary>Whether the SQL is edited first.</summary>
    public static readonly Option<bool> Edit = new("--edit")
    {
        Description = "Open the plan's SQL in $EDITOR first",
    };

    /// <summary>Directives for the plan's header.</summary>
    public static readonly Option<string[]> Directive = new("--directive", "-d")
    {
        Description = "A directive for the plan's header, such as \"atlas:txmode none\"; repeat it for several",
        HelpName = "TEXT",
    };

    /// <summary>Adds the flags that say which transition is meant.</summary>
    public static AtlasCommand WithTransition(this AtlasCommand command)
    {
        foreach (var option in (Option[])[From, To, Repo, SchemaOptions.Dev, SchemaOptions.Schemas,
            SchemaOptions.Exclude, SchemaOptions.Include, AutoApprove, SchemaOptions.Format, SchemaOptions.LockTimeout,
            SchemaOptions.Context])
            command.Add(option);
        return command;
    }
}
