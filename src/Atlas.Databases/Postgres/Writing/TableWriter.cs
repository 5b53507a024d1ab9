using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes CREATE TABLE, DROP TABLE and the renaming of tables.</summary>
internal static class TableWriter
{
    public static IEnumerable<Statement> Add(AddTable change, Names names)
    {
        var (schema, table) = (change.Schema, change.Table);
        var own = new ObjectName(schema, table.Name);
        var late = table.ForeignKeys.Where(f => f.References == own && !HasKey(table, f.ReferencedColumns)).ToList();
        IEnumerable<string> parts =
        [
            .. table.Columns.Select(c => ColumnWriter.Definition(c, names)),
            .. table.PrimaryKey is { } key ? [ConstraintWriter.PrimaryKey(key)] : Array.Empty<string>(),
            .. table.Indexes.Where(i => i.IsConstraint && !ConstraintWriter.IsTwin(i, table))
                .Select(ConstraintWriter.Key),
            .. table.ForeignKeys.Except(late).Where(f => !f.IsNotValid).Select(f => ConstraintWriter.ForeignKey(schema, f, names)),
            .. table.Checks.Where(c => !c.IsNotValid).Select(ConstraintWriter.Check),
        ];
        var body = string.Join(",\n", parts.Select(p => "  " + p));
        var columns = $" ({(body == "" ? "" : $"\n{body}\n")})";
        var head = table.Partition is { } partition
            ? $" PARTITION OF {names.Of(partition.Parent, schema)}{(body == "" ? "" : columns)} {PartitionWriter.Rows(partition.Rows)}"
            : columns;
        yield return new Statement(
            $"CREATE {(table.Options.IsUnlogged ? "UNLOGGED " : "")}TABLE {names.Of(schema, table.Name)}{head}"
                + OptionWriter.Inherits(schema, table.Options, names)
                + (table.Partitioning is { } spread ? PartitionWriter.By(spread) : "")
                + OptionWriter.Storage(table.Options),
            $"create \"{table.Name}\" table");
        foreach (var index in table.Indexes.Where(i => i.IsConstraint && ConstraintWriter.IsTwin(i, table)))
        {
            yield return new Statement(
                $"ALTER TABLE {names.Of(schema, table.Name)} ADD {ConstraintWriter.Key(index)}",
                $"modify \"{table.Name}\" table");
        }

        foreach (var index in table.Indexes.Where(i => !i.IsConstraint))
            yield return IndexWriter.Create(schema, table.Name, index, names);
        foreach (var reference in late.Where(f => !f.IsNotValid))
        {
            yield return new Statement(
                $"ALTER TABLE {names.Of(schema, table.Name)} ADD " +
                    $"{ConstraintWriter.ForeignKey(schema, reference, names)}", $"modify \"{table.Name}\" table");
        }

        if (OptionWriter.Afterwards(schema, table, names) is { Count: > 0 } clauses)
        {
            yield return new Statement(
                $"ALTER TABLE {names.Of(schema, table.Name)} {string.Join(", ", clauses)}",
                $"modify \"{table.Name}\" table");
        }

        foreach (var comment in CommentWriter.All(schema, table, names)) yield return comment;
    }

    /// <summary>Returns whether CREATE TABLE itself makes a key of the columns; those of indexes come after
    /// it.</summary>
    private static bool HasKey(Table table, Seq<string> columns) =>
        columns.ToHashSet() is var wanted
        && (table.PrimaryKey is { } key && wanted.SetEquals(key.Columns)
            || table.Indexes.Any(i => i is { IsConstraint: true, IsExclusion: false } && !ConstraintWriter.IsTwin(i, table)
                && wanted.SetEquals(i.Parts.Select(p => p.Column).OfType<string>())));

    public static Statement Drop(DropTable change, Names names) =>
        new($"DROP TABLE {names.Of(change.Schema, change.Table.Name)}", $"drop \"{change.Table.Name}\" table")
        {
            Hazards = [Hazards.DropsTable(change.Table.Name)],
        };

    /// <summary>Renames a table together with what carries a name that the server made of the table's.</summary>
    public static IEnumerable<Statement> Rename(RenameTable change, Names names, WriteContext context)
    {
        yield return new Statement(
            $"ALTER TABLE {names.Of(change.Schema, change.From)} RENAME TO {Quoting.Name(change.To)}",
            $"rename a table from \"{change.From}\" to \"{change.To}\"");
        if (context.Current.Table(new ObjectName(change.Schema, change.From)) is not { } table) yield break;
        if (table.PrimaryKey is { Name: null })
        {
            yield return new Statement(
                $"ALTER TABLE {names.Of(change.Schema, change.To)} RENAME CONSTRAINT "
                + $"{Quoting.Name(ConstraintNames.PrimaryKey(change.From))} TO " +
                    $"{Quoting.Name(ConstraintNames.PrimaryKey(change.To))}",
                $"rename a constraint from \"{ConstraintNames.PrimaryKey(change.From)}\" to " +
                    $"\"{ConstraintNames.PrimaryKey(change.To)}\"");
        }

        // A sequence that has a name of its own keeps it.
        foreach (var column in table.Columns.Where(c => c.SequenceName.Value is null
            && (c.Identity is not null || PostgresTypes.IsSerial(c.Type))))
        {
            yield return RenameSequence(
                change.Schema,
                ConstraintNames.Sequence(change.From, column.Name),
                ConstraintNames.Sequence(change.To, column.Name),
                names);
        }
    }

    /// <summary>Renames the sequence of a column from one made name to another.</summary>
    public static Statement RenameSequence(string schema, string from, string to, Names names) =>
        new($"ALTER SEQUENCE {names.Of(schema, from)} RENAME TO {Quoting.Name(to)}",
            $"rename a sequence from \"{from}\" to \"{to}\"");
}
