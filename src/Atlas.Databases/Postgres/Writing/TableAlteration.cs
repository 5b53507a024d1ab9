using System.Diagnostics;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes the changes of one table: what must go first, one ALTER TABLE, and what comes after.</summary>
internal sealed partial class TableAlteration(ModifyTable modify, Names names, WriteContext context)
{
    private readonly string _table = names.Of(modify.Schema, modify.To.Name);
    private readonly string _name = modify.To.Name;
    private readonly List<Statement> _first = [];
    private readonly List<Statement> _last = [];
    private readonly List<Statement> _comments = [];
    private readonly Alter _drops = new();
    private readonly Alter _main = new();
    private readonly Alter _late = new();

    /// <summary>Returns the statements in execution order.</summary>
    public IEnumerable<Statement> Write()
    {
        var rebuilt = Rebuilds.Of(modify);
        var outside = KeyUsers.Of(modify, rebuilt, context);
        foreach (var change in modify.Changes.OfType<RenameColumn>()) Rename(change);
        foreach (var change in modify.Changes.OfType<RenameIndex>()) Rename(change);
        foreach (var key in modify.Changes.Select(Dropped).OfType<ForeignKey>())
            _first.Add(Alter($"DROP CONSTRAINT {Quoting.Name(key.Name)}", []));
        foreach (var user in outside.Where(u => u.IsDropped))
            _first.Add(OtherTable(user.Table, $"DROP CONSTRAINT {Quoting.Name(user.Key.Name)}", []));
        // Computed columns go before those that they are made from.
        foreach (var change in modify.Changes.OrderBy(c => c is DropColumn { Column.Generated: null }))
            Write(change, rebuilt);
        foreach (var column in rebuilt.Unchanged) Rebuild(column, column);
        rebuilt.AddAgain(_late, _last, _comments, modify, names);
        foreach (var (owner, key, _, _) in outside.Where(u => u.IsAdded))
        {
            _last.Add(OtherTable(owner, $"ADD {ConstraintWriter.ForeignKey(owner.Schema, key, names)}",
                [Hazards.AddsForeignKey(owner.Name, key)]));
            if (key.Comment is { } comment)
                _comments.Add(
                    CommentWriter.Constraint(names.Of(owner.Schema, owner.Name), owner.Name, key.Name, comment));
        }

        _last.AddRange(OptionWriter.Toast(modify).Select(clause => Alter(clause, [])));
        if (OptionWriter.Identity(modify, names) is { } identity) _last.Add(Alter(identity, []));
        return [.. _first, .. Statements(_drops, _main, _late), .. _last, .. _comments];
    }

    private void Write(TableChange change, Rebuilds rebuilt)
    {
        switch (change)
        {
            case RenameColumn or RenameIndex or DropForeignKey:
                break;
            case AddColumn add:
                _main.Clause($"ADD COLUMN {ColumnWriter.Definition(add.Column, names)}",
                    Hazards.Adds(_name, add.Column));
                foreach (var setting in ColumnWriter.Settings(add.Column)) _late.Clause(setting, []);
                Comment(add.Column);
                break;
            case DropColumn drop:
                _drops.Clause($"DROP COLUMN {Quoting.Name(drop.Column.Name)}",
                    [Hazards.DropsColumn(_name, drop.Column.Name)]);
                break;
            case ModifyColumn column when rebuilt.Contains(column.To.Name):
                Rebuild(column.From, column.To);
                break;
            case ModifyColumn column:
                Modify(column.From, column.To);
                break;
            case SetPrimaryKey key:
                SetKey(key);
                break;
            case AddIndex add:
                Add(add.Index);
                break;
            case DropIndex drop:
                Drop(drop.Index);
                break;
            case ModifyIndex index:
                Modify(index.From, index.To);
                break;
            case AddForeignKey add:
                Add(add.ForeignKey);
                break;
            case ModifyForeignKey key when !KeyChanges.IsReplaced(key.From, key.To):
                Modify(key.From, key.To);
                break;
            case ModifyForeignKey key:
                Add(key.To);
                break;
            case AddCheck add:
                Add(add.Check);
                break;
            case DropCheck drop:
                _drops.Clause($"DROP CONSTRAINT {Quoting.Name(drop.Check.Name ?? "")}", [], isFirst: true);
                break;
            case ModifyCheck check when !KeyChanges.IsReplaced(check.From, check.To):
                Modify(check.From, check.To);
                break;
            case ModifyCheck check:
                _drops.Clause($"DROP CONSTRAINT {Quoting.Name(check.From.Name ?? "")}", [], isFirst: true);
                Add(check.To);
                break;
            case SetPartition { From: { } from, To: { } to }:
                _first.Add(Partition(from, $"DETACH PARTITION {_table}"));
                _last.Add(Partition(to, $"ATTACH PARTITION {_table} {PartitionWriter.Rows(to.Rows)}"));
                break;
            case SetTableOptions options:
                OptionWriter.Alter(options, _table, _name, modify.Schema, _first, _main, names);
                break;
            case SetTableComment comment:
                _comments.Add(CommentWriter.Table(_table, _name, comment.To));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Rename(RenameColumn change)
    {
        _first.Add(new Statement(
            $"ALTER TABLE {_table} RENAME COLUMN {Quoting.Name(change.From)} TO {Quoting.Name(change.To)}",
            $"rename a column from \"{change.From}\" to \"{change.To}\""));
        if (modify.From.Column(change.From) is { SequenceName.Value: null } column
            && Source(column) is ValueSource.Serial or ValueSource.Identity)
        {
            _first.Add(TableWriter.RenameSequence(
                modify.Schema, ConstraintNames.Sequence(_name, change.From), ConstraintNames.Sequence(_name, change.To),
                names));
        }
    }

    private void Rename(RenameIndex change) => _first.Add(new Statement(
        $"ALTER INDEX {names.Of(modify.Schema, change.From)} RENAME TO {Quoting.Name(change.To)}",
        $"rename an index from \"{change.From}\" to \"{change.To}\""));

    private void SetKey(SetPrimaryKey change)
    {
        var (before, after) = (change.From, change.To);
        if (before is not null && after is not null && !KeyChanges.IsReplaced(before, after))
        {
            var (old, own) = (ConstraintWriter.Name(_name, before), ConstraintWriter.Name(_name, after));
            if (old != own)
            {
                _first.Add(new Statement(
                    $"ALTER TABLE {_table} RENAME CONSTRAINT {Quoting.Name(old)} TO {Quoting.Name(own)}",
                    $"rename a constraint from \"{old}\" to \"{own}\""));
            }

            Alter(own, before.Parameters, after.Parameters);
            if (before.Comment != after.Comment)
                _comments.Add(CommentWriter.Constraint(_table, _name, own, after.Comment));
            return;
        }

        if (before is not null)
            _drops.Clause($"DROP CONSTRAINT {Quoting.Name(ConstraintWriter.Name(_name, before))}", [], isFirst: true);
        if (after is null) return;
        var name = ConstraintWriter.Name(_name, after);
        if (IsConcurrent && before is null) BuildBeside(ConstraintWriter.IndexOf(name, after), "PRIMARY KEY");
        else _late.Clause($"ADD {ConstraintWriter.PrimaryKey(after)}", [Hazards.IsUnique(_name, name)]);
        if (after.Comment is not null) _comments.Add(CommentWriter.Constraint(_table, _name, name, after.Comment));
    }

    private void Add(ForeignKey key)
    {
        var sql = ConstraintWriter.ForeignKey(modify.Schema, key, names);
        if (IsConcurrent && !key.IsNotValid) AddUnchecked(key.Name, sql, Hazards.ChecksForeignKey(_name, key));
        else _late.Clause(
            $"ADD {sql}",
            key.IsNotValid
                ? [Hazards.AddsForeignKey(_name, key)]
                : [Hazards.AddsForeignKey(_name, key), Hazards.ChecksForeignKey(_name, key)]);
        if (key.Comment is not null) _comments.Add(CommentWriter.Constraint(_table, _name, key.Name, key.Comment));
    }

    private void Add(Check check)
    {
        if (IsConcurrent && check is { IsNotValid: false, Name: { } own })
            AddUnchecked(own, ConstraintWriter.Check(check), Hazards.Checks(_name, check));
        else _late.Clause($"ADD {ConstraintWriter.Check(check)}", check.IsNotValid ? [] : [Hazards.Checks(_name, check)]);
        if (check is { Comment: not null, Name: { } name })
            _comments.Add(CommentWriter.Constraint(_table, _name, name, check.Comment));
    }

    private void Modify(ForeignKey from, ForeignKey to)
    {
        var name = Quoting.Name(to.Name);
        if (from.Deferrable != to.Deferrable)
        {
            var deferral = to.Deferrable is null ? " NOT DEFERRABLE" : ConstraintWriter.Deferral(to.Deferrable);
            _main.Clause($"ALTER CONSTRAINT {name}{deferral}", []);
        }

        if (from.IsNotValid && !to.IsNotValid)
            _late.Clause($"VALIDATE CONSTRAINT {name}", [Hazards.ChecksForeignKey(_name, to)]);
        if (from.Comment != to.Comment) _comments.Add(CommentWriter.Constraint(_table, _name, to.Name, to.Comment));
    }

    private void Modify(Check from, Check to)
    {
        var name = to.Name ?? "";
        if (from.IsNotValid && !to.IsNotValid)
            _late.Clause($"VALIDATE CONSTRAINT {Quoting.Name(name)}", [Hazards.Checks(_name, to)]);
        if (from.Comment != to.Comment) _comments.Add(CommentWriter.Constraint(_table, _name, name, to.Comment));
    }

    // The index of a key has the key's name.
    private void Alter(string index, Seq<StorageParameter> from, Seq<StorageParameter> to)
    {
        foreach (var clause in ParameterWriter.Changes(from, to))
        {
            _last.Add(new Statement(
                $"ALTER INDEX {names.Of(modify.Schema, index)} {clause}", $"modify index \"{index}\" of table: \"{_name}\""));
        }
    }

    private void Add(Index index)
    {
        if (index.IsConstraint && ConstraintWriter.IsTwin(index, modify.To))
        {
            _last.Add(Alter($"ADD {ConstraintWriter.Key(index)}", [Hazards.IsUnique(_name, index.Name)]));
        }
        else if (index is { IsConstraint: true, IsExclusion: false } && IsConcurrent)
        {
            BuildBeside(index, "UNIQUE");
        }
        else if (index.IsConstraint)
        {
            _late.Clause($"ADD {ConstraintWriter.Key(index)}", [Hazards.IsUnique(_name, index.Name)]);
        }
        else
        {
            _last.Add(IndexWriter.Create(modify.Schema, _name, index, names, IsConcurrent) with
            {
                Hazards =
                [
                    .. IsConcurrent ? [] : new[] { Hazards.BuildsIndex(_name, index.Name) },
                    .. index.IsUnique ? [Hazards.IsUnique(_name, index.Name)] : Array.Empty<Hazard>(),
                ],
            });
        }

        if (index.Comment is not null) _comments.Add(CommentWriter.Index(modify.Schema, _name, index, names));
    }

    private void Drop(Index index)
    {
        if (index.IsConstraint) _drops.Clause($"DROP CONSTRAINT {Quoting.Name(index.Name)}", [], isFirst: true);
        else _first.Add(IndexWriter.Drop(modify.Schema, _name, index, names,
            context.Policy.ConcurrentIndexDrop && modify.To.Partitioning is null));
    }

    private void Modify(Index before, Index after)
    {
        if (!IndexWriter.IsReplaced(before, after, modify.To))
        {
            Alter(after.Name, before.Parameters, after.Parameters);
            if (before.Comment != after.Comment) _comments.Add(CommentWriter.Index(modify.Schema, _name, after, names));
        }
        else if (!before.IsConstraint && before with
        { IsConstraint = true, Comment = after.Comment } == after && before.Method is null
            && before.Predicate is null && before.Parts.All(p => p == new IndexPart { Column = p.Column }))
        {
            // The index is there already: the constraint takes it over, with the same rows checked.
            _late.Clause($"ADD CONSTRAINT {Quoting.Name(after.Name)} UNIQUE USING INDEX " +
                $"{Quoting.Name(after.Name)}", []);
            if (before.Comment is not null)
                _comments.Add(CommentWriter.Index(modify.Schema, _name, before with { Comment = null }, names));
            if (after.Comment is not null) _comments.Add(CommentWriter.Index(modify.Schema, _name, after, names));
        }
        else
        {
            Drop(before);
            Add(after);
        }
    }

    private Statement Partition(Partition of, string clause) => new(
        $"ALTER TABLE {names.Of(of.Parent, modify.Schema)} {clause}", $"modify \"{of.Parent.Name}\" table");

    private void Comment(Column column)
    {
        if (column.Comment is not null) _comments.Add(CommentWriter.Column(_table, _name, column.Name, column.Comment));
    }

    private static ForeignKey? Dropped(TableChange change) => change switch
    {
        DropForeignKey drop => drop.ForeignKey,
        ModifyForeignKey key when KeyChanges.IsReplaced(key.From, key.To) => key.From,
        _ => null,
    };

    private Statement Alter(string clauses, IEnumerable<Hazard> hazards) =>
        new($"ALTER TABLE {_table} {clauses}", $"modify \"{_name}\" table") { Hazards = hazards.ToSeq() };

    private Statement OtherTable(ObjectName owner, string clause, IEnumerable<Hazard> hazards) =>
        new($"ALTER TABLE {names.Of(owner.Schema, owner.Name)} {clause}",
            $"modify \"{owner.Name}\" table")
        { Hazards = hazards.ToSeq() };
}
