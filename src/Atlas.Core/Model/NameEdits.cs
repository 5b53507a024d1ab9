using System.Diagnostics;

namespace Atlas.Core.Model;

/// <summary>Puts other names where objects are referred to; their own names stay.</summary>
/// <param name="map">Returns the name for an object of a kind; one that doesn't change comes back as it is.</param>
internal sealed class NameEdits(Func<ObjectKind, ObjectName, ObjectName> map)
{
    public Realm Of(Realm realm) => realm with
    {
        Schemas = realm.Schemas.Select(Of).ToSeq(),
    };

    public Schema Of(Schema schema) => schema with
    {
        Tables = schema.Tables.Select(Of).ToSeq(),
        Objects = schema.Objects.Select(o => Of(o, schema.Name))
            .OrderBy(o => o, Comparer<RealmObject>.Create(RealmObject.InOrder)).ToSeq(),
    };

    public Table Of(Table table) => table with
    {
        Columns = table.Columns.Select(c => c with { Type = Of(c.Type) }).ToSeq(),
        ForeignKeys = table.ForeignKeys.Select(k => k with { References = map(ObjectKind.Table, k.References) })
            .ToSeq(),
        Partition = table.Partition is { } partition
            ? partition with { Parent = map(ObjectKind.Table, partition.Parent) }
            : null,
        Options = table.Options.Inherits.IsEmpty
            ? table.Options
            : table.Options with { Inherits = table.Options.Inherits.Select(p => map(ObjectKind.Table, p)).ToSeq() },
    };

    public ColumnType Of(ColumnType type) => type switch
    {
        EnumReference t => t with { Name = map(ObjectKind.Enum, t.Name) },
        TypeReference t => t with { Name = map(t.Kind, t.Name) },
        ArrayType t => t with { Element = Of(t.Element) },
        _ => type,
    };

    private RealmObject Of(RealmObject item, string schema)
    {
        RealmObject edited = item switch
        {
            Sequence o => o with { Type = Of(o.Type), Owner = o.Owner is { } owner ? Of(owner) : null },
            Domain o => o with { Type = Of(o.Type) },
            Composite o => o with { Fields = Of(o.Fields) },
            RangeType o => o with { Subtype = Of(o.Subtype) },
            View o => o with { Columns = Of(o.Columns) },
            MaterializedView o => o with { Columns = Of(o.Columns) },
            Routine o => o with
            {
                Arguments = Of(o.Arguments),
                Returns = o.Returns is { } type ? Of(type) : null,
                ReturnTable = Of(o.ReturnTable),
            },
            Aggregate o => o with
            {
                Arguments = Of(o.Arguments),
                StateType = Of(o.StateType),
                StateFunction = Function(o.StateFunction),
                FinalFunction = o.FinalFunction is { } final ? Function(final) : null,
                CombineFunction = o.CombineFunction is { } combine ? Function(combine) : null,
            },
            Trigger o => o with
            {
                Table = Relation(new ObjectName(schema, o.Table)).Name,
                Function = o.Function is { } function ? Function(function) : null,
                From = o.From is { } other ? map(ObjectKind.Table, other) : null,
            },
            Collation or Extension => item,
            Policy o => o with { Table = map(ObjectKind.Table, new ObjectName(schema, o.Table)).Name },
            _ => throw new UnreachableException($"{item.GetType().Name} has no names."),
        };
        return edited with
        {
            DependsOn = [.. item.DependsOn.Select(d => d with { Name = map(d.Kind, d.Name) })],
        };
    }

    private ColumnName Of(ColumnName column) => column with { Table = map(ObjectKind.Table, column.Table) };

    private ObjectName Function(ObjectName name) => map(ObjectKind.Function, name);

    // A trigger may be a view's: a table and a view of one schema never share a name.
    private ObjectName Relation(ObjectName name) =>
        map(ObjectKind.Table, name) is var table && table != name ? table : map(ObjectKind.View, name);

    private Seq<Field> Of(Seq<Field> fields) => fields.Select(f => f with { Type = Of(f.Type) }).ToSeq();

    private Seq<ViewColumn> Of(Seq<ViewColumn> columns) =>
        columns.Select(c => c with { Type = Of(c.Type) }).ToSeq();

    private Seq<Argument> Of(Seq<Argument> arguments) =>
        arguments.Select(a => a with { Type = Of(a.Type) }).ToSeq();
}
