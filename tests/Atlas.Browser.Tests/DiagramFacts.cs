using Atlas.Browser.Tests.Browsing;
using Atlas.Browser.Tests.Story;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests;

public sealed class DiagramFacts(Company company)
{
    [Fact]
    public async Task A_diagram_of_400_tables_is_searched_moved_and_narrowed_to_a_neighbourhood()
    {
        var page = await company.SignedInAsync("reader");
        var watched = new Watched(page);
        await page.GotoAsync("/schemas/warehouse/versions/1?view=diagram");
        await page.WaitForSelectorAsync(".drawn svg", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".diagram .box")).ToHaveCountAsync(LargeSchema.Tables);

        await page.FillAsync(".diagram input[type=search]", LargeSchema.Name(200));
        await Assertions.Expect(page.Locator(".box.chosen .title")).ToHaveTextAsync(LargeSchema.Name(200));
        await page.CheckAsync(".diagram input[type=checkbox]");
        Assert.InRange(await page.Locator(".diagram .box:not(.faint)").CountAsync(), 20, 40);

        var before = await PlaceAsync(page);
        await page.FocusAsync(".diagram .canvas");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("+");
        Assert.NotEqual(before, await PlaceAsync(page));
        await page.Mouse.MoveAsync(600, 500);
        await page.Mouse.WheelAsync(0, 200);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(500, 450);
        await page.Mouse.UpAsync();
        await page.ClickAsync("button:text-is('Whole')");
        Assert.Equal(0, await page.Locator(".diagram .faint").CountAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Two_versions_are_one_diagram_in_which_what_came_and_went_is_signed()
    {
        var page = await company.SignedInAsync("reader");
        await page.GotoAsync($"/schemas/shop/compare?from={ShopStory.Second}&to={ShopStory.Third}");
        await page.WaitForSelectorAsync(".drawn svg");
        await Assertions.Expect(page.Locator(".box.added .title")).ToHaveTextAsync(["+ order_lines", "+ products"]);
        await Assertions.Expect(page.Locator(".box.changed .title")).ToHaveTextAsync("~ customers");
        await Assertions.Expect(page.Locator(".box.changed text.added")).ToContainTextAsync("+ phone");
        await page.GotoAsync($"/schemas/shop/compare?from={ShopStory.Third}&to={ShopStory.Second}");
        await page.WaitForSelectorAsync(".drawn svg");
        await Assertions.Expect(page.Locator(".box.removed")).ToHaveCountAsync(2);
    }

    private static Task<string?> PlaceAsync(IPage page) => page.Locator(".canvas svg > g").GetAttributeAsync("transform");
}
