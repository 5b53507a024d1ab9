using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes CREATE SEQUENCE and ALTER SEQUENCE.</summary>
internal static class SequenceWriter
{
    public static string Create(string name, Sequence sequence, Names names)
    {
        var options = sequence.Options;
        return $"CREATE SEQUENCE {name} AS {names.Type(sequence.Type)}"
            + Option("START WITH", options.Start) + Option("INCREMENT BY", options.Increment)
            + Option("MINVALUE", options.Minimum) + Option("MAXVALUE", options.Maximum)
            + Option("CACHE", options.Cache) + (options.IsCycle ? " CYCLE" : "")
            + (sequence.Owner is { } owner ? $" OWNED BY {Owner(owner, names)}" : "");
    }

    /// <summary>Returns the statement that leads from one to the other; none when they mean the same. One that turns its
    /// direction starts anew, since its position lies outside of its new range.</summary>
    public static IEnumerable<string> Alter(string name, Sequence from, Sequence to, Names names)
    {
        var (before, after) = (Sequences.Of(from.Options, from.Type), Sequences.Of(to.Options, to.Type));
        var isOther = from.Type != to.Type;
        var options = (isOther ? $" AS {names.Type(to.Type)}" : "")
            + Option("INCREMENT BY", before.Increment != after.Increment ? after.Increment : null)
            // The server moves bounds with the type, but not as they are wanted.
            + Option("MINVALUE", isOther || before.Minimum != after.Minimum ? after.Minimum : null)
            + Option("MAXVALUE", isOther || before.Maximum != after.Maximum ? after.Maximum : null)
            + Option("START WITH", before.Start != after.Start ? after.Start : null)
            + (before.Increment < 0 != after.Increment < 0 ? " RESTART" : "")
            + Option("CACHE", before.Cache != after.Cache ? after.Cache : null)
            + (before.IsCycle == after.IsCycle ? "" : after.IsCycle ? " CYCLE" : " NO CYCLE")
            + (from.Owner == to.Owner ? "" : $" OWNED BY {(to.Owner is { } owner ? Owner(owner, names) : "NONE")}");
        return options.Length == 0 ? [] : [$"ALTER SEQUENCE {name}{options}"];
    }

    private static string Option(string word, long? value) =>
        value is { } number ? $" {word} {ColumnWriter.Number(number)}" : "";

    private static string Owner(ColumnName owner, Names names) =>
        $"{names.Of(owner.Table.Schema, owner.Table.Name)}.{Quoting.Name(owner.Column)}";
}
