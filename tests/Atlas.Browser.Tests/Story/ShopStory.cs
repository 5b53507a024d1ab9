namespace Atlas.Browser.Tests.Story;

/// <summary>The story of a shop's schema: pushed by CI, tested, deployed to staging and production, refused, broken and
/// mended.</summary>
internal static class ShopStory
{
    public const string First = "20260602091500", Second = "20260604130000", Third = "20260608170000";

    public static async Task TellAsync(Company company)
    {
        await PushAsync(company, First, "v1.sql", 41, "the first tables");
        await ApplyAsync(company, "staging", "eu");
        await ApplyAsync(company, "staging", "us");
        await company.ByHandAsync(
            "staging_us.db", "INSERT INTO customers (id, email) VALUES (1, 'a@example.com'), (2, 'b@example.com')");
        await company.Atlas.RunAsync("schema", "test", "-u", "atlas://shop", "--dev-url", "sqlite://dev?mode=memory", "shop.test.hcl");
        await company.Atlas.RunAsync(
            "cloud", "validation", "report", "--repo", "shop", "--env", "staging", "--version", First, "--name", "smoke",
            "--status", "passed", "--url", "https://ci.example.com/runs/411");
        await ApplyAsync(company, "production", "eu");
        await ApplyAsync(company, "production", "us");

        await PushAsync(company, Second, "v2.sql", 44, "orders");
        await ProtectAsync(company, "policy.hcl");
        await company.Atlas.RefusedAsync("schema", "apply", "--env", "production", "--var", "database=eu", "--auto-approve");
        await ApplyAsync(company, "staging", "eu");
        await ApplyAsync(company, "staging", "us");
        await company.Atlas.RunAsync("schema", "test", "-u", "atlas://shop", "--dev-url", "sqlite://dev?mode=memory", "shop.test.hcl");
        await ApplyAsync(company, "production", "eu");
        await company.Atlas.RunAsync(
            "schema", "apply", "--env", "production", "--var", "database=eu", "--dry-run");

        await PlansAsync(company);
        await PushAsync(company, Third, "v3.sql", 48, "order lines, products, phones");
        await company.ByHandAsync("staging_us.db", "ALTER TABLE customers ADD COLUMN phone_by_hand text");
        await company.Atlas.RefusedAsync("agent", "--env", "staging", "--var", "database=us", "--once", "--token", company.Tokens["agent"]);
        await ApplyAsync(company, "staging", "eu");
        await company.Atlas.RunAsync("agent", "--env", "staging", "--var", "database=eu", "--once", "--token", company.Tokens["agent"]);
        await company.Atlas.RefusedAsync("schema", "apply", "--env", "production", "--var", "database=eu", "--auto-approve");
        await company.Atlas.RunAsync(
            "schema", "apply", "--env", "production", "--var", "database=us", "--to", $"atlas://shop?version={Second}",
            "--auto-approve", "--break-glass", "orders are refused until the table is there", "--token", company.Tokens["reviewer"]);
        await ProtectAsync(company, "stricter.hcl");
        await company.Atlas.RunAsync(
            "cloud", "version", "withdraw", "--repo", "shop", "--version", First, "--reason", "it lacks the orders", "--token",
            company.Tokens["reviewer"]);
        await FailAsync(company);
    }

    private static Task PushAsync(Company company, string version, string file, int pull, string description)
    {
        company.Atlas.Environment["ATLAS_CONTEXT"] = "";
        return company.Atlas.RunAsync(
            "schema", "push", "shop", "-u", $"file://{file}", "--dev-url", "sqlite://dev?mode=memory", "--version", version,
            "--tag", $"pr-{pull}", "--desc", description);
    }

    private static Task ApplyAsync(Company company, string env, string database) =>
        company.Atlas.RunAsync("schema", "apply", "--env", env, "--var", $"database={database}", "--auto-approve");

    private static Task ProtectAsync(Company company, string policy) => company.Atlas.RunAsync(
        "cloud", "repo", "policy", "apply", "--repo", "shop", "-f", policy, "--token", company.Tokens["reviewer"]);

    /// <summary>Pushes one plan that is approved, and one that waits.</summary>
    private static async Task PlansAsync(Company company)
    {
        await PlanAsync(company, "products", "v3.sql");
        await company.Atlas.RunAsync(
            "schema", "plan", "approve", "--url", "atlas://shop/plans/products", "--token", company.Tokens["reviewer"]);
        await PlanAsync(company, "drop-emails", "v4.sql");
    }

    public static Task PlanAsync(Company company, string name, string to) => company.Atlas.RunAsync(
        "schema", "plan", name, "--repo", "atlas://shop", "--from", $"atlas://shop?version={Second}", "--to", $"file://{to}",
        "--dev-url", "sqlite://dev?mode=memory", "--pending", "--auto-approve");

    /// <summary>A deployment of another repo that stops at its second statement.</summary>
    private static async Task FailAsync(Company company)
    {
        await File.WriteAllTextAsync(company.At("billing.sql"), "CREATE TABLE invoices (id integer NOT NULL PRIMARY KEY, number text);");
        await company.Atlas.RunAsync(
            "schema", "push", "billing", "-u", "file://billing.sql", "--dev-url", "sqlite://dev?mode=memory", "--version", "1");
        await File.WriteAllTextAsync(company.At("billing.hcl"), """
            env "production" {
              url = "sqlite://billing.db"
              schema {
                src = "atlas://billing"
                repo { report = true }
              }
            }
            """);
        await company.Atlas.RunAsync("schema", "apply", "-c", "file://billing.hcl", "--env", "production", "--auto-approve");
        await company.ByHandAsync("billing.db", "INSERT INTO invoices VALUES (1, 'a'), (2, 'a')");
        await File.WriteAllTextAsync(company.At("billing.sql"), """
            CREATE TABLE invoices (id integer NOT NULL PRIMARY KEY, number text);
            CREATE INDEX invoices_by_number ON invoices (number);
            CREATE UNIQUE INDEX invoices_number ON invoices (number);
            """);
        await company.Atlas.RunAsync(
            "schema", "push", "billing", "-u", "file://billing.sql", "--dev-url", "sqlite://dev?mode=memory", "--version", "2");
        await company.Atlas.RefusedAsync("schema", "apply", "-c", "file://billing.hcl", "--env", "production", "--auto-approve");
    }
}
