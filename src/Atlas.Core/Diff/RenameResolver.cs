using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Makes two realms agree on names: declared renames that are still to be done become changes.</summary>
internal sealed class RenameResolver(Realm current, Realm desired, SkipWords skip)
{
    private readonly List<Change> changes = [];
    private readonly List<Change> skipped = [];

    // Renames that policy leaves out: their tables are known under the old name on both sides from then on.
    private readonly Dictionary<ObjectName, ObjectName> kept = [];

    /// <summary>Gets the current realm after the renames.</summary>
    public Realm Current { get; private set; } = current;

    /// <summary>Gets the desired realm, with the old names of what policy doesn't let be renamed.</summary>
    public Realm Desired { get; private set; } = desired;

    /// <summary>Gets the renames to be done, each on top of those before it.</summary>
    public IReadOnlyList<Change> Changes => changes;

    /// <summary>Gets the renames that policy leaves out.</summary>
    public IReadOnlyList<Change> Skipped => skipped;

    /// <summary>Resolves the renames; one whose old name is gone has been done already.</summary>
    /// <exception cref="FailureException">A rename can't be told from an addition.</exception>
    public void Resolve(Seq<Rename> renames)
    {
        foreach (var rename in renames.Where(r => r.Kind == RenameKind.Table)) RenameTable(rename);

        foreach (var rename in renames.Where(r => r.Kind == RenameKind.Object)) RenameObject(rename);

        var parts = renames.Where(r => r.Kind is RenameKind.Column or RenameKind.Index)
            .GroupBy(r => kept.GetValueOrDefault(r.Table, r.Table));
        foreach (var table in parts) RenameParts(table.Key, table);
    }

    private void RenameTable(Rename rename)
    {
        var (schema, from, to) = (rename.Table.Schema, rename.From, rename.To);
        var isNeeded = IsNeeded(
            $"table \"{from}\"", from, to,
            n => Current.Table(new(schema, n)) is not null, n => Desired.Table(new(schema, n)) is not null);
        if (!isNeeded) return;

        if (skip.Contains("rename_table"))
        {
            skipped.Add(new RenameTable(schema, from, to));
            kept.Add(new(schema, to), new(schema, from));
            Desired = Interpreter.Apply(new RenameTable(schema, to, from), Desired);
            return;
        }

        changes.Add(new RenameTable(schema, from, to));
        Current = Interpreter.Apply(changes[^1], Current);
    }

    // Namesakes are renamed together: a file can't say which of them it means.
    private void RenameObject(Rename rename)
    {
        var (schema, kind, from, to) = (rename.Table.Schema, rename.Object, rename.From, rename.To);
        var isNeeded = IsNeeded($"{kind.Title()} \"{from}\"", from, to, n => Of(Current, n).Any(), n => Of(Desired, n).Any());
        if (!isNeeded) return;
        foreach (var item in Of(Current, from).ToList())
        {
            var change = new RenameObject(schema, item, to);
            if (skip.Contains(change))
            {
                skipped.Add(change);
                foreach (var wanted in Of(Desired, to).ToList())
                    Desired = Interpreter.Apply(new RenameObject(schema, wanted, from), Desired);
                return;
            }

            changes.Add(change);
            Current = Interpreter.Apply(change, Current);
        }

        IEnumerable<RealmObject> Of(Realm realm, string name) =>
            (realm.Schema(schema)?.Objects ?? []).Where(o => o.Kind == kind && o.Name == name);
    }

    private void RenameParts(ObjectName name, IEnumerable<Rename> renames)
    {
        if (Current.Table(name) is not { } table || Desired.Table(name) is not { } wanted) return;

        var done = new List<TableChange>();
        foreach (var rename in renames.OrderBy(r => r.Kind).Where(r => IsNeeded(table, wanted, r)))
        {
            var word = rename.Kind == RenameKind.Column ? "rename_column" : "rename_index";
            if (!skip.Contains(word))
            {
                done.Add(Step(rename.Kind, rename.From, rename.To));
                continue;
            }

            var back = Modify(name.Schema, wanted, Step(rename.Kind, rename.To, rename.From));
            // Before the renames of tables: until then the table has its old name.
            skipped.Insert(0, Modify(name.Schema, back.To, Step(rename.Kind, rename.From, rename.To)));
            Desired = Interpreter.Apply(back, Desired);
            wanted = back.To;
        }

        if (done.Count == 0) return;
        changes.Add(Modify(name.Schema, table, [.. done]));
        Current = Interpreter.Apply(changes[^1], Current);
    }

    private static TableChange Step(RenameKind kind, string from, string to) =>
        kind == RenameKind.Column ? new RenameColumn(from, to) : new RenameIndex(from, to);

    private static ModifyTable Modify(string schema, Table table, params Seq<TableChange> steps) =>
        new(schema, table, Interpreter.Apply(steps, table), steps);

    private static bool IsNeeded(Table table, Table wanted, Rename rename) => rename.Kind == RenameKind.Column
        ? IsNeeded(
            $"column \"{rename.From}\" of table \"{wanted.Name}\"", rename.From, rename.To,
            n => table.Column(n) is not null, n => wanted.Column(n) is not null)
        : IsNeeded(
            $"index \"{rename.From}\" of table \"{wanted.Name}\"", rename.From, rename.To,
            n => table.Index(n) is not null, n => wanted.Index(n) is not null);

    private static bool IsNeeded(
        string what, string from, string to, Func<string, bool> isThere, Func<string, bool> isWanted)
    {
        if (!isThere(from) || !isWanted(to) || from == to) return false;
        if (isWanted(from))
        {
            throw new FailureException(
                $"The {what} is to be renamed to \"{to}\", but both are in the desired schema. " +
                "Remove one of them, or the rename.");
        }

        if (isThere(to))
        {
            throw new FailureException(
                $"The {what} is to be renamed to \"{to}\", but both are in the database. Remove the rename to have " +
                $"\"{from}\" dropped, or drop one of them first.");
        }

        return true;
    }
}
