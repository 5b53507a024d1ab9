using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests.Browsing;

/// <summary>Asks axe what is wrong with a page for people who see, hear or move otherwise (WCAG 2.2, A and AA).</summary>
public static class Accessible
{
    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    public static async Task<string> ProblemsAsync(IPage page)
    {
        var result = await page.RunAxe(Options);
        return string.Join("\n", result.Violations.SelectMany(
            v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}")));
    }
}
