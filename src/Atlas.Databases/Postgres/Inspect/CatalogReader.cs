using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes a realm of the results of the catalogue queries, which it reads in their order.</summary>
internal sealed class CatalogReader
{
    private readonly CatalogRows _rows;
    private readonly TypeCatalog _types = new();
    private readonly Dictionary<string, Schema> _schemas = [];
    private readonly Dictionary<uint, TableDraft> _tables = [];
    private readonly Dictionary<uint, List<Index>> _indexes = [];
    private readonly HashSet<uint> _hidden = [];
    private readonly ObjectCatalog _objects = new();
    private readonly HashSet<UnmanagedObject> _unmanaged = [];
    private readonly ObjectReader _reader;
    private readonly RoutineReader _routines;

    public CatalogReader(CatalogRows rows)
    {
        _rows = rows;
        _reader = new ObjectReader(rows, _types, Report);
        _routines = new RoutineReader(rows, _types, Report);
    }

    /// <summary>Reads all results.</summary>
    public async Task<Inspection> ReadAsync(CancellationToken cancellationToken)
    {
        var enums = new List<(string Schema, EnumType Enum)>();
        foreach (var row in (Action[])
                 [
                     () => _types.Add(_rows), Schema, () => enums.Add(Enum()), Table, Column, Index, Constraint, Sequence,
                     () => Type(_reader.Domain), () => Type(_reader.Composite), () => Type(_reader.Range), View, Routine,
                     Aggregate, Trigger, Policy, Collation, () => _objects.Connect(_rows), () => _objects.Grant(_rows), Extension, Unmanaged,
                 ])
        {
            while (await _rows.ReadAsync(cancellationToken)) row();
            await _rows.NextResultAsync(cancellationToken);
        }

        var tables = _tables.Values.ToLookup(t => t.Name.Schema, t => t.ToTable());
        var types = enums.ToLookup(e => e.Schema, e => e.Enum);
        var objects = _objects.All.ToLookup(o => o.Schema, o => o.Object);
        var realm = new Realm
        {
            Objects = objects[""].OrderBy(o => o, Comparer<RealmObject>.Create(RealmObject.InOrder)).ToSeq(),
            Schemas = _schemas.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => s with
            {
                Tables = tables[s.Name].OrderBy(t => t.Name, StringComparer.Ordinal).ToSeq(),
                Enums = types[s.Name].OrderBy(e => e.Name, StringComparer.Ordinal).ToSeq(),
                Objects = objects[s.Name].OrderBy(o => o, Comparer<RealmObject>.Create(RealmObject.InOrder)).ToSeq(),
            }).ToSeq(),
        };
        return new Inspection(realm, _unmanaged
            .OrderBy(u => u.Kind, StringComparer.Ordinal).ThenBy(u => u.Name, StringComparer.Ordinal).ToSeq());
    }

    private (string Schema, EnumType Enum) Enum()
    {
        var (oid, schema) = (_rows.Oid(), _rows.Text());
        var type = new EnumType(_rows.Text(), _rows.Texts().ToSeq()) { Comment = _rows.TextOrNull() };
        _objects.Know(Catalog.Types, oid, new ObjectReference(ObjectKind.Enum, new ObjectName(schema, type.Name)));
        return (schema, type);
    }

    private void Schema()
    {
        _rows.Oid();
        var name = _rows.Text();
        var comment = _rows.TextOrNull();
        if (_rows.Flag()) return;
        _schemas[name] = new Schema(name)
        {
            Comment = name == "public" && comment == Canonical.PublicComment ? null
            : comment
        };
    }

    private void Table()
    {
        var oid = _rows.Oid();
        var draft = new TableDraft(new ObjectName(_rows.Text(), _rows.Text()), _rows.TextOrNull());

        // Typed tables are among what the query for the unmanaged names.
        if (_rows.Flag()) return;
        var parents = _rows.Texts().Zip(_rows.Texts(), (s, t) => new ObjectName(s, t)).ToSeq();
        var (schema, parent, bound) = (_rows.TextOrNull(), _rows.TextOrNull(), _rows.TextOrNull());
        var hasOwnColumns = _rows.Flag();
        var (strategy, columns, expressions) = (_rows.Letter(), _rows.TextsOrNulls(), _rows.TextOrNull());
        if (schema is not null && parent is not null && bound is not null)
            draft.Partition = new Partition(new ObjectName(schema, parent), PartitionReader.Rows(bound));
        if (strategy != ' ') draft.Partitioning = PartitionReader.Spread(strategy, columns, expressions);
        // A realm holds a table together with what its columns come from.
        if (parents.Any(p => !_schemas.ContainsKey(p.Schema)) || (schema is not null && !_schemas.ContainsKey(schema)))
        {
            Report(schema is null ? "table that inherits from another schema" : "partition of another schema's table",
                draft.Name.ToString(), []);
            return;
        }

        if (hasOwnColumns)
        {
            Report(schema is null ? "inherited column with its own default or NOT NULL" : "partition with columns of its own",
                draft.Name.ToString(), []);
        }

        if (_rows.Flag()) Report("partition key with operator class or collation", draft.Name.ToString(), []);
        _tables[oid] = draft;
        _objects.Know(Catalog.Relations, oid, new ObjectReference(ObjectKind.Table, draft.Name));
        var (isUnlogged, isSecured, isForced) = (_rows.Flag(), _rows.Flag(), _rows.Flag());
        draft.Options = new TableOptions
        {
            IsUnlogged = isUnlogged,
            IsRowSecured = isSecured,
            IsRowSecurityForced = isForced,
            Parameters = Parameters.Of(_rows.Texts(), _rows.Texts()),
            AccessMethod = _rows.TextOrNull(),
            ReplicaIdentity = _rows.Letter() switch { 'n' => "NOTHING", 'f' => "FULL", 'i' => "INDEX", _ => null },
            ReplicaIndex = _rows.TextOrNull(),
            Inherits = parents,
        };
        if (draft.Options is { ReplicaIdentity: "INDEX" })
        {
            // An index that isn't the table's own, or is gone, has no name here.
            if (draft.Options.ReplicaIndex is null) Report("replica identity", draft.Name.ToString(), []);
            draft.Options = draft.Options with { ReplicaIdentity = null };
        }

        if (_rows.Flag()) Report("tablespace", draft.Name.ToString(), []);
    }

    private void Column()
    {
        // A partition's columns are its parent's.
        if (!_tables.TryGetValue(_rows.Oid(), out var table) || table.Partition is not null) return;
        table.Columns.Add(ColumnReader.Read(_rows, table.Name, _types, oid => _hidden.Add(oid), Report));
    }

    private void Index()
    {
        var oid = _rows.Oid();
        var (name, kind) = (new ObjectName(_rows.Text(), _rows.Text()), _rows.Letter());
        if (kind != 'm' && !_tables.ContainsKey(oid)) return;
        if (IndexReader.Read(_rows, name, Report) is not { } index) return;
        if (_tables.TryGetValue(oid, out var table)) table.Indexes.Add(index);
        else if (_indexes.TryGetValue(oid, out var indexes)) indexes.Add(index);
        else _indexes.Add(oid, [index]);
    }

    private void Constraint()
    {
        if (!_tables.TryGetValue(_rows.Oid(), out var table)) return;
        ConstraintReader.Read(_rows, table, IsNamed, Report);
    }

    // In a schema that was read only managed tables have names here; what another schema holds isn't known.
    private bool IsNamed(uint oid, string schema) => _tables.ContainsKey(oid) || !_schemas.ContainsKey(schema);

    private void Sequence()
    {
        var oid = _rows.Oid();
        if (_hidden.Contains(oid)) return;
        if (_reader.Sequence(TableOf) is (var schema, var sequence)) _objects.Add(Catalog.Relations, oid, schema, sequence);
    }

    private ObjectName? TableOf(uint oid) => _tables.TryGetValue(oid, out var table) ? table.Name : null;

    private void Type<T>(Func<(string Schema, T Object)> read)
        where T : RealmObject
    {
        var oid = _rows.Oid();
        var (schema, item) = read();
        _objects.Add(Catalog.Types, oid, schema, item);
    }

    private void View()
    {
        var oid = _rows.Oid();
        var (schema, view) = _reader.View(_indexes.GetValueOrDefault(oid) ?? []);
        _objects.Add(Catalog.Relations, oid, schema, view);
    }

    private void Routine()
    {
        var oid = _rows.Oid();
        var (schema, routine) = _routines.Routine();
        _objects.Add(Catalog.Routines, oid, schema, routine);
    }

    private void Aggregate()
    {
        var oid = _rows.Oid();
        var (schema, aggregate) = _routines.Aggregate();
        _objects.Add(Catalog.Routines, oid, schema, aggregate);
    }

    private void Trigger()
    {
        var (oid, relation) = (_rows.Oid(), _rows.Oid());
        var (schema, trigger) = _routines.Trigger();
        // What stands on a table that isn't managed isn't either.
        if (_objects.Knows(Catalog.Relations, relation)) _objects.Add(Catalog.Triggers, oid, schema, trigger);
        else Report("trigger", $"{schema}.{trigger.Table}.{trigger.Name}", []);
    }

    private void Policy()
    {
        var (oid, relation) = (_rows.Oid(), _rows.Oid());
        var (schema, policy) = _reader.Policy();
        if (_objects.Knows(Catalog.Relations, relation)) _objects.Add(Catalog.Policies, oid, schema, policy);
        else Report("policy", $"{schema}.{policy.Table}.{policy.Name}", []);
    }

    private void Collation()
    {
        var oid = _rows.Oid();
        var (schema, collation) = _reader.Collation();
        _objects.Add(Catalog.Collations, oid, schema, collation);
    }

    private void Extension()
    {
        var oid = _rows.Oid();
        _objects.Add(Catalog.Extensions, oid, "", new Extension(_rows.Text())
        {
            Schema = _rows.Text(),
            Version = _rows.Text(),
        });
    }

    private void Unmanaged()
    {
        var (kind, name, schemas, tables) = (_rows.Text(), _rows.Text(), _rows.Texts(), _rows.Texts());
        _unmanaged.Add(
            new UnmanagedObject(kind, name, schemas.Zip(tables, (schema, table) => new ObjectName(schema, table))
            .ToSeq()));
    }

    private void Report(string kind, string name, Seq<ObjectName> dependsOn) =>
        _unmanaged.Add(new UnmanagedObject(kind, name, dependsOn));
}

/// <summary>Takes note of something that the model doesn't hold.</summary>
/// <param name="kind">Its kind.</param>
/// <param name="name">Its qualified name.</param>
/// <param name="dependsOn">The tables that must not go without it; empty for a mere property.</param>
internal delegate void Report(string kind, string name, Seq<ObjectName> dependsOn);

/// <summary>A table while its parts come in.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Comment">The comment; null when there is none.</param>
internal sealed record TableDraft(ObjectName Name, string? Comment)
{
    public List<Column> Columns { get; } = [];

    public List<Index> Indexes { get; } = [];

    public List<ForeignKey> ForeignKeys { get; } = [];

    public List<Check> Checks { get; } = [];

    public PrimaryKey? PrimaryKey { get; set; }

    public Partitioning? Partitioning { get; set; }

    public Partition? Partition { get; set; }

    public TableOptions Options { get; set; } = TableOptions.Default;

    public Table ToTable() => new(Name.Name)
    {
        Comment = Comment,
        Columns = Columns.ToSeq(),
        PrimaryKey = PrimaryKey,
        Partitioning = Partitioning,
        Partition = Partition,
        Options = Options,
        Indexes = Indexes.OrderBy(i => i.Name, StringComparer.Ordinal).ToSeq(),
        ForeignKeys = ForeignKeys.OrderBy(f => f.Name, StringComparer.Ordinal).ToSeq(),
        Checks = Checks.OrderBy(c => c.Name, StringComparer.Ordinal).ToSeq(),
    };
}
