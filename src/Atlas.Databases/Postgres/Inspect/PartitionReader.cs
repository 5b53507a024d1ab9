using System.Globalization;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Reads how tables are spread over partitions, from the server's own spelling.</summary>
internal static class PartitionReader
{
    /// <summary>Reads which rows a partition holds; null for the default partition.</summary>
    /// <param name="bound">Such as <c>FOR VALUES FROM ('2027-01-01') TO (MAXVALUE)</c>.</param>
    public static PartitionRows? Rows(string bound)
    {
        if (bound == "DEFAULT") return null;
        var lists = Lists(bound);
        if (bound.StartsWith("FOR VALUES FROM", StringComparison.Ordinal)) return new RangeRows(lists[0], lists[1]);
        if (bound.StartsWith("FOR VALUES IN", StringComparison.Ordinal)) return new ListRows(lists[0]);
        var numbers = lists[0].Select(n => long.Parse(n[(n.IndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).ToList();
        return new HashRows(numbers[0], numbers[1]);
    }

    /// <summary>Reads how rows are spread.</summary>
    /// <param name="strategy">r, l or h.</param>
    /// <param name="columns">The columns in order, null for an expression.</param>
    /// <param name="expressions">The expressions with commas between them; null for none.</param>
    public static Partitioning Spread(char strategy, string?[] columns, string? expressions)
    {
        var texts = new Queue<string>(expressions is null ? [] : Split(expressions));
        return new Partitioning(
            strategy switch { 'r' => "RANGE", 'l' => "LIST", _ => "HASH" },
            columns.Select(c => c is not null
                ? new IndexPart { Column = c }
                : new IndexPart { Expression = IndexReader.WithoutParentheses(texts.Dequeue()) }).ToSeq());
    }

    // The lists between parentheses that stand outside of quotes.
    private static List<Seq<string>> Lists(string text)
    {
        var lists = new List<Seq<string>>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i = Next(text, i))
        {
            if (text[i] == '(' && depth++ == 0) start = i + 1;
            else if (text[i] == ')' && --depth == 0) lists.Add(Split(text[start..i]).ToSeq());
        }

        return lists;
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i = Next(text, i))
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')') depth--;
            else if (text[i] == ',' && depth == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }

    // The place behind a character, or behind the quoted text that it begins.
    private static int Next(string text, int at)
    {
        if (text[at] is not ('\'' or '"')) return at + 1;
        var end = text.IndexOf(text[at], at + 1);
        return end < 0 ? text.Length : end + 1;
    }
}
