using Atlas.Core.Lint;
using Atlas.Core.Lint.Rules;
using Atlas.Core.Model;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class RuleTests
{
    private static readonly Table Users = Table("users", Int("id"), Text("Name", isNullable: true)) with
    {
        Comment = "People",
        Indexes = [Index("by_name", "Name", "id")],
    };

    [Theory]
    [InlineData("name { eq = \"users\" }", true)]
    [InlineData("name { eq_fold = \"USERS\" }", true)]
    [InlineData("name { ne = \"users\" }", false)]
    [InlineData("name { in = [\"a\", \"users\"] }", true)]
    [InlineData("name { match = \"^u.*s$\" }", true)]
    [InlineData("comment { contains = \"eop\" }", true)]
    [InlineData("comment { contains = \"EOP\" }", false)]
    [InlineData("comment { contains_fold = \"EOP\" }", true)]
    [InlineData("comment { ne = null }", true)]
    [InlineData("primary_key { condition = contains(self.columns, \"id\") }", true)]
    [InlineData("schema { condition = self.name == \"public\" }", true)]
    [InlineData("condition = length(self.columns) == 2", true)]
    [InlineData("or {\nname { eq = \"x\" }\ncomment { eq = \"People\" }\n}", true)]
    [InlineData("and {\nname { eq = \"x\" }\ncomment { eq = \"People\" }\n}", false)]
    [InlineData("not {\nname { eq = \"x\" }\n}", true)]
    [InlineData("any {\ncolumn {\nnull { eq = true }\n}\n}", true)]
    [InlineData("all {\ncolumn {\nnull { eq = true }\n}\n}", false)]
    [InlineData("all {\nindex {\ncolumns { contains = \"id\" }\n}\n}", true)]
    [InlineData("predicate = predicate.table.known", true)]
    public void Conditions_hold_or_do_not(string condition, bool holds)
    {
        var rules = Read($$"""
            predicate "table" "known" {
              name { eq = "users" }
            }
            rule "schema" "r" {
              table {
                assert {
            {{condition}}
                  message = "No: ${self.name}."
                }
              }
            }
            """);
        Assert.Equal(holds ? [] : ["No: users."], Checked(rules).Select(f => f.Message));
    }

    [Fact]
    public void A_match_says_which_parts_are_meant_and_the_place_is_the_name()
    {
        var rules = Read("""
            rule "schema" "lower-case" {
              description = "Columns are lower case"
              error       = true
              table {
                match {
                  name { match = "^u" }
                }
                column {
                  match {
                    type { eq = "text" }
                  }
                  assert {
                    name { match = "^[a-z]+$" }
                  }
                }
              }
            }
            """);
        var finding = Assert.Single(Checked(rules));
        Assert.Equal("Column \"Name\" breaks the rule \"lower-case\".", finding.Message);
        Assert.Equal("\"Name\"", finding.Span.Text);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("Columns are lower case", finding.Rule.Title);
    }

    [Theory]
    [InlineData("rule \"table\" \"r\" {\n}", "Rules of the scope \"table\" are not supported")]
    [InlineData("predicate \"tabel\" \"p\" {\n}", "Did you mean \"table\"?")]
    [InlineData("variable \"v\" {\ntype = number\n}", "missing value for required variable \"v\"")]
    [InlineData("rule \"schema\" \"r\" {\ntable {\nassert {\ncondition = var.w\n}\n}\n}", "has no")]
    [InlineData("rule \"schema\" \"r\" {\ntabel {\n}\n}", "Did you mean \"table\"?")]
    [InlineData("rule \"schema\" \"r\" {\ntable {\nassert {\nname { eqq = 1 }\n}\n}\n}", "There is no operator \"eqq\". Did you mean \"eq\"?")]
    [InlineData("rule \"schema\" \"r\" {\ntable {\nassert {\npredicate = predicate.table.p\n}\n}\n}", "There is no predicate \"table\" \"p\".")]
    [InlineData("rule \"schema\" \"r\" {\ntable {\nassert {\ncondition = 1\n}\n}\n}", "A condition must be true or false.")]
    public void Mistakes_are_named(string text, string message) => Assert.Contains(message,
        Assert.Throws<DiagnosticException>(() => Checked(Read(text))).Message);

    private static RuleFile Read(string text) => 
        RuleFile.Read([SourceText.From("x.rule.hcl", text)], new Dictionary<string, Value>());

    // A value of the project beats the default; locals are computed of both.
    [Theory]
    [InlineData(null, 0)]
    [InlineData("2", 1)]
    public void Rules_read_variables_and_locals(string? given, int found)
    {
        const string Text = """
            variable "limit" {
              type    = number
              default = 50
            }
            locals {
              most = var.limit - 1
            }
            rule "schema" "few-columns" {
              table {
                assert {
                  condition = length(self.columns) <= local.most
                }
              }
            }
            """;
        var values = given is null ? [] : new Dictionary<string, Value> { ["limit"] = Value.String(given) };
        Assert.Equal(found, Checked(RuleFile.Read([SourceText.From("x.rule.hcl", Text)], values)).Count());
    }

    private static IEnumerable<Finding> Checked(RuleFile rules)
    {
        var realm = Realm(Postgres, Users);
        var source = SourceText.From("schema.hcl", Atlas.Core.Schemas.HclSchema.Print(realm, Postgres));
        return Linter.CheckSchema(new SchemaPlaces([source], false, Postgres).Pass(realm), rules).Findings
            .Where(f => f.Rule.Family.Name == "rules").ToList();
    }
}
