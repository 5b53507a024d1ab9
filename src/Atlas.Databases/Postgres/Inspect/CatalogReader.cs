using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Makes a realm of the results of the catalogue queries, which it reads in their order.</summary>
internal sealed class CatalogReader(CatalogRows rows)
{
    private readonly Dictionary<string, Schema> _schemas = [];
    private readonly Dictionary<uint, TableDraft> _tables = [];
    private readonly HashSet<UnmanagedObject> _unmanaged = [];

    /// <summary>Reads all results.</summary>
    public async Task<Inspection> ReadAsync(CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken)) Schema();
        await rows.NextResultAsync(cancellationToken);
        var enums = new List<(string Schema, EnumType Enum)>();
        while (await rows.ReadAsync(cancellationToken))
            enums.Add((rows.Text(), new EnumType(rows.Text(), rows.Texts().ToSeq()) { Comment = rows.TextOrNull() }));
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) Table();
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) Column();
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) Index();
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) Constraint();
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) Unmanaged();

        var tables = _tables.Values.ToLookup(t => t.Name.Schema, t => t.ToTable());
        var types = enums.ToLookup(e => e.Schema, e => e.Enum);
        var realm = new Realm
        {
            Schemas = _schemas.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => s with
            {
                Tables = tables[s.Name].OrderBy(t => t.Name, StringComparer.Ordinal).ToSeq(),
                Enums = types[s.Name].OrderBy(e => e.Name, StringComparer.Ordinal).ToSeq(),
            }).ToSeq(),
        };
        return new Inspection(realm, _unmanaged
            .OrderBy(u => u.Kind, StringComparer.Ordinal).ThenBy(u => u.Name, StringComparer.Ordinal).ToSeq());
    }

    private void Schema()
    {
        rows.Oid();
        var name = rows.Text();
        var comment = rows.TextOrNull();
        if (rows.Flag()) return;
        _schemas[name] = new Schema(name)
        {
            Comment = name == "public" && comment == Canonical.PublicComment ? null
            : comment
        };
    }

    private void Table()
    {
        var oid = rows.Oid();
        var draft = new TableDraft(new ObjectName(rows.Text(), rows.Text()), rows.TextOrNull());

        // Partitions, typed tables and inheritance are among what the query for the unmanaged names.
        if (rows.Flag() | rows.Flag() | rows.Flag() | rows.Flag()) return;
        _tables[oid] = draft;
        foreach (var kind in (string[])
                 ["unlogged table", "row-level security", "storage parameters", "table access method", "tablespace",
                     "replica identity"])
        {
            if (rows.Flag()) Report(kind, draft.Name.ToString(), []);
        }
    }

    private void Column()
    {
        if (!_tables.TryGetValue(rows.Oid(), out var table)) return;
        table.Columns.Add(ColumnReader.Read(rows, table.Name, Report));
    }

    private void Index()
    {
        if (!_tables.TryGetValue(rows.Oid(), out var table)) return;
        if (IndexReader.Read(rows, table.Name, Report) is { } index) table.Indexes.Add(index);
    }

    private void Constraint()
    {
        if (!_tables.TryGetValue(rows.Oid(), out var table)) return;
        ConstraintReader.Read(rows, table, IsNamed, Report);
    }

    // In a schema that was read only managed tables have names here; what another schema holds isn't known.
    private bool IsNamed(uint oid, string schema) => _tables.ContainsKey(oid) || !_schemas.ContainsKey(schema);

    private void Unmanaged()
    {
        var (kind, name, schemas, tables) = (rows.Text(), rows.Text(), rows.Texts(), rows.Texts());
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

    public Table ToTable() => new(Name.Name)
    {
        Comment = Comment,
        Columns = Columns.ToSeq(),
        PrimaryKey = PrimaryKey,
        Indexes = Indexes.OrderBy(i => i.Name, StringComparer.Ordinal).ToSeq(),
        ForeignKeys = ForeignKeys.OrderBy(f => f.Name, StringComparer.Ordinal).ToSeq(),
        Checks = Checks.OrderBy(c => c.Name, StringComparer.Ordinal).ToSeq(),
    };
}
