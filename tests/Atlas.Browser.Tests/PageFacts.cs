using System.Globalization;
using System.Net.Http.Headers;
using Atlas.Browser.Tests.Browsing;
using Atlas.Browser.Tests.Story;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests;

/// <summary>What holds of every page, with real data on it.</summary>
public sealed class PageFacts(Company company, ITestOutputHelper output)
{
    private const int Heaviest = 200_000;

    private static readonly string[] Fixed =
    [
        "/", "/schemas", "/schemas/shop", $"/schemas/shop/versions/{ShopStory.Third}",
        $"/schemas/shop/versions/{ShopStory.Third}?table=orders", $"/schemas/shop/versions/{ShopStory.Third}?view=diagram",
        $"/schemas/shop/versions/{ShopStory.Third}?view=hcl", $"/schemas/shop/versions/{ShopStory.Third}?view=sql",
        $"/schemas/shop/compare?from={ShopStory.First}&to={ShopStory.Third}", $"/schemas/shop/trace?version={ShopStory.Second}",
        "/plans", "/schemas/shop/plans", "/schemas/shop/plans/drop-emails", "/databases", "/migrations",
        "/migrations?outcome=FAILED", "/permits", "/schemas/shop/policy", "/settings/policies", "/settings/tokens", "/audit",
        "/audit/verification", "/schemas/warehouse/versions/1", "/schemas/warehouse/versions/1?view=sql",
    ];

    [Fact]
    public async Task Every_page_is_accessible_light_names_its_API_and_complains_of_nothing()
    {
        var page = await company.SignedInAsync("reviewer");
        var watched = new Watched(page);
        using var api = new HttpClient { BaseAddress = new(company.Address) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", company.Tokens["reviewer"]);
        var problems = new List<string>();
        foreach (var path in await PathsAsync(page))
        {
            var answer = await page.GotoAsync(path);
            var weight = (await answer!.BodyAsync()).Length;
            var took = await page.EvaluateAsync<double>(
                "() => { const n = performance.getEntriesByType('navigation')[0]; return n.responseStart - n.requestStart; }");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{weight,8:#,0} bytes {took,7:0.0} ms  {path}"));
            if (weight > Heaviest) problems.Add($"{path} weighs {weight} bytes");
            if (path.Contains("view=diagram") || path.Contains("compare")) await page.WaitForSelectorAsync(".drawn svg");
            if (await page.Locator("h1").CountAsync() != 1) problems.Add($"{path} hasn't one title");
            if (await ApiProblemAsync(page, api) is { } flaw) problems.Add($"{path}: {flaw}");
            if (!IsLarge(path) && await Accessible.ProblemsAsync(page) is { Length: > 0 } found) problems.Add($"{path}: {found}");
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Every_page_fits_a_phone_in_the_dark()
    {
        var page = await company.SignedInAsync("reviewer", new Look(360, 740, IsDark: true));
        var problems = new List<string>();
        foreach (var path in await PathsAsync(page))
        {
            await page.GotoAsync(path);
            var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (wide > 360) problems.Add($"{path} is {wide} pixels wide");
            if (!IsLarge(path) && await Accessible.ProblemsAsync(page) is { Length: > 0 } found) problems.Add($"{path}: {found}");
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Fact]
    public async Task A_filter_loads_only_the_list_keeps_the_cursor_and_makes_an_address_to_send()
    {
        var page = await company.SignedInAsync("reader");
        await page.GotoAsync("/databases");
        var loads = 0;
        page.Load += (_, _) => loads++;
        await page.Locator("input[name=env]").PressSequentiallyAsync("staging");
        await page.WaitForURLAsync("**/databases?repo=&env=staging");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        Assert.Equal("env", await page.EvaluateAsync<string>("() => document.activeElement.name"));
        Assert.Equal(0, loads);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
    }

    /// <summary>The pages of the large schema have the form of the small one's, and axe takes long over them.</summary>
    private static bool IsLarge(string path) => path.StartsWith("/schemas/warehouse", StringComparison.Ordinal);

    /// <summary>Lists the pages: those that are always there, and one database, deployment and failure each.</summary>
    private static async Task<List<string>> PathsAsync(IPage page)
    {
        var paths = new List<string>(Fixed);
        foreach (var (list, link) in new[]
        {
            ("/databases?env=staging", "tbody th a"), ("/migrations?outcome=PASSED", "tbody td:last-child a"),
            ("/migrations?outcome=FAILED", "tbody td:last-child a"), ("/migrations?outcome=BLOCKED", "tbody td:last-child a"),
        })
        {
            await page.GotoAsync(list);
            paths.Add(await page.Locator(link).First.GetAttributeAsync("href") ?? list);
        }

        return paths;
    }

    private static async Task<string?> ApiProblemAsync(IPage page, HttpClient api)
    {
        if (page.Url.EndsWith("/settings/tokens", StringComparison.Ordinal)) return null;
        var named = page.Locator("footer code");
        if (await named.CountAsync() != 1) return "it names no request of the API";
        var path = (await named.TextContentAsync() ?? "").Replace("GET ", "").Replace("{repo}", "shop");
        using var answer = await api.GetAsync(path);
        return answer.IsSuccessStatusCode ? null : $"{path} answers {(int)answer.StatusCode}";
    }
}
