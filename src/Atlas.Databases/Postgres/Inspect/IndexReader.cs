using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes indexes of rows of <c>indexes.sql</c>.</summary>
internal static class IndexReader
{
    /// <summary>Returns the index, or null when a constraint owns it or the model doesn't hold it.</summary>
    /// <param name="rows">The rows, behind the columns that name the table.</param>
    /// <param name="table">The table or materialised view.</param>
    /// <param name="report">Takes what the model doesn't hold.</param>
    public static Index? Read(CatalogRows rows, ObjectName table, Report report)
    {
        var name = rows.Text();
        var isUnique = rows.Flag();
        rows.Flag();
        var constraint = rows.Letter();
        var (method, predicate) = (rows.Text(), rows.TextOrNull());
        var (nullsDistinct, comment) = (!rows.Flag(), rows.TextOrNull());
        var fullName = new ObjectName(table.Schema, name).ToString();
        var isInvalid = rows.Flag();
        foreach (var property in (string[])["index tablespace", "clustered index"])
        {
            if (rows.Flag()) report(property, fullName, []);
        }

        // Keys and unique constraints come with the constraints.
        if (constraint is not (' ' or 'x')) return null;
        var deferrable = ConstraintReader.Deferral(rows.FlagOrFalse(), rows.FlagOrFalse());
        var parameters = Parameters.Of(rows.Texts());
        if (isInvalid)
        {
            report("invalid index", fullName, []);
            return null;
        }

        var parts = Parts(rows.TextsOrNulls(), rows.TextsOrNulls(), rows.Integers(), rows.TextsOrNulls(),
            rows.TextsOrNulls(), rows.Texts());
        return new Index(name, parts)
        {
            IsUnique = isUnique,
            IsConstraint = constraint == 'x',
            Deferrable = deferrable,
            Parameters = parameters,
            Method = Method(method),
            Predicate = predicate,
            NullsDistinct = nullsDistinct,
            Include = rows.Texts().ToSeq(),
            Comment = comment,
        };
    }

    private static Seq<IndexPart> Parts(string?[] columns, string?[] expressions, int[] options, string?[] classes,
        string?[] collations, string[] operators) =>
        Enumerable.Range(0, columns.Length).Select(n => new IndexPart
        {
            Column = columns[n],
            Expression = expressions[n] is { } expression ? WithoutParentheses(expression) : null,
            IsDescending = (options[n] & 1) != 0,
            NullsFirst = (options[n] & 3) switch { 1 => false, 2 => true, _ => null },
            OperatorClass = classes[n],
            Collation = collations[n],
            Operator = operators.Length > n ? operators[n] : null,
        }).ToSeq();

    private static string? Method(string name) => name switch
    {
        "btree" => null,
        "brin" or "hash" or "gin" or "gist" or "spgist" => name.ToUpperInvariant(),
        _ => name,
    };

    /// <summary>Takes off the parentheses that stand around the whole expression.</summary>
    internal static string WithoutParentheses(string expression)
    {
        if (!expression.StartsWith('(') || !expression.EndsWith(')')) return expression;
        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < expression.Length; i++)
        {
            var c = expression[i];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c == '(') depth++;
            else if (c == ')' && --depth == 0 && i < expression.Length - 1) return expression;
        }

        return expression[1..^1];
    }
}
