using System.Globalization;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using static Atlas.Databases.Sqlite.Vocabulary;

namespace Atlas.Databases.Sqlite;

/// <summary>Changes a table by building it anew beside the old one and copying the rows
/// (sqlite.org/lang_altertable.html#otheralter).</summary>
internal static class Rebuild
{
    /// <summary>Columns are renamed in place first where that can be, so that the foreign keys of other tables
    /// follow.</summary>
    public static Seq<Statement> Write(ModifyTable modify, WriteContext context)
    {
        var renames = modify.Changes.OfType<RenameColumn>().ToList();
        if (renames.Count == 0 || !InPlace.CanRename(modify)) return Copied(modify, context);
        var renamed = modify with
        {
            From = modify.From with { Columns = [.. modify.From.Columns.Select(c => Renamed(c, renames))] },
            Changes = [.. modify.Changes.Where(c => c is not RenameColumn)],
        };
        return [.. renames.Select(r => InPlace.Rename(modify.To.Name, r)), .. Copied(renamed, context)];
    }

    private static Column Renamed(Column column, List<RenameColumn> renames) =>
        renames.Find(r => r.From == column.Name) is { } rename ? column with { Name = rename.To } : column;

    private static Seq<Statement> Copied(ModifyTable modify, WriteContext context)
    {
        var (from, to) = (modify.From, modify.To);
        var temporary = FreeName($"new_{to.Name}", context);
        var origins = Origins(modify);
        return
        [
            TableText.Create(to, temporary),
            Copy(modify, temporary, origins),
            .. KeepsSequence(from, to) ? Sequence(to.Name, temporary) : [],
            new Statement($"DROP TABLE {Quote(to.Name)}", $"drop \"{to.Name}\" table after copying rows"),
            new Statement($"ALTER TABLE {Quote(temporary)} RENAME TO {Quote(to.Name)}",
                $"rename temporary table \"{temporary}\" to \"{to.Name}\""),
            .. to.Indexes.Select(i => SqlWriter.CreateIndex(to.Name, i) with
                { Hazards = IsNew(modify, i) ? Hazards.OfNewIndex(modify, i) : [] }),
        ];
    }

    /// <summary>Returns which old column each column of the new table takes its values from; a new column isn't in
    /// it.</summary>
    private static Dictionary<string, string> Origins(ModifyTable modify)
    {
        var renamed = modify.Changes.OfType<RenameColumn>()
            .ToDictionary(r => r.To, r => r.From, StringComparer.Ordinal);
        var gone = modify.Changes.OfType<DropColumn>().Select(d => d.Column.Name)
            .Concat(renamed.Values).ToHashSet(StringComparer.Ordinal);
        var added = modify.Changes.OfType<AddColumn>().Select(a => a.Column.Name).ToHashSet(StringComparer.Ordinal);
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in modify.To.Columns)
        {
            if (renamed.TryGetValue(column.Name, out var old)) origins[column.Name] = old;
            else if (!added.Contains(column.Name) && !gone.Contains(column.Name)) origins[column.Name] = column.Name;
        }

        return origins;
    }

    private static Statement Copy(ModifyTable modify, string temporary, Dictionary<string, string> origins)
    {
        var columns = modify.To.Columns.Where(c => c.Generated is null && origins.ContainsKey(c.Name)).ToList();
        var target = columns.Count > 0 ? QuoteAll(columns.Select(c => c.Name)) : FirstWritable(modify.To);
        var source = columns.Count > 0 ? string.Join(", ", columns.Select(c => Value(modify, c, origins[c.Name])))
            : DefaultOfFirst(modify.To);
        return new Statement(
            $"INSERT INTO {Quote(temporary)} ({target}) SELECT {source} FROM {Quote(modify.To.Name)}",
            $"copy rows from old table \"{modify.To.Name}\" to new temporary table \"{temporary}\"")
        {
            Hazards = Hazards.OfCopy(modify, origins),
        };
    }

    private static string Value(ModifyTable modify, Column to, string origin) =>
        modify.From.Column(origin) is { IsNullable: true } && to is { IsNullable: false, Default: { } value }
            && !SqliteDefaults.IsNull(value)
            ? $"IFNULL({Quote(origin)}, {SqliteDefaults.ToSql(value)}) AS {Quote(to.Name)}"
            : Quote(origin);

    /// <summary>When no column survives, the rows do: each gets the defaults.</summary>
    private static string FirstWritable(Table table) => Quote(table.Columns.First(c => c.Generated is null).Name);

    private static string DefaultOfFirst(Table table) =>
        table.Columns.First(c => c.Generated is null).Default is { } value ? SqliteDefaults.ToSql(value) : "NULL";

    private static bool KeepsSequence(Table from, Table to) =>
        from.Columns.Any(c => c.IsAutoIncrement) && to.Columns.Any(c => c.IsAutoIncrement);

    /// <summary>The copy sets the sequence to the highest id that is there; ids of deleted rows must not come back
    /// either.</summary>
    private static Seq<Statement> Sequence(string table, string temporary) =>
    [
        new Statement($"DELETE FROM sqlite_sequence WHERE name = {QuoteText(temporary)}",
            $"clear the sequence of temporary table \"{temporary}\""),
        new Statement(
            $"INSERT INTO sqlite_sequence (name, seq) SELECT {QuoteText(temporary)}, seq FROM sqlite_sequence WHERE " +
                $"name = {QuoteText(table)}",
            $"keep the sequence of table \"{table}\""),
    ];

    private static bool IsNew(ModifyTable modify, Index index) => !modify.From.Indexes.Contains(index);

    private static string FreeName(string wish, WriteContext context)
    {
        var taken = context.Current.Schemas.Concat(context.Desired.Schemas).SelectMany(s => s.Tables)
            .SelectMany(t => t.Indexes.Select(i => i.Name).Append(t.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = wish;
        for (var number = 2; taken.Contains(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{number}");
        return name;
    }
}
