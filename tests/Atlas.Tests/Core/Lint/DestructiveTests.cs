using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Hcl.Text;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class DestructiveTests
{
    private static readonly Table Users = Table("users", Int("id"), Text("name"), Text("note", isNullable: true));

    [Fact]
    public void A_dropped_schema_is_found_at_its_name() => Assert.Equal(
        ["DS101 at \"old\": Schema \"old\" is dropped."],
        Plan(Postgres, Realm(Postgres).With(new Schema("old")), Realm(Postgres)));

    [Fact]
    public void A_dropped_table_is_found_at_its_name()
    {
        Assert.Equal(["DS102 at \"users\": Table \"users\" is dropped with its rows."],
            Plan(Postgres, Realm(Postgres, Users), Realm(Postgres)));
        Assert.Equal(["DS102 at `users`: Table \"users\" is dropped with its rows."],
            Plan(Sqlite, Realm(Sqlite, Users), Realm(Sqlite)));
    }

    [Fact]
    public void A_dropped_column_is_found_even_when_it_is_called_as_its_table()
    {
        var table = Users with { Columns = [.. Users.Columns, Text("users", isNullable: true)] };
        var report = Report(Postgres, Realm(Postgres, table), Realm(Postgres, Users));
        var finding = Assert.Single(report.Findings);
        Assert.Equal("Column \"users\" of table \"users\" is dropped with its values.", finding.Message);
        Assert.Equal("""ALTER TABLE "users" DROP COLUMN """,
            report.Source.LineAt(finding.Line)[..(finding.Span.Source.PositionAt(finding.Span.Start).Column - 1)]);
    }

    [Fact]
    public void A_dropped_column_is_found_where_the_table_is_built_anew() => Assert.Equal(
        ["DS103", "AT107"], Codes(Sqlite, Realm(Sqlite, Users),
            Realm(Sqlite, Users with { Columns = [Int("id"), Text("name")], Checks = [new Check("c", "id > 0")] })));

    [Fact]
    public void A_computed_column_that_is_not_stored_has_no_values_to_lose() => Assert.Empty(
        Codes(Sqlite, Realm(Sqlite, Users with
        {
            Columns = [.. Users.Columns, Int("twice", isNullable: true) with { Generated = new Generated("id * 2", false) }],
        }), Realm(Sqlite, Users)));

    [Fact]
    public void Destructive_changes_are_errors_with_a_fix()
    {
        var finding = Assert.Single(Report(Sqlite, Realm(Sqlite, Users), Realm(Sqlite)).Findings);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("Add a pre-migration check to ensure table \"users\" is empty before dropping it",
            Assert.Single(finding.Fixes).Message);
    }

    [Fact]
    public void Settings_turn_errors_into_warnings_and_skip_codes()
    {
        var (from, to) = (Realm(Sqlite, Users), Realm(Sqlite));
        var mild = new LintSettings { Families = [new("destructive", Severity.Warning)] };
        Assert.False(Report(Sqlite, from, to, mild).HasErrors);
        Assert.True(Report(Sqlite, from, to, mild with { Codes = [new("DS102", Severity.Error)] }).HasErrors);
        Assert.Empty(Codes(Sqlite, from, to, new LintSettings { Skipped = ["DS102"] }));
    }
}
