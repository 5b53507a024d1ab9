using Atlas.Core.Dialects;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Plans;

/// <summary>The SQL of a plan, read: directives, assertions and statements.</summary>
/// <remarks>
/// Directives of the whole plan stand in its header, comments that an empty line ends: <c>-- atlas:txmode none</c>,
/// <c>-- atlas:delimiter X</c>, <c>-- atlas:assert oneof</c>, <c>-- atlas:nolint …</c>. <c>-- atlas:assert</c> right
/// above a query makes it an assertion.
/// </remarks>
/// <param name="Statements">The statements, in order; at least one.</param>
public sealed record PlanSql(Seq<Statement> Statements)
{
    private const string Marker = "-- atlas:";

    private static readonly string[] TransactionWords =
        ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"];

    /// <summary>Gets the queries that must answer true before the first statement runs; may be empty.</summary>
    public Seq<Statement> Assertions { get; init; } = [];

    /// <summary>Gets whether one true assertion is enough; else all must be.</summary>
    public bool IsOneAssertionEnough { get; init; }

    /// <summary>Gets whether the statements run one by one, without a transaction around them.</summary>
    public bool IsWithoutTransaction { get; init; }

    /// <summary>Reads the SQL of a plan.</summary>
    /// <param name="name">The plan's name, for messages.</param>
    /// <param name="migration">The SQL.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    /// <exception cref="FailureException">It holds no statement, a directive that isn't known or stands at the wrong
    /// place, or one that begins or ends a transaction.</exception>
    public static PlanSql Read(string name, string migration, SplitOptions options)
    {
        var header = Header(migration);
        foreach (var directive in header.Where(d => d.Name is not ("txmode" or "delimiter" or "assert" or "nolint")))
            throw Misplaced(name, 1, directive.Name, header: true);
        var isWithoutTransaction = header.FirstOrDefault(d => d.Name == "txmode")?.Value switch
        {
            null or "file" => false,
            "none" => true,
            var mode => throw new FailureException($"plan \"{name}\": unknown txmode \"{mode}\": it is file or none."),
        };
        var (assertions, statements) = (new List<Statement>(), new List<Statement>());
        foreach (var part in StatementSplitter.Split(name, migration, options))
        {
            var directives = part.Comments.Select(Directive.Read).OfType<Directive>().ToList();
            if (directives.Find(d => d.Name is not ("assert" or "nolint" or "delimiter")) is { } misplaced)
                throw Misplaced(name, part.Line, misplaced.Name, header: false);
            var isAssertion = directives.Exists(d => d.Name == "assert");
            if (isAssertion && statements.Count > 0)
                throw new FailureException(
                    $"plan \"{name}\", line {part.Line}: assertions are asked before the first statement, and this " +
                        "one stands behind it. Move it up.");
            if (TransactionWords.Contains(FirstWord(part.Text, options)))
                throw new FailureException(
                    $"plan \"{name}\", line {part.Line}: {FirstWord(part.Text, options)} begins or ends a " +
                        "transaction. Leave it out: a plan runs in one transaction, and with -- atlas:txmode none in " +
                        "its header in none.");
            (isAssertion ? assertions : statements).Add(new Statement(part.Text, Comment(part))
            { IsOutsideTransaction = isWithoutTransaction });
        }

        return statements.Count == 0
            ? throw new FailureException($"plan \"{name}\" holds no statement.")
            : new PlanSql([.. statements])
            {
                Assertions = [.. assertions],
                IsOneAssertionEnough = header.Any(d => d is { Name: "assert", Value: "oneof" }),
                IsWithoutTransaction = isWithoutTransaction,
            };
    }

    /// <summary>Returns whether the answer to an assertion is one true value.</summary>
    public static bool IsTrue(Seq<Seq<string?>> answer) =>
        answer is [[{ } value]] && value.ToUpperInvariant() is ("T" or "TRUE" or "1");

    /// <summary>Writes the SQL of a computed plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directives">What else its header says, such as <c>atlas:nolint destructive</c>.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    public static string Write(Plan plan, Seq<string> directives, SplitOptions options)
    {
        var body = PlanText.Of(plan, options);
        foreach (var directive in directives.Where(d => !d.StartsWith("atlas:", StringComparison.Ordinal)))
            throw new FailureException(
                $"--directive \"{directive}\" is none: it begins with atlas:, as in \"atlas:txmode none\"");
        if (directives.IsEmpty) return body;
        var header = string.Concat(directives.Select(d => $"-- {d}\n"));
        return body.StartsWith(Marker, StringComparison.Ordinal) ? header + body : $"{header}\n{body}";
    }

    /// <summary>Returns the directives, with their line ends, that stand before the text of a computed plan; null when a
    /// text is another one.</summary>
    public static string? HeaderBefore(Plan plan, string migration, SplitOptions options)
    {
        var body = PlanText.Of(plan, options);
        if (!migration.EndsWith(body, StringComparison.Ordinal)) return null;
        var header = migration[..^body.Length];
        var isOfDirectives = header.Split('\n')
            .All(l => l.Length == 0 || l.StartsWith(Marker, StringComparison.Ordinal));
        // Without an empty line between them a directive is one of the first statement.
        return isOfDirectives && (header.Length == 0 || header.EndsWith("\n\n", StringComparison.Ordinal)
            || body.StartsWith(Marker, StringComparison.Ordinal)) ? header : null;
    }

    private static List<Directive> Header(string migration)
    {
        var lines = migration.TrimStart('\uFEFF').Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var header = lines.SkipWhile(string.IsNullOrWhiteSpace)
            .TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal)).ToList();
        var next = lines.SkipWhile(string.IsNullOrWhiteSpace).Skip(header.Count).FirstOrDefault();
        return string.IsNullOrWhiteSpace(next) ? [.. header.Select(Directive.Read).OfType<Directive>()] : [];
    }

    private static FailureException Misplaced(string name, int line, string directive, bool header) => new(
        directive is "txmode"
            ? $"plan \"{name}\", line {line}: the directive atlas:txmode must stand in the header, which an empty " +
                "line ends."
            : $"plan \"{name}\", line {line}: there is no directive atlas:{directive} for a " +
                $"{(header ? "plan" : "statement")}. Known are txmode, delimiter, assert and nolint.");

    private static string FirstWord(string sql, SplitOptions options) =>
        SqlWords.Of(sql, options).FirstOrDefault() ?? "";

    /// <summary>What a statement does, by the comments above it; else where it stands.</summary>
    private static string Comment(SqlText part)
    {
        var text = string.Join(' ',
            part.Comments.Where(c => Directive.Read(c) is null).Select(Bare).Where(c => c.Length > 0));
        return text.Length == 0 ? $"statement of line {part.Line}"
            : text.Length > 1 && char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }

    private static string Bare(string comment) => comment.StartsWith("--", StringComparison.Ordinal)
        ? comment[2..].Trim() : comment.TrimStart('/', '*').TrimEnd('/', '*').ReplaceLineEndings(" ").Trim();

    private sealed record Directive(string Name, string Value)
    {
        public static Directive? Read(string comment)
        {
            if (!comment.StartsWith(Marker, StringComparison.Ordinal)) return null;
            var text = comment[Marker.Length..].Trim();
            var blank = text.IndexOf(' ');
            return blank < 0 ? new(text, "") : new(text[..blank], text[(blank + 1)..].Trim());
        }
    }
}
