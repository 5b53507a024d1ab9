using System.Text;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>A statement of linted SQL, with its place and its words.</summary>
public sealed class LintStatement
{
    private static readonly string[] Fillers = ["IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY"];

    private readonly List<SqlToken> tokens;

    /// <summary>Makes a statement.</summary>
    /// <param name="sql">The statement without its delimiter.</param>
    /// <param name="span">Its place in the text.</param>
    /// <param name="comments">The comments right before it, with their marks.</param>
    /// <param name="options">What the dialect's SQL looks like.</param>
    public LintStatement(string sql, Span span, Seq<string> comments, SplitOptions options)
    {
        (Sql, Span, NoLint) = (sql, span, NoLintDirective.In(comments));
        Asserts = [.. NoLintDirective.WordsOf("atlas:assert", comments).SelectMany(w => w)];
        tokens = [.. SqlLexer.Tokens(sql, options).Where(t =>
            t.Kind is not (SqlTokenKind.Space or SqlTokenKind.LineComment or SqlTokenKind.BlockComment))];
    }

    /// <summary>Gets the statement without its delimiter.</summary>
    public string Sql { get; }

    /// <summary>Gets its place in the text.</summary>
    public Span Span { get; }

    /// <summary>Gets what the comments right before it keep silent.</summary>
    public NoLintDirective NoLint { get; }

    /// <summary>Gets the codes that <c>-- atlas:assert</c> right before it names: it is asked before anything runs, and
    /// must be true.</summary>
    public Seq<string> Asserts { get; }

    /// <summary>Returns whether a place is in it.</summary>
    public bool Holds(Span place) =>
        Span.Source == place.Source && Span.Start <= place.Start && place.Start < Span.End;

    /// <summary>Returns whether words, unquoted and in any case, stand one after another somewhere in it.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        for (var at = 0; at + words.Length <= tokens.Count; at++)
            if (SaysAt(at, words)) return true;
        return false;
    }

    /// <summary>Returns whether it begins with words, unquoted and in any case.</summary>
    public bool Begins(params ReadOnlySpan<string> words) => words.Length <= tokens.Count && SaysAt(0, words);

    /// <summary>Returns the names that stand behind a word, each whole with its schema: <c>a.b</c> gives two.</summary>
    /// <remarks>Words that may stand between, such as IF EXISTS, are skipped.</remarks>
    public IEnumerable<Seq<string>> NamesAfter(string word)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!SaysAt(at, [word])) continue;
            var name = new List<string>();
            for (var next = Unfilled(at + 1); next < tokens.Count && NameAt(next) is { } part; next += 2)
            {
                name.Add(part);
                if (next + 1 >= tokens.Count || Text(next + 1) != ".") break;
            }

            if (name.Count > 0) yield return [.. name];
        }
    }

    /// <summary>Returns whether a name stands in it somewhere, quoted or not.</summary>
    public bool Mentions(string name) =>
        Enumerable.Range(0, tokens.Count).Any(i => NameAt(i) is { } n && n.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the place of a name, the one behind a word such as COLUMN before any other; null when the
    /// statement doesn't hold it.</summary>
    /// <param name="name">The name without quotes.</param>
    /// <param name="after">The word in capitals.</param>
    /// <param name="isBehind">Whether the word really stands before it.</param>
    public Span? Place(string name, string after, out bool isBehind)
    {
        var places = Enumerable.Range(0, tokens.Count).Where(i => NameAt(i) is { } n && IsSame(n, name, i)).ToList();
        var best = places.FindIndex(i => IsBehind(i, after));
        isBehind = best >= 0;
        if (places.Count == 0) return null;
        // The name right behind TABLE or ON is the table's, which may be called the same.
        var other = places.FindIndex(i => !IsBehind(i, "TABLE") && !IsBehind(i, "ON"));
        var token = tokens[places[isBehind ? best : Math.Max(other, 0)]];
        var start = Span.Start + Encoding.UTF8.GetByteCount(Sql.AsSpan(0, token.Start));
        return Span with { Start = start, End = start + Encoding.UTF8.GetByteCount(Text(token)) };
    }

    private bool IsBehind(int at, string word)
    {
        var before = at - 1;
        while (before >= 1 && Text(before) == ".") before -= 2;
        while (before >= 0 && tokens[before].Kind == SqlTokenKind.Word
            && Fillers.Contains(Text(before), StringComparer.OrdinalIgnoreCase)) before--;
        return before >= 0 && SaysAt(before, [word]);
    }

    private int Unfilled(int at)
    {
        while (at < tokens.Count && tokens[at].Kind == SqlTokenKind.Word
            && Fillers.Contains(Text(at), StringComparer.OrdinalIgnoreCase)) at++;
        return at;
    }

    private bool SaysAt(int at, ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
            if (tokens[at + i].Kind != SqlTokenKind.Word
                || !Text(at + i).Equals(words[i], StringComparison.OrdinalIgnoreCase)) return false;
        return true;
    }

    private bool IsSame(string written, string name, int at) => tokens[at].Kind == SqlTokenKind.Word
        ? written.Equals(name, StringComparison.OrdinalIgnoreCase) : written == name;

    private string? NameAt(int at) => tokens[at].Kind switch
    {
        SqlTokenKind.Word => Text(at),
        SqlTokenKind.QuotedName when Text(at) is ['[', .. var inner, ']'] => inner,
        SqlTokenKind.QuotedName when Text(at) is [var quote, .. var inner, _] =>
            inner.Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal),
        _ => null,
    };

    private string Text(int at) => Text(tokens[at]);

    private string Text(SqlToken token) => Sql[token.Start..token.End];
}
