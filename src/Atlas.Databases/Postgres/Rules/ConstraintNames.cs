using System.Text;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Names as the server makes them when none is given (<c>makeObjectName</c> and
/// <c>ChooseConstraintName</c>).</summary>
internal static class ConstraintNames
{
    private const int MostBytes = 63;

    /// <summary>Returns the name of a table's primary key.</summary>
    public static string PrimaryKey(string table) => Make(table, null, "pkey");

    /// <summary>Returns the name of a serial or identity column's sequence.</summary>
    public static string Sequence(string table, string column) => Make(table, column, "seq");

    /// <summary>Returns the name of the check that stands for NOT NULL for a moment; the server makes none such
    /// itself.</summary>
    public static string HasValue(string table, string column) => Make(table, column, "has_value");

    /// <summary>Returns the name of a check: with the column's name when it is about exactly one.</summary>
    /// <param name="table">The table; <see cref="Table.Checks"/> aren't looked at.</param>
    /// <param name="expression">The condition.</param>
    /// <param name="taken">Names that other constraints of the table have.</param>
    public static string Check(Table table, string expression, IReadOnlySet<string> taken)
    {
        var names = Identifiers.In(expression).Where(name => table.Column(name) is not null).Distinct().Take(2)
            .ToList();
        var column = names is [var only] ? only : null;
        var name = Make(table.Name, column, "check");
        for (var pass = 1; taken.Contains(name); pass++) name = Make(table.Name, column, "check" + pass);
        return name;
    }

    private static string Make(string first, string? second, string label)
    {
        var room = MostBytes - Encoding.UTF8.GetByteCount(label) - 1 - (second is null ? 0 : 1);
        var firstBytes = Encoding.UTF8.GetByteCount(first);
        var secondBytes = second is null ? 0 : Encoding.UTF8.GetByteCount(second);
        while (firstBytes + secondBytes > room)
        {
            if (firstBytes > secondBytes) firstBytes--;
            else secondBytes--;
        }

        return second is null
            ? $"{Clip(first, firstBytes)}_{label}"
            : $"{Clip(first, firstBytes)}_{Clip(second, secondBytes)}_{label}";
    }

    /// <summary>Returns as many whole characters as fit.</summary>
    private static string Clip(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
