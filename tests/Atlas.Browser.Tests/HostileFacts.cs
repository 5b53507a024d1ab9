using Atlas.Browser.Tests.Browsing;
using Atlas.Browser.Tests.Story;

namespace Atlas.Browser.Tests;

/// <summary>Names, branches and messages that want to be scripts, pushed and deployed for real.</summary>
public sealed class HostileFacts(Company company)
{
    private const string Evil = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";

    [Fact]
    public async Task Nothing_that_a_schema_or_a_deployment_carries_runs_on_any_page()
    {
        await PushAsync();
        var page = await company.SignedInAsync("reviewer");
        var watched = new Watched(page);
        await page.GotoAsync("/databases?repo=hostile");
        var database = await page.Locator("tbody th a").First.GetAttributeAsync("href") ?? "";
        await page.GotoAsync("/migrations?repo=hostile");
        var deployment = await page.Locator("tbody td:last-child a").First.GetAttributeAsync("href") ?? "";
        var evil = Uri.EscapeDataString(Evil);
        foreach (var path in new[]
        {
            "/", "/schemas", "/schemas/hostile", "/schemas/hostile/versions/1", $"/schemas/hostile/versions/1?table={evil}",
            "/schemas/hostile/versions/1?view=hcl", "/schemas/hostile/versions/1?view=sql",
            $"/schemas/hostile/versions/1?view=diagram#{evil}", "/schemas/hostile/compare?from=1&to=2",
            "/schemas/hostile/trace?version=1", "/plans", "/schemas/hostile/plans/p", database, deployment,
            $"/databases?repo={evil}&env={evil}", $"/migrations?repo={evil}&outcome={evil}", $"/audit?actor={evil}", "/audit",
            $"/schemas/{evil}", $"/sign-in?then={evil}",
        })
        {
            await page.GotoAsync(path);
            if (path.Contains("diagram") || path.Contains("compare")) await page.WaitForSelectorAsync(".drawn svg");
            Assert.True(await page.EvaluateAsync<bool>("() => window.hacked === undefined"), path);
            Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        }

        Assert.DoesNotContain("dialog", watched.Complaints);
    }

    private async Task PushAsync()
    {
        const string Quoted = "\"" + Evil + "\"";
        var table = $"CREATE TABLE {Quoted} ({Quoted} integer NOT NULL PRIMARY KEY, kind text DEFAULT '{Evil}', " +
            $"CONSTRAINT {Quoted} CHECK (kind <> '{Evil}'));\n";
        await File.WriteAllTextAsync(company.At("hostile.sql"), table);
        string[] push = ["schema", "push", "hostile", "-u", "file://hostile.sql", "--dev-url", "sqlite://dev?mode=memory"];
        var context = $$"""{"repo":"{{Evil}}","branch":"{{Evil}}","commit":"{{Evil}}","url":"javascript:alert(1)","username":"{{Evil}}"}""";
        await company.Atlas.RunAsync([.. push, "--version", "1", "--desc", Evil, "--context", context]);
        await File.WriteAllTextAsync(company.At("hostile.hcl"), $$"""
            env "production" {
              url = "sqlite://hostile.db"
              schema {
                src = "atlas://hostile?version=1"
                repo { report = true }
              }
              check "schema_apply" {
                deny "never" {
                  condition = self.planned_migration.target_version == "2"
                  message   = "{{Evil}}"
                }
              }
            }
            """);
        string[] apply = ["schema", "apply", "-c", "file://hostile.hcl", "--env", "production", "--auto-approve"];
        await company.Atlas.RunAsync([.. apply, "--context", context]);
        await File.WriteAllTextAsync(company.At("hostile.sql"), table + $"CREATE INDEX \"i{Evil}\" ON {Quoted} (kind);\n");
        await company.Atlas.RunAsync([.. push, "--version", "2"]);
        await company.Atlas.RefusedAsync([.. apply, "--to", "atlas://hostile?version=2"]);
        await company.Atlas.RunAsync(
            "schema", "plan", "p", "--repo", "atlas://hostile", "--from", "atlas://hostile?version=1", "--to",
            "atlas://hostile?version=2", "--dev-url", "sqlite://dev?mode=memory", "--pending", "--context", context);
        await company.Atlas.RunAsync(
            "schema", "plan", "comment", "--url", "atlas://hostile/plans/p", "--line", "1", "--text", Evil);
    }
}
