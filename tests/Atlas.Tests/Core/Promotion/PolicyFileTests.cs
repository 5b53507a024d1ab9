using Atlas.Core.Promotion;
using Atlas.Hcl.Text;

namespace Atlas.Tests.Core.Promotion;

public sealed class PolicyFileTests
{
    private const string Whole = """
        promotion "production" {
          from            = ["staging"]
          soak            = "24h"
          require_tests   = true
          validations     = ["smoke"]
          require_plan    = true
          approvals       = 1
          verified_by     = "agent"
          verified_within = "1h"
          same_digest     = true
          allow_older     = true
          freeze {
            from = "2026-12-20T00:00:00Z"
            to   = "2027-01-02T00:00:00Z"
          }
        }

        """;

    [Fact]
    public void Every_attribute_is_read()
    {
        var rule = Assert.Single(Read(Whole).Rules);

        Assert.Equal(
            new PromotionRule(
                "production", ["staging"], TimeSpan.FromDays(1), true, ["smoke"], true, 1, "agent",
                TimeSpan.FromHours(1),
                [new(new(2026, 12, 20, 0, 0, 0, TimeSpan.Zero), new(2027, 1, 2, 0, 0, 0, TimeSpan.Zero))], true, true),
            rule);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        Assert.Equal(Whole, PolicyText.Write(Read(Whole)));
        Assert.Equal("promotion \"a\" {\n}\n", PolicyText.Write(Read("promotion \"a\" {}")));
        Assert.Equal("", PolicyText.Write(Read("")));
    }

    [Fact]
    public void Rules_and_lists_are_sorted_so_that_equal_policies_are_equal() => Assert.Equal(
        Read("promotion \"b\" { from = [\"y\", \"x\", \"y\"] }\npromotion \"a\" {}"),
        Read("promotion \"a\" {}\npromotion \"b\" { from = [\"x\", \"y\"] }"));

    [Theory]
    [InlineData("promotion \"p\" { form = [\"s\"] }", "policy.hcl:1,17-21", "Did you mean \"from\"?")]
    [InlineData("promotion { }", "policy.hcl:1", "A label for the environment is missing")]
    [InlineData("promotion \"p\" {}\npromotion \"p\" {}", "policy.hcl:2", "was already defined at policy.hcl:1")]
    [InlineData("env \"p\" {}", "policy.hcl:1", "A block can't be of type \"env\" here")]
    [InlineData("promotion \"p\" { from = [\"p\"] }", "policy.hcl:1", "can't be the source of itself")]
    [InlineData("promotion \"p\" {\n  soak = \"1h\"\n}", "policy.hcl:2", "set \"from\" as well")]
    [InlineData("promotion \"p\" {\n  from = [\"s\"]\n  soak = \"soon\"\n}", "policy.hcl:3", "\"soon\" is not a duration")]
    [InlineData("promotion \"p\" {\n  approvals = 1\n}", "policy.hcl:2", "set require_plan = true as well")]
    [InlineData("promotion \"p\" {\n  approvals = 1.5\n}", "policy.hcl:2", "is a whole number")]
    [InlineData("promotion \"p\" {\n  freeze {\n    from = \"2026-12-20\"\n    to = \"2027-01-02T00:00:00Z\"\n  }\n}", "policy.hcl:3", "is not a time with its zone")]
    [InlineData("promotion \"p\" {\n  freeze {\n    from = \"2026-12-20T00:00:00Z\"\n    to = \"2026-12-20T00:00:00Z\"\n  }\n}", "policy.hcl:2", "A freeze ends after it begins")]
    [InlineData("promotion \"p\" {\n  freeze {\n    from = \"2026-12-20T00:00:00Z\"\n  }\n}", "policy.hcl:2", "\"to\" must be set here")]
    [InlineData("promotion \"p\" {\n  verified_by = \"agent\"\n}", "policy.hcl:2", "set \"from\" as well")]
    public void A_mistake_is_named_with_its_place(string text, string place, string reason)
    {
        var problem = Assert.Throws<DiagnosticException>(() => Read(text));

        Assert.Contains(problem.Diagnostics, d => $"{d.Subject}".StartsWith(place, StringComparison.Ordinal) && d.Detail.Contains(reason));
    }

    [Fact]
    public void All_mistakes_are_named_at_once() =>
        Assert.Equal(2, Assert.Throws<DiagnosticException>(() => Read("promotion \"p\" {\n  soak = \"x\"\n  approvals = -1\n}")).Diagnostics.Count);

    private static PromotionPolicy Read(string text) => PolicyFile.Read(SourceText.From("policy.hcl", text));
}
