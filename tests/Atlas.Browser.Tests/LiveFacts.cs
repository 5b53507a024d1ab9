using Atlas.Browser.Tests.Story;
using Microsoft.Playwright;

namespace Atlas.Browser.Tests;

public sealed class LiveFacts(Company company)
{
    [Fact]
    public async Task A_deployment_is_watched_statement_by_statement_until_it_ended()
    {
        await MeteringAsync();
        var page = await company.SignedInAsync("reader");
        await using var deployment = await company.Atlas.StartAsync(
            "schema", "apply", "-c", "file://metering.hcl", "--env", "production", "--auto-approve");
        var link = page.Locator("#running ~ ul a").First;
        for (var tries = 0; await link.CountAsync() == 0 && tries < 300; tries++)
        {
            await page.GotoAsync("/");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var reloads = 0;
        await link.ClickAsync();
        await page.WaitForSelectorAsync("[data-live]");
        page.Load += (_, _) => reloads++;
        await page.WaitForSelectorAsync("[data-live] .mark.good");
        await Assertions.Expect(page.Locator("[data-live] [role=status]")).ToContainTextAsync(" done; last heard of at ");
        Assert.Equal(0, reloads);
        await page.WaitForSelectorAsync("dd >> text=passed", new() { Timeout = 60_000 });
        Assert.Equal(0, await page.Locator("[data-live]").CountAsync());
        Assert.Equal(0, (await deployment.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Exit);
    }

    /// <summary>A table that is large enough for each of its new indexes to take a while.</summary>
    private async Task MeteringAsync()
    {
        const string Table = "CREATE TABLE readings (id integer NOT NULL PRIMARY KEY, meter text, place text, amount integer);\n";
        await File.WriteAllTextAsync(company.At("metering.hcl"), """
            env "production" {
              url = "sqlite://metering.db"
              schema {
                src = "atlas://metering"
                repo { report = true }
              }
            }
            """);
        foreach (var (version, sql) in new[]
        {
            ("1", Table),
            ("2", Table + string.Concat(Enumerable.Range(0, 8).Select(
                i => $"CREATE INDEX readings_{i} ON readings (meter, place, amount, id);\n"))),
        })
        {
            await File.WriteAllTextAsync(company.At("metering.sql"), sql);
            await company.Atlas.RunAsync(
                "schema", "push", "metering", "-u", "file://metering.sql", "--dev-url", "sqlite://dev?mode=memory", "--version", version);
            if (version != "1") continue;
            await company.Atlas.RunAsync("schema", "apply", "-c", "file://metering.hcl", "--env", "production", "--auto-approve");
            await company.ByHandAsync("metering.db", """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
                INSERT INTO readings SELECT i, hex(i * 7919 % 400009), hex(i), i FROM n
                """);
        }
    }
}
