using Atlas.Browser.Tests.Browsing;
using Atlas.Browser.Tests.Story;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests;

/// <summary>The pictures of the main pages in README and guide. ATLAS_RECORD=1 takes them anew; else it is checked that they
/// are there and small.</summary>
public sealed class PictureFacts(Company company)
{
    private const int Largest = 150_000;

    private static readonly (string Name, string Path, Look Look)[] Pictures =
    [
        ("overview", "/", new(1200, 900)),
        ("overview-dark", "/", new(1200, 900, IsDark: true)),
        ("trace", $"/schemas/shop/trace?version={ShopStory.Second}", new(1040, 700)),
        ("plan", "/schemas/shop/plans/drop-emails", new(1040, 900)),
        ("diagram", $"/schemas/shop/compare?from={ShopStory.Second}&to={ShopStory.Third}", new(1200, 900)),
        ("policy", "/schemas/shop/policy?revision=2", new(1040, 760)),
        ("audit", "/audit", new(1040, 700)),
        ("phone", "/", new(390, 844)),
    ];

    private static string Folder => Path.Combine(Root.Path, "docs", "guide", "pictures");

    [Fact]
    public async Task The_pictures_are_there_and_small()
    {
        if (Environment.GetEnvironmentVariable("ATLAS_RECORD") == "1") await TakeAsync();
        foreach (var (name, _, _) in Pictures)
            Assert.InRange(new FileInfo(Path.Combine(Folder, name + ".png")).Length, 1, Largest);
    }

    private async Task TakeAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var (name, path, look) in Pictures)
        {
            var page = await company.SignedInAsync("reviewer", look);
            await page.GotoAsync(path);
            if (name == "diagram")
            {
                await page.WaitForSelectorAsync(".drawn svg");
                await page.Locator(".diagram").ScrollIntoViewIfNeededAsync();
            }

            if (name == "plan") await page.Locator("#discussion").ScrollIntoViewIfNeededAsync();

            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
        }
    }
}
