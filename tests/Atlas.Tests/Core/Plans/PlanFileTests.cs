using Atlas.Core.Dialects;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Hcl.Text;
using CsCheck;

namespace Atlas.Tests.Core.Plans;

public sealed class PlanFileTests
{
    private static readonly Fingerprint From = new("vJYpErjN4kWJpw4nRaJcEX3xx/jExj4a05Ll3Y7gXr4=");
    private static readonly Fingerprint To = new("8KbXr9s4Dq9t6Jp1oQ5M0h0V3mTn1uYpQ2yYb5y2n0E=");

    [Fact]
    public void A_plan_is_written_as_people_write_it() => Assert.Equal(
        """
        plan "add_email" {
          from      = "vJYpErjN4kWJpw4nRaJcEX3xx/jExj4a05Ll3Y7gXr4="
          to        = "8KbXr9s4Dq9t6Jp1oQ5M0h0V3mTn1uYpQ2yYb5y2n0E="
          migration = <<-SQL
          -- Add email
          ALTER TABLE users
            ADD COLUMN email text;
          SQL
        }

        """,
        new PlanFile("add_email", From, To, "-- Add email\nALTER TABLE users\n  ADD COLUMN email text;\n").Write());

    [Theory]
    [InlineData("SELECT 1;")]
    [InlineData("SELECT '${x}', '%{y}', \"q\\\";\n")]
    [InlineData("  all\n  indented\n")]
    [InlineData("a\n\n\nb\n\n")]
    [InlineData("SQL\n")]
    [InlineData("a\n  SQL\nb\n")]
    [InlineData("a\r\nb\t\n")]
    [InlineData("")]
    [InlineData("größe 🐘\n")]
    public void What_is_written_reads_back_the_same(string migration)
    {
        var plan = new PlanFile("p", From, To, migration);

        Assert.Equal(plan, PlanFile.Read(SourceText.From("p.plan.hcl", plan.Write())));
    }

    [Fact]
    public void Any_text_reads_back_the_same() => Gen.String[Gen.Char["ab ${}%\"\\\n\tSQL<-;"], 0, 60].Sample(migration =>
    {
        var plan = new PlanFile("p", From, To, migration);
        return PlanFile.Read(SourceText.From("p.plan.hcl", plan.Write())) == plan;
    });

    [Theory]
    [InlineData("plan \"a\" {\n  from = \"x\"\n  to = \"y\"\n}\n", "migration")]
    [InlineData("plan \"a\" {\n  from = \"x\"\n  to = \"y\"\n  migration = \"z\"\n  other = 1\n}\n", "other")]
    [InlineData("plan \"a\" {\n  from = null\n  to = \"y\"\n  migration = \"z\"\n}\n", "\"from\" is null")]
    [InlineData("", "plan")]
    public void What_is_wrong_with_a_file_is_named(string text, string what) =>
        Assert.Contains(what, string.Join('\n', Assert.Throws<DiagnosticException>(
            () => PlanFile.Read(SourceText.From("p.plan.hcl", text))).Diagnostics.Select(d => $"{d.Summary} {d.Detail}")));

    [Fact]
    public void A_plan_that_starts_elsewhere_is_refused_with_both_hashes()
    {
        var refusal = Assert.Throws<AbortException>(() => new PlanFile("p", From, To, "").EnsureLeads(To, To));

        Assert.StartsWith("The plan \"From\" hash does not match the current state hash (passed with --from):\n\n", refusal.Message);
        Assert.Contains($"  - {From} (plan value)\n  + {To} (current hash)\n", refusal.Message);
    }
}
