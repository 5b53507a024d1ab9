using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>One step from a realm to another. Closed: a new kind must be answered by every dialect.</summary>
public abstract record Change
{
    private protected Change() { }
}

/// <summary>Adds a schema; what is in it are changes of their own.</summary>
/// <param name="Schema">The schema with nothing in it, with its comment.</param>
public sealed record AddSchema(Schema Schema) : Change;

/// <summary>Drops a schema with everything in it.</summary>
/// <param name="Schema">The schema as it was.</param>
public sealed record DropSchema(Schema Schema) : Change;

/// <summary>Changes the comment of a schema.</summary>
public sealed record SetSchemaComment(string Schema, string? From, string? To) : Change;

/// <summary>Adds an enum.</summary>
public sealed record AddEnum(string Schema, EnumType Enum) : Change;

/// <summary>Drops an enum.</summary>
public sealed record DropEnum(string Schema, EnumType Enum) : Change;

/// <summary>Changes the values or the comment of an enum.</summary>
public sealed record ModifyEnum(string Schema, EnumType From, EnumType To) : Change;

/// <summary>Adds a table with all its parts.</summary>
public sealed record AddTable(string Schema, Table Table) : Change;

/// <summary>Drops a table with its rows.</summary>
public sealed record DropTable(string Schema, Table Table) : Change;

/// <summary>Renames a table inside its schema; further changes refer to the new name.</summary>
public sealed record RenameTable(string Schema, string From, string To) : Change;

/// <summary>Changes a table in place.</summary>
/// <param name="Schema">The table's schema.</param>
/// <param name="From">The table before the changes, under its new name when it was renamed.</param>
/// <param name="To">The table after the changes.</param>
/// <param name="Changes">The changes; not empty; applied to <paramref name="From"/> they give
/// <paramref name="To"/>.</param>
public sealed record ModifyTable(string Schema, Table From, Table To, Seq<TableChange> Changes) : Change;

/// <summary>Adds an object besides tables and enums.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Object">The object.</param>
public sealed record AddObject(string Schema, RealmObject Object) : Change;

/// <summary>Drops an object besides tables and enums.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Object">The object as it was.</param>
public sealed record DropObject(string Schema, RealmObject Object) : Change;

/// <summary>Changes an object in place; both are of one kind and name.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="From">The object as it was.</param>
/// <param name="To">The object as it will be.</param>
public sealed record ModifyObject(string Schema, RealmObject From, RealmObject To) : Change;

/// <summary>Renames an object besides tables and enums; what refers to it follows.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Object">The object under its old name.</param>
/// <param name="To">The new name.</param>
public sealed record RenameObject(string Schema, RealmObject Object, string To) : Change;

/// <summary>One step inside a table. Closed as <see cref="Change"/> is.</summary>
public abstract record TableChange
{
    private protected TableChange() { }
}

/// <summary>Adds a column at the end.</summary>
public sealed record AddColumn(Column Column) : TableChange;

/// <summary>Drops a column with its values.</summary>
public sealed record DropColumn(Column Column) : TableChange;

/// <summary>Changes a column; both have one name.</summary>
public sealed record ModifyColumn(Column From, Column To) : TableChange;

/// <summary>Renames a column; further changes refer to the new name, and so do keys and indexes over it.</summary>
public sealed record RenameColumn(string From, string To) : TableChange;

/// <summary>Adds, drops or replaces the primary key; at most one side is null.</summary>
public sealed record SetPrimaryKey(PrimaryKey? From, PrimaryKey? To) : TableChange;

/// <summary>Adds an index or unique constraint.</summary>
public sealed record AddIndex(Index Index) : TableChange;

/// <summary>Drops an index or unique constraint.</summary>
public sealed record DropIndex(Index Index) : TableChange;

/// <summary>Changes an index; both have one name; most changes mean dropping and building it.</summary>
public sealed record ModifyIndex(Index From, Index To) : TableChange;

/// <summary>Renames an index or unique constraint.</summary>
public sealed record RenameIndex(string From, string To) : TableChange;

/// <summary>Adds a foreign key.</summary>
public sealed record AddForeignKey(ForeignKey ForeignKey) : TableChange;

/// <summary>Drops a foreign key.</summary>
public sealed record DropForeignKey(ForeignKey ForeignKey) : TableChange;

/// <summary>Changes a foreign key; both have one name.</summary>
public sealed record ModifyForeignKey(ForeignKey From, ForeignKey To) : TableChange;

/// <summary>Adds a check.</summary>
public sealed record AddCheck(Check Check) : TableChange;

/// <summary>Drops a check.</summary>
public sealed record DropCheck(Check Check) : TableChange;

/// <summary>Changes a check; both have one name.</summary>
public sealed record ModifyCheck(Check From, Check To) : TableChange;

/// <summary>Changes the table's comment.</summary>
public sealed record SetTableComment(string? From, string? To) : TableChange;

/// <summary>Attaches a table as a partition, detaches it, or gives it other rows; at most one side is null.</summary>
public sealed record SetPartition(Partition? From, Partition? To) : TableChange;

/// <summary>Changes how the rows are spread over partitions; no database does that in place.</summary>
public sealed record SetPartitioning(Partitioning? From, Partitioning? To) : TableChange;

/// <summary>Changes what else the table is (PostgreSQL).</summary>
public sealed record SetTableOptions(TableOptions From, TableOptions To) : TableChange;

/// <summary>Changes how the table is stored (SQLite's STRICT and WITHOUT ROWID); the new values are the table's
/// own.</summary>
public sealed record SetTableStorage(bool IsStrict, bool IsWithoutRowId) : TableChange;
