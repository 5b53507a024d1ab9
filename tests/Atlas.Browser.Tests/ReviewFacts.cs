using Atlas.Browser.Tests.Browsing;
using Atlas.Browser.Tests.Story;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests;

public sealed class ReviewFacts(Company company)
{
    [Fact]
    public async Task A_reviewer_speaks_at_a_line_rejects_with_a_reason_and_approves_after_all()
    {
        await ShopStory.PlanAsync(company, "reviewed", "v3.sql");
        var page = await company.SignedInAsync("reviewer");
        await page.GotoAsync("/schemas/shop/plans/reviewed");
        await page.FillAsync("#text", "is this index needed?");
        await page.FillAsync("input[name=line]", "2");
        await page.ClickAsync("button:text-is('Comment')");
        await Assertions.Expect(page.Locator("#L2 .comment")).ToContainTextAsync("is this index needed?");

        await page.ClickAsync("button.no");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("A rejection needs a reason");
        await page.GotoAsync("/schemas/shop/plans/reviewed");
        await page.FillAsync("#reason", "the index can wait");
        await page.ClickAsync("button.no");
        await page.WaitForSelectorAsync("dd >> text=rejected");
        await Assertions.Expect(page.Locator(".comment").Last).ToContainTextAsync("Rejected: the index can wait");
        await page.ClickAsync("button.yes");
        await page.WaitForSelectorAsync("dd >> text=approved");

        Assert.Contains("is this index needed?", await company.Atlas.RunAsync(
            "schema", "plan", "comment", "--url", "atlas://shop/plans/reviewed"));
    }

    [Fact]
    public async Task Who_may_not_decide_reads_why_and_sees_no_button()
    {
        var page = await company.SignedInAsync("reader");
        await page.GotoAsync("/schemas/shop/plans/drop-emails");
        Assert.Equal(0, await page.Locator("main button").CountAsync());
        Assert.Contains("lacks the scope \"approve\"", await page.TextContentAsync("main"));
        await page.GotoAsync("/settings/tokens");
        Assert.Contains("lacks the scope \"admin\"", await page.TextContentAsync("[role=alert]"));
        await page.GotoAsync("/audit");
        Assert.Contains("lacks the scope \"audit\"", await page.TextContentAsync("[role=alert]"));
    }

    [Fact]
    public async Task A_weaker_policy_needs_another_person_and_an_exception_too()
    {
        await File.WriteAllTextAsync(company.At("weaker.hcl"), "promotion \"production\" {\n  from = [\"staging\"]\n}\n",
            TestContext.Current.CancellationToken);
        await company.Atlas.RunAsync(
            "cloud", "repo", "policy", "apply", "--repo", "shop", "-f", "weaker.hcl", "--token", company.Tokens["reviewer"]);
        var proposer = await company.SignedInAsync("reviewer");
        await proposer.GotoAsync("/schemas/shop/policy");
        Assert.Equal(0, await proposer.Locator("button.yes").CountAsync());
        Assert.Contains("another person has to approve it", await proposer.TextContentAsync("main"));
        await proposer.GotoAsync("/permits?only=unreviewed");
        Assert.Contains("by another person than reviewer", await proposer.TextContentAsync("main"));

        var second = await company.SignedInAsync("second");
        await second.GotoAsync("/permits?only=unreviewed");
        await second.FillAsync("input[name=review]", "the table was missing");
        await second.ClickAsync("button:text-is('Reviewed')");
        await second.WaitForSelectorAsync("text=Reviewed by second");
        await second.GotoAsync("/schemas/shop/policy");
        await second.ClickAsync("button.no");
        await second.WaitForSelectorAsync("td >> text=rejected");
    }

    [Fact]
    public async Task Another_site_can_neither_send_a_form_nor_read_a_page()
    {
        await ShopStory.PlanAsync(company, "forged", "v3.sql");
        var page = await company.SignedInAsync("reviewer");
        await page.GotoAsync("/schemas/shop/plans/forged");
        var digest = await page.Locator("input[name=digest]").First.GetAttributeAsync("value");
        // The same server under another name is another site to the browser, with a page of its own.
        var elsewhere = company.Address.Replace("127.0.0.1", "localhost");
        await page.RouteAsync($"{elsewhere}/attack", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"""
                <form method="post" action="{company.Address}/schemas/shop/plans/forged/review">
                <input name="digest" value="{digest}"><button name="verdict" value="approve">win</button></form>
                """,
        }));
        await page.GotoAsync($"{elsewhere}/attack");
        await page.ClickAsync("button:text-is('win')");
        await page.WaitForURLAsync($"{company.Address}/**");
        Assert.DoesNotContain("approved", await page.TextContentAsync("main"));
        await page.GotoAsync($"{company.Address}/schemas/shop/plans/forged");
        await Assertions.Expect(page.Locator("dd").First).ToContainTextAsync("pending");
    }
}
