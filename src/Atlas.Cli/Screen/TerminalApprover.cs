using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Workflows;
using Spectre.Console;

namespace Atlas.Cli.Screen;

/// <summary>Decides by flag, then by review policy, then by asking the person at the terminal.</summary>
/// <param name="app">Tells whether somebody sits there.</param>
/// <param name="isAutoApproved">Whether the flag was given.</param>
/// <param name="review">The review policy; null when there is none.</param>
/// <param name="showPlan">Shows the plan before somebody is asked.</param>
internal sealed class TerminalApprover(App app, bool isAutoApproved, ReviewPolicy? review, Action showPlan) : Approver
{
    private const string Apply = "Apply";
    private const string Abort = "Abort";

    /// <inheritdoc/>
    public override Task<bool> ApprovesAsync(Plan plan, LintReport? report, CancellationToken cancellationToken)
    {
        if (isAutoApproved || IsFine(report)) return Task.FromResult(true);
        showPlan();
        if (!app.IsInteractive)
            throw new FailureException(review is { } policy
                ? $"Rejected by review policy: the policy is {policy.ToString().ToUpperInvariant()}, and this plan " +
                    "needs a person's approval. Run the command at a terminal."
                : "Rejected by review policy: this plan needs a person's approval. Run the command at a terminal, or " +
                    "add --auto-approve.");
        return AskAsync("Approve or abort the plan:", [Apply, Abort], Apply, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<bool> IsRenameAsync(Rename rename, CancellationToken cancellationToken) =>
        app.IsInteractive && !isAutoApproved
        ? AskAsync($"Did you rename {Markup.Escape(Describe(rename))}:", ["Yes", "No"], "Yes", cancellationToken)
        : Task.FromResult(false);

    private bool IsFine(LintReport? report) => (review, report) switch
    {
        (ReviewPolicy.Warning, { Findings.IsEmpty: true }) => true,
        (ReviewPolicy.Error, { HasErrors: false }) => true,
        _ => false,
    };

    private static string Describe(Rename rename) => rename.Kind switch
    {
        RenameKind.Table => $"table from \"{rename.From}\" to \"{rename.To}\"",
        RenameKind.Column => $"\"{rename.Table.Name}\" column from \"{rename.From}\" to \"{rename.To}\"",
        _ => $"\"{rename.Table.Name}\" index from \"{rename.From}\" to \"{rename.To}\"",
    };

    /// <summary>Asks the person at the terminal; aborting is a no.</summary>
    public static async Task<bool> AskAsync(string question, string[] answers, string yes,
        CancellationToken cancellationToken)
    {
        try
        {
            var prompt = new SelectionPrompt<string>().Title($"[green]?[/] {question}").AddChoices(answers);
            return await AnsiConsole.Console.PromptAsync(prompt, cancellationToken) == yes;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
