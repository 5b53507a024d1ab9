using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.Properties.Generators;
using Atlas.Tests.TestDialect;
using CsCheck;

namespace Atlas.Tests.Properties;

public sealed class LintProperties
{
    private static readonly LintSettings Strict = new()
    {
        Naming = [.. from kind in (string[])["schema", "table", "column", "index", "foreign_key", "check"]
                     select new NamingConvention(kind, NamePattern.Parse("^never$", out _)!, null)],
        Ownership = new(["never"], ["*"]),
    };

    [Fact]
    public void Every_loss_is_found_once_and_every_finding_has_its_place_in_the_text() =>
        RealmGen.Pairs(Features.Everything).Sample(pair =>
        {
            var changes = Differ.Compare(pair.Current, pair.Desired, [], DiffPolicy.Default);
            var dialect = new PlainDialect();
            var plan = Planner.Plan(pair.Current, pair.Desired, changes, dialect, Naming.Qualified, DiffPolicy.Default, []);
            var pass = Pass.Of(plan, pair.Current, dialect);
            Assert.Equal(plan.Statements.Select(s => s.Sql), pass.Statements.Select(s => s.Span.Text));

            var report = Linter.Check(pass with { Settings = Strict });
            Assert.Equal(plan.Changes.OfType<DropSchema>().Count(), Count(report, "DS101"));
            Assert.Equal(plan.Changes.OfType<DropTable>().Count(), Count(report, "DS102"));
            Assert.Equal(plan.Changes.OfType<ModifyTable>().SelectMany(m => m.Changes.OfType<DropColumn>())
                .Count(d => d.Column.Generated is not { IsStored: false }), Count(report, "DS103"));
            Assert.DoesNotContain(report.Findings, f => !pass.Statements.Any(s => s.Holds(f.Span)));
            Assert.Equal(report, Linter.Check(pass with { Settings = Strict }));
        }, iter: 500);

    private static int Count(LintReport report, string code) => report.Findings.Count(f => f.Rule.Code == code);
}
