using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Schemas;
using Atlas.Hcl.Text;

namespace Atlas.Tests.Core.Schemas;

public sealed class StoredTests
{
    private static readonly Realm Realm = Documents.Read(
        """
        schema "s" {}
        table "t" {
          schema = schema.s
          column "ä" {
            type = text
          }
        }
        """);

    [Fact]
    public void A_document_has_one_spelling()
    {
        var fingerprint = Fingerprints.Of(Realm, true, ["b", "a"]);
        Assert.Equal(
            $$"""
            # atlas-schema 1 {"driver":"postgres","engine_major":"15","filters":["a","b"],"fingerprint":"{{fingerprint}}","format":1,"kinds":["table"],"scope":"schema"}
            table "t" {
              schema = schema.s
              column "ä" {
                null = false
                type = text
              }
            }
            schema "s" {
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(Document().ToBytes(TestDialect.Postgres)));
    }

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var bytes = Document().ToBytes(TestDialect.Postgres);
        var read = SchemaDocument.Read(bytes, Known);
        Assert.Equal(Realm, read.Realm);
        Assert.Equal(bytes, read.ToBytes(TestDialect.Postgres));
    }

    [Theory]
    [InlineData("# atlas-schema 1", "# atlas-schema 2", "The stored schema has format 2")]
    [InlineData("# atlas-schema 1", "# another", "This is not a stored schema")]
    [InlineData("\"kinds\"", "\"more\":1,\"kinds\"", "The manifest in the first line of the stored schema is damaged")]
    [InlineData("postgres", "oracle", "The stored schema is one of oracle")]
    [InlineData("null = false", "null = true", "The stored schema has the fingerprint")]
    [InlineData("type = text", "type = tekst", "The stored schema can't be read. stored schema:6")]
    public void A_changed_document_is_refused(string from, string to, string message)
    {
        var text = Encoding.UTF8.GetString(Document().ToBytes(TestDialect.Postgres));
        var failure = Assert.Throws<FailureException>(() => SchemaDocument.Read(Encoding.UTF8.GetBytes(text.Replace(from, to)), Known));
        Assert.StartsWith(message, failure.Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Throws<FailureException>(() => SchemaDocument.Read([0xff, 0xfe, 0x00], Known));

    [Theory]
    [InlineData("""password = "hunter2" """, "a password")]
    [InlineData("""options = { user = "u", password = "hunter2" }""", "a password")]
    [InlineData("""options = "host=h password=hunter2" """, "a connection string with a password")]
    [InlineData("""comment = "see postgres://u:hunter2@h/db" """, "a URL with a password")]
    [InlineData("""expr = "x <> 'redis://:hunter2@h'" """, "a URL with a password")]
    [InlineData("""default = sql("dblink('password=hunter2')")""", "a connection string with a password")]
    [InlineData("""as = "CREATE USER u PASSWORD 'hunter2'" """, "a password in SQL")]
    [InlineData("""default = "{\"password\": \"hunter2\"}" """, "a password")]
    public void A_password_is_found_and_never_shown(string attribute, string what)
    {
        var secret = Assert.Single(SecretScan.Find(SourceText.From("a.hcl", $"block \"ä\" {{\n  x = 1\n  {attribute}\n}}\n")));
        Assert.Equal((3, what), (secret.Place.Line, secret.What));
        Assert.StartsWith("a.hcl:3 holds ", secret.ToString());
        Assert.DoesNotContain("hunter2", secret.ToString());
    }

    [Theory]
    [InlineData("""password = var.password""")]
    [InlineData("""password = "${var.password}" """)]
    [InlineData("""password = "" """)]
    [InlineData("""comment = "see https://example.org:8080/password=" """)]
    [InlineData("""comment = "postgres://u:${var.p}@h/db" """)]
    [InlineData("""expr = "(length(password) > 8) AND (password <> 'x')" """)]
    [InlineData("""columns = [column.password]""")]
    public void What_is_no_password_is_left_alone(string attribute) =>
        Assert.Empty(SecretScan.Find(SourceText.From("a.hcl", $"column \"password\" {{\n  {attribute}\n}}\n")));

    private static SchemaDocument Document() =>
        new(new(1, "postgres", "15", true, ["table"], ["b", "a"], Fingerprints.Of(Realm, true, ["b", "a"])), Realm);

    private static Dialect? Known(string name) => name == "postgres" ? TestDialect.Postgres : null;
}
