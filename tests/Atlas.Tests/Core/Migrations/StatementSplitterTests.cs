using System.Diagnostics;
using Atlas.Core.Migrations;
using Atlas.Hcl.Text;
using CsCheck;

namespace Atlas.Tests.Core.Migrations;

public sealed class StatementSplitterTests
{
    private static readonly SplitOptions Postgres = new() { DollarQuotes = true, BeginAtomic = true, EscapeStrings = true, NestedComments = true };
    private static readonly SplitOptions Sqlite = new() { BeginEnd = true, BracketIdentifiers = true };
    private static readonly SplitOptions MySql = new() { BeginEnd = true, BackslashEscapes = true, HashComments = true };

    [Theory]
    [InlineData("SELECT 1; SELECT 2", new[] { "SELECT 1", "SELECT 2" })]
    [InlineData(";; SELECT 1 ;\n;", new[] { "SELECT 1" })]
    [InlineData("", new string[0])]
    [InlineData("-- only a comment", new string[0])]
    [InlineData("SELECT ';', \";\"; SELECT 2", new[] { "SELECT ';', \";\"", "SELECT 2" })]
    [InlineData("SELECT 'it''s;'; x", new[] { "SELECT 'it''s;'", "x" })]
    [InlineData("SELECT $$;$$, $a$ $$;$b$; $a$; x", new[] { "SELECT $$;$$, $a$ $$;$b$; $a$", "x" })]
    [InlineData("SELECT $1; x", new[] { "SELECT $1", "x" })]
    [InlineData("SELECT E'\\';'; x", new[] { "SELECT E'\\';'", "x" })]
    [InlineData("SELECT '\\'; x", new[] { "SELECT '\\'", "x" })]
    [InlineData("SELECT a$b$; x$b$ ", new[] { "SELECT a$b$", "x$b$" })]
    [InlineData("a /* ; /* ; */ ; */ b; c", new[] { "a /* ; /* ; */ ; */ b", "c" })]
    [InlineData("a -- ;\n b; c", new[] { "a -- ;\n b", "c" })]
    [InlineData("f(a; b); c", new[] { "f(a; b)", "c" })]
    [InlineData("BEGIN; x; END; y", new[] { "BEGIN", "x", "END", "y" })]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END, CASE a WHEN 1 THEN 3 END; SELECT 1; END; x",
        new[] { "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END, CASE a WHEN 1 THEN 3 END; SELECT 1; END", "x" })]
    [InlineData("\uFEFFSELECT 1;\r\nSELECT 2;\r\n", new[] { "SELECT 1", "SELECT 2" })]
    public void Postgres_statements_end_where_the_database_ends_them(string text, string[] expected) =>
        Assert.Equal(expected, Texts(text, Postgres));

    [Theory]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON x BEGIN UPDATE y SET a = CASE WHEN 1 THEN 2 END; DELETE FROM z; END; SELECT 1",
        new[] { "CREATE TRIGGER t AFTER INSERT ON x BEGIN UPDATE y SET a = CASE WHEN 1 THEN 2 END; DELETE FROM z; END", "SELECT 1" })]
    [InlineData("CREATE TABLE [a;b] (\"begin\" int, begin int); x", new[] { "CREATE TABLE [a;b] (\"begin\" int, begin int)", "x" })]
    [InlineData("BEGIN TRANSACTION; x; COMMIT", new[] { "BEGIN TRANSACTION", "x", "COMMIT" })]
    public void SQLite_triggers_are_one_statement(string text, string[] expected) => Assert.Equal(expected, Texts(text, Sqlite));

    [Theory]
    [InlineData("DELIMITER //\nCREATE PROCEDURE p() SELECT 1; //\nDELIMITER ;\nSELECT 2; SELECT 3;", new[] { "CREATE PROCEDURE p() SELECT 1;", "SELECT 2", "SELECT 3" })]
    [InlineData("CREATE PROCEDURE p() BEGIN IF a THEN b; END IF; LOOP c; END LOOP; CASE d WHEN 1 THEN e; END CASE; END; x",
        new[] { "CREATE PROCEDURE p() BEGIN IF a THEN b; END IF; LOOP c; END LOOP; CASE d WHEN 1 THEN e; END CASE; END", "x" })]
    [InlineData("SELECT 'a\\';'; # it's\nx", new[] { "SELECT 'a\\';'", "x" })]
    public void MySQL_statements_end_where_its_client_ends_them(string text, string[] expected) => Assert.Equal(expected, Texts(text, MySql));

    [Theory]
    [InlineData("-- atlas:delimiter \\n\\n\n\nSELECT 1;\nSELECT 2;\n\nSELECT 3", new[] { "SELECT 1;\nSELECT 2;", "SELECT 3" })]
    [InlineData("-- atlas:delimiter GO\nSELECT CATEGOxGO, xGO GOx\nGO\nSELECT 2 GO", new[] { "SELECT CATEGOxGO, xGO GOx", "SELECT 2" })]
    [InlineData("-- atlas:delimiter -- end\nSELECT 1; -- not\n-- end\nSELECT 2", new[] { "SELECT 1; -- not", "SELECT 2" })]
    [InlineData("SELECT 1;\n-- atlas:delimiter X\nSELECT 2; SELECT 3", new[] { "SELECT 1", "SELECT 2", "SELECT 3" })]
    public void The_first_comments_of_a_file_can_set_the_delimiter(string text, string[] expected) => Assert.Equal(expected, Texts(text, Postgres));

    [Fact]
    public void Comments_right_before_a_statement_are_its_own()
    {
        var statements = StatementSplitter.Split("a.sql", """
            -- about the file

            -- first
            /* and more */
            SELECT 1; -- beside the first
            -- second
            SELECT 2;

            -- lost

            SELECT 3 -- inside
            ;
            """, Postgres);
        Assert.Equal(
            [("SELECT 1", 5, "-- first|/* and more */"), ("SELECT 2", 7, "-- second"), ("SELECT 3 -- inside", 11, "")],
            statements.Select(s => (s.Text, s.Line, string.Join('|', s.Comments))));
    }

    [Theory]
    [InlineData("SELECT 1; SELECT (a;", "Unclosed '('", 17)]
    [InlineData("ä SELECT 'a;", "Unclosed \"'\"", 10)]
    [InlineData("SELECT \"a;", "Unclosed '\"'", 7)]
    [InlineData("SELECT $x$ a;", "Unclosed '$x$'", 7)]
    [InlineData("SELECT 1 /* a;", "Unclosed '/*'", 9)]
    [InlineData("SELECT 1);", "Unexpected ')'", 8)]
    [InlineData("CREATE FUNCTION f() BEGIN ATOMIC x;", "Unclosed 'BEGIN'", 20)]
    public void What_is_not_closed_is_named_with_its_place(string text, string summary, int place)
    {
        var diagnostic = Assert.Single(Diagnostics(text));
        Assert.Equal((summary, place), (diagnostic.Summary, diagnostic.Subject!.Value.Start));
    }

    [Fact]
    public void Any_text_is_split_or_refused_and_nothing_but_blanks_and_marks_is_lost() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i])
            .Array[0, 40].Sample(parts =>
            {
                var text = string.Concat(parts);
                foreach (var options in new[] { Postgres, Sqlite, MySql })
                {
                    Assert.Equal(text, string.Concat(SqlLexerTokens(text, options)));
                    try
                    {
                        var at = 0;
                        foreach (var statement in StatementSplitter.Split("x", text, options))
                            at = text.IndexOf(statement.Text, at, StringComparison.Ordinal) is var found and >= 0
                                ? found + statement.Text.Length
                                : throw new InvalidOperationException($"{statement.Text} isn't in the text.");
                    }
                    catch (DiagnosticException)
                    {
                    }
                }
            }, iter: 2000);

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData(";")]
    [InlineData("(")]
    [InlineData("$")]
    [InlineData("$a")]
    [InlineData("/*")]
    [InlineData("-- x\n")]
    [InlineData("SELECT 'a' + f(1, \"b\"); ")]
    [InlineData("CREATE TRIGGER BEGIN ")]
    public void The_cost_is_linear(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000));
        var watch = Stopwatch.StartNew();
        try
        {
            _ = StatementSplitter.Split("x", text, Sqlite with { DollarQuotes = true, NestedComments = true });
        }
        catch (DiagnosticException)
        {
        }

        // A quadratic walk over so long a text takes minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    private static readonly string[] Pieces =
    [
        "SELECT", " ", "\n", ";", "'", "\"", "$$", "$a$", "(", ")", "--", "/*", "*/", "\\", "CREATE TRIGGER", "BEGIN", "END", "CASE", "E'",
        "[", "]", "é", "\n\n", "1e-5", "#", "DELIMITER x", "-- atlas:delimiter GO\n", "GO", "x",
    ];

    private static IEnumerable<string> Texts(string text, SplitOptions options) =>
        StatementSplitter.Split("a.sql", text, options).Select(s => s.Text);

    private static IReadOnlyList<Diagnostic> Diagnostics(string text)
    {
        try
        {
            _ = StatementSplitter.Split("a.sql", text, Postgres);
            return [];
        }
        catch (DiagnosticException thrown)
        {
            return thrown.Diagnostics;
        }
    }

    private static IEnumerable<string> SqlLexerTokens(string text, SplitOptions options) =>
        SqlLexer.Tokens(text, options).Select(t => text[t.Start..t.End]);
}
