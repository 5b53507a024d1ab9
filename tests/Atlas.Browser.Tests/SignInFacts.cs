using Atlas.Browser.Tests.Browsing;
using Atlas.Browser.Tests.Story;

[assembly: AssemblyFixture(typeof(Company))]

namespace Atlas.Browser.Tests;

public sealed class SignInFacts(Company company)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_signs_in_to_the_page_that_was_asked_for_with_and_without_scripts(bool hasScripts)
    {
        var page = await company.OpenAsync(new Look(HasScripts: hasScripts));
        await page.GotoAsync("/databases?env=staging");
        await page.FillAsync("#token", "atlas_nonsense");
        await page.ClickAsync("main button[type=submit]");
        Assert.Contains("isn't a token", await page.TextContentAsync("[role=alert]"));
        await page.FillAsync("#token", company.Tokens["reader"]);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/databases?env=staging");
        Assert.Equal("Databases", await page.TextContentAsync("h1"));
        await page.ClickAsync("button:text-is('Sign out')");
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync("/");
        Assert.Contains("/sign-in", page.Url);
    }

    [Fact]
    public async Task The_keyboard_alone_signs_in_skips_to_the_content_and_decides_on_a_plan()
    {
        await ShopStory.PlanAsync(company, "by-keyboard", "v3.sql");
        var page = await company.OpenAsync();
        await page.GotoAsync("/schemas/shop/plans/by-keyboard");
        await page.Keyboard.TypeAsync(company.Tokens["reviewer"]);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/by-keyboard");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        var visited = new List<string>();
        while (visited.Count < 60 && (visited.Count == 0 || visited[^1] != "Approve"))
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches(':focus-visible')"));
            visited.Add(await FocusedAsync(page));
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("dd >> text=approved");
        Assert.DoesNotContain("Overview", visited);
    }

    private static Task<string> FocusedAsync(Microsoft.Playwright.IPage page) =>
        page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
}
