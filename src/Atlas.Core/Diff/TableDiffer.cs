using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Compares two tables of one name.</summary>
internal static class TableDiffer
{
    /// <summary>Returns the changes, those that take away before those that need the room; empty when nothing
    /// differs.</summary>
    public static Seq<TableChange> Compare(Table current, Table desired)
    {
        var columns = Matching<Column>.Of(current.Columns, desired.Columns, c => c.Name);
        var indexes = Matching<Index>.Of(current.Indexes, desired.Indexes, i => i.Name);
        var checks = Matching<Check>.Of(current.Checks, desired.Checks, c => c.Name);
        var keys = Matching<ForeignKey>.Of(current.ForeignKeys, desired.ForeignKeys, k => k.Name);
        TableChange? primaryKey = current.PrimaryKey == desired.PrimaryKey
            ? null
            : new SetPrimaryKey(current.PrimaryKey, desired.PrimaryKey);

        return
        [
            .. Storage(current, desired),
            .. If(current.Partitioning != desired.Partitioning,
                new SetPartitioning(current.Partitioning, desired.Partitioning)),
            .. If(current.Partition != desired.Partition, new SetPartition(current.Partition, desired.Partition)),
            .. If(current.Options != desired.Options, new SetTableOptions(current.Options, desired.Options)),
            .. keys.Dropped.Select(k => new DropForeignKey(k)),
            .. checks.Dropped.Select(c => new DropCheck(c)),
            .. indexes.Dropped.Select(i => new DropIndex(i)),
            .. If(desired.PrimaryKey is null, primaryKey),
            .. columns.Dropped.Select(c => new DropColumn(c)),
            .. columns.Modified.Select(c => new ModifyColumn(c.From, c.To)),
            .. columns.Added.Select(c => new AddColumn(c)),
            .. If(desired.PrimaryKey is not null, primaryKey),
            .. indexes.Modified.Select(i => new ModifyIndex(i.From, i.To)),
            .. indexes.Added.Select(i => new AddIndex(i)),
            .. checks.Modified.Select(c => new ModifyCheck(c.From, c.To)),
            .. checks.Added.Select(c => new AddCheck(c)),
            .. keys.Modified.Select(k => new ModifyForeignKey(k.From, k.To)),
            .. keys.Added.Select(k => new AddForeignKey(k)),
            .. If(current.Comment != desired.Comment, new SetTableComment(current.Comment, desired.Comment)),
        ];
    }

    private static IEnumerable<TableChange> Storage(Table current, Table desired) => If(
        (current.IsStrict, current.IsWithoutRowId) != (desired.IsStrict, desired.IsWithoutRowId),
        new SetTableStorage(desired.IsStrict, desired.IsWithoutRowId));

    private static IEnumerable<TableChange> If(bool condition, TableChange? change) =>
        condition && change is not null ? [change] : [];
}
