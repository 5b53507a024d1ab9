using System.CommandLine;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Serve;

/// <summary><c>atlas serve token create</c>.</summary>
internal static class TokenCreate
{
    private static readonly Option<string?> Name = new(
        "--name")
    { Description = "Who the bearer is [default: token-ID]", HelpName = "NAME" };
    private static readonly Option<string[]> Scope = new("--scope")
    {
        Description = "A right: read, push, plan, approve, deploy:ENV, verify[:ENV], audit, admin, " +
            "break-glass[:ENV], each but audit for one repo with @REPO behind it, or several with @NAME*; repeat it " +
            "for several [default: read, push, plan, approve, deploy:*]",
        HelpName = "SCOPE",
    };

    private static readonly Option<string?> Expires = new(
        "--expires")
    {
        Description = "When it ends: a duration such as 90d or 24h [default: never]",
        HelpName = "DURATION"
    };

    private static readonly Option<bool> Bot = new(
        "--bot")
    { Description = "The bearer is a program: its approvals don't count where a person's is asked for" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("create",
            "Make a token. Its last line of output is the token; it is shown once and stored nowhere.") { Name, Scope,
            Expires, Bot };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas serve token create --db sqlite://registry.db --name ci",
            "atlas serve token create --db sqlite://registry.db --name deployer --scope read --scope " +
                "deploy:production --expires 90d",
            "atlas serve token create --db sqlite://registry.db --name shop-ci --bot --scope read@shop " +
                "--scope push@shop --scope deploy:staging@shop");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        DateTimeOffset? end = run.Get(Expires) is { } text ? run.App.Host.Now
            + Durations.Read("--expires", text, TimeSpan.Zero) : null;
        var made = await rules.Tokens.CreateAsync(ServeCommand.Owner(), run.Get(Name)
            ?? $"token-{run.App.Host.NewId()}", run.GetList(Scope), end, run.Get(Bot), cancellationToken);
        TokenText.Write(run.App.Out, made.Token);
        run.App.Out.Write($"{made.Secret}\n");
        return 0;
    }
}
