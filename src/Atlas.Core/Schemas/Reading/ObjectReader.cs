using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Schemas.Language;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Reads the blocks that are neither schemas nor tables nor enums.</summary>
internal sealed class ObjectReader(
    Reader reader, Declarations declarations, Scope scope, TypeReader types, List<Rename> renames)
{
    private readonly List<(string Schema, RealmObject Object)> objects = [];
    private readonly List<(string Schema, Table Table)> tables = [];

    /// <summary>Gets the partitions, which are tables, with their schemas.</summary>
    public IReadOnlyList<(string Schema, Table Table)> Tables => tables;

    /// <summary>Reads all blocks.</summary>
    public ObjectReader Read()
    {
        foreach (var declaration in declarations.Objects)
        {
            var schema = declaration.Name.Schema;
            switch (declaration.Kind)
            {
                case "partition":
                    if (Partition(declaration) is { } table) tables.Add((schema, table));
                    break;
                case "trigger":
                    var block = Open(declaration, RoutineLanguage.Trigger);
                    if (TriggerReader.Read(block, declaration.Name.Name) is { } trigger)
                        Add(block, trigger.Schema, trigger.Trigger);
                    break;
                case "policy":
                    var secured = Open(declaration, PolicyLanguage.Policy);
                    if (PolicyReader.Read(secured, declaration.Name.Name) is { } policy)
                        Add(secured, policy.Schema, policy.Policy);
                    break;
                default:
                    if (Object(declaration, schema) is var (item, of) && item is not null) Add(of, schema, item);
                    break;
            }
        }

        return this;
    }

    /// <summary>Returns the objects of a schema, with what they stand on led to the very objects.</summary>
    public Seq<RealmObject> Of(string schema) =>
        objects.Where(o => o.Schema == schema).Select(o => o.Object with { DependsOn = Settled(o) }).ToSeq();

    // Of namesakes a reference can't tell which one it means, so it says nothing.
    private Beside<ObjectReference> Settled((string Schema, RealmObject Object) item) =>
    [
        .. item.Object.DependsOn.SelectMany(d =>
            !d.Kind.IsRoutine()
                ? [d]
                : objects.Where(o => o.Object.Kind == d.Kind && new ObjectName(o.Schema, o.Object.Name) == d.Name)
                    .Select(o => o.Object.In(o.Schema)).ToList() is [var only] ? [only] : Array.Empty<ObjectReference>()),
    ];

    private void Add(Block block, string schema, RealmObject item)
    {
        // An extension's comment is its own.
        var comment = item is Extension ? null : item.Comment ?? block.Text("comment");
        objects.Add((schema, item with { Comment = comment, DependsOn = block.DependsOn() }));
        if (block.Text("renamed_from") is { } old)
        {
            renames.Add(new Rename(RenameKind.Object, new ObjectName(schema, item.Name), old, item.Name)
            {
                Object = item.Kind,
            });
        }
    }

    private Block Open(Declaration declaration, BlockSpec spec) =>
        new Block(declaration.Instance, spec, reader, scope, declaration).Checked();

    private (RealmObject? Object, Block Block) Object(Declaration declaration, string schema)
    {
        var name = declaration.Name.Name;
        var routines = new RoutineReader(types, schema);
        Block block;
        switch (declaration.Kind)
        {
            case "domain":
                block = Open(declaration, ObjectLanguage.Domain);
                return (Domain(block, name, schema), block);
            case "composite":
                block = Open(declaration, ObjectLanguage.Composite);
                return (new Composite(name, Fields(block, ObjectLanguage.Field, schema)), block);
            case "range":
                block = Open(declaration, ObjectLanguage.Range);
                return (Range(block, name, schema), block);
            case "extension":
                block = Open(declaration, ObjectLanguage.Extension);
                return (new Extension(name)
                {
                    Schema = block.Reference("schema", "schema")?.Object.Schema,
                    Version = block.Text("version"),
                }, block);
            case "collation":
                block = Open(declaration, ObjectLanguage.Collation);
                return (Collation(block, name), block);
            case "sequence":
                block = Open(declaration, ObjectLanguage.Sequence);
                return (Sequence(block, name, schema), block);
            case "view":
                block = Open(declaration, ObjectLanguage.View);
                return (View(block, name, schema), block);
            case "materialized":
                block = Owning(declaration, ObjectLanguage.Materialized, declaration.Columns);
                return (Materialized(block, declaration), block);
            case "function":
                block = Open(declaration, RoutineLanguage.Function);
                return (routines.Routine(block, name, ObjectKind.Function), block);
            case "procedure":
                block = Open(declaration, RoutineLanguage.Procedure);
                return (routines.Routine(block, name, ObjectKind.Procedure), block);
            default:
                block = Open(declaration, RoutineLanguage.Aggregate);
                return (routines.Aggregate(block, name), block);
        }
    }

    // A block whose own columns can be called column.x.
    private Block Owning(Declaration declaration, BlockSpec spec, IReadOnlyList<MemberDeclaration> columns)
    {
        var own = scope.With(Symbols.Inside(declaration, columns));
        return new Block(declaration.Instance, spec, reader, own, declaration).Checked();
    }

    private Domain? Domain(Block block, string name, string schema) => types.Read(block, schema) is { } type
        ? new(name, type)
        {
            IsNullable = block.Bool("null"),
            Default = block.Default("default"),
            Collation = block.Collation("collate"),
            Checks = block.Blocks(ObjectLanguage.DomainCheck)
                .Select(c => new Check(c.Name, c.Text("expr") ?? "") { Comment = c.Text("comment") }).ToSeq(),
        }
        : null;

    private RangeType? Range(Block block, string name, string schema) =>
        types.Read(block, schema, "subtype") is { } type
            ? new(name, type)
            {
                OperatorClass = block.Text("subtype_opclass"),
                Collation = block.Collation("collation"),
                Canonical = block.Text("canonical"),
                Difference = block.Text("subtype_diff"),
                Multirange = block.Text("multirange_name"),
            }
            : null;

    private static Collation Collation(Block block, string name) => new(name, block.Word("provider") ?? "libc")
    {
        Locale = block.Text("locale"),
        Order = block.Text("lc_collate"),
        Classes = block.Text("lc_ctype"),
        Rules = block.Text("rules"),
        IsNondeterministic = !block.Bool("deterministic", fallback: true),
    };

    private Sequence Sequence(Block block, string name, string schema) =>
        new(name, types.Read(block, schema) ?? new BuiltInType("bigint", []), new SequenceOptions
        {
            Start = block.Whole("start"),
            Increment = block.Whole("increment") is not (0 or 1) and var step ? step : null,
            Minimum = block.Whole("min_value"),
            Maximum = block.Whole("max_value"),
            Cache = block.Whole("cache") is not (0 or 1) and var cache ? cache : null,
            IsCycle = block.Bool("cycle"),
        })
        {
            Owner = block.Reference("owner", "column") is { } owner ? new ColumnName(owner.Object, owner.Member) : null,
        };

    private View View(Block block, string name, string schema)
    {
        var security = block.Blocks(ObjectLanguage.Security).FirstOrDefault();
        return new(name, Query(block))
        {
            Columns = Columns(block, schema),
            CheckOption = block.Word("check_option"),
            IsInvoker = security?.Bool("invoker") ?? false,
            IsBarrier = security?.Bool("barrier") ?? false,
        };
    }

    private MaterializedView Materialized(Block block, Declaration declaration) =>
        new(declaration.Name.Name, Query(block))
        {
            Columns = Columns(block, declaration.Name.Schema),
            Indexes = new TableReader(block, declaration, types, renames).Indexes(),
            Parameters = Parameters.Of(block, SchemaLanguage.TableParameters),
        };

    private static string Query(Block block) => (block.Text("as") ?? "").Trim().TrimEnd(';').TrimEnd();

    private Seq<ViewColumn> Columns(Block block, string schema) => block.Blocks(ObjectLanguage.ViewColumn)
        .Select(c => types.Read(c, schema) is { } type
            ? new ViewColumn(c.Name ?? "", type, c.Text("comment"))
            : null)
        .OfType<ViewColumn>().ToSeq();

    private Seq<Field> Fields(Block block, BlockSpec spec, string schema) => block.Blocks(spec)
        .Select(f => types.Read(f, schema) is { } type ? new Field(f.Name ?? "", type, f.Collation("collate")) : null)
        .OfType<Field>().ToSeq();

    private Table? Partition(Declaration declaration)
    {
        var plain = new Block(declaration.Instance, ObjectLanguage.Partition, reader, scope, declaration);
        if (plain.Named("of", "table", "partition") is not { Kind: not null } parent)
        {
            reader.Validator.Check(declaration.Instance, ObjectLanguage.Partition);
            return null;
        }

        var block = Owning(declaration, ObjectLanguage.Partition, ColumnsOf(parent.Name));
        var read = new TableReader(block, declaration, types, renames).Read();
        return read with { Partition = new Partition(parent.Name, Rows(block)) };
    }

    private IReadOnlyList<MemberDeclaration> ColumnsOf(ObjectName table)
    {
        for (var at = table; ;)
        {
            if (declarations.Tables.Find(t => t.Name == at) is { } found) return found.Columns;
            var next = declarations.Objects.Find(o => o.Kind == "partition" && o.Name == at) is { } partition
                ? new Block(partition.Instance, ObjectLanguage.Partition, reader, scope, partition)
                    .Named("of", "table", "partition")
                : null;
            if (next is not { } parent || parent.Name == at) return [];
            at = parent.Name;
        }
    }

    private static PartitionRows? Rows(Block block)
    {
        if (block.Blocks(ObjectLanguage.RangeRows) is [var range]) return new RangeRows(range.Texts("from"), range.Texts("to"));
        if (block.Blocks(ObjectLanguage.ListRows) is [var list]) return new ListRows(list.Texts("in"));
        return block.Blocks(ObjectLanguage.HashRows) is [var hash]
            ? new HashRows(hash.Whole("modulus") ?? 0, hash.Whole("remainder") ?? 0)
            : null;
    }
}
