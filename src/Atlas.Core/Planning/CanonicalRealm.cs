using System.Diagnostics;
using System.Globalization;
using System.Text;
using Atlas.Core.Model;
using static Atlas.Core.Planning.CanonicalJson;

namespace Atlas.Core.Planning;

/// <summary>Writes a realm as the canonical text that a fingerprint is made of.</summary>
/// <remarks>
/// What has its default value is left out, so that a member added to the model later changes no fingerprint of a realm
/// that doesn't use it. The format is written down in docs/design/0001-digests-and-fingerprints.md.
/// </remarks>
/// <param name="bound">The schema whose name is left out; null when all names count.</param>
internal sealed class CanonicalRealm(string? bound)
{
    public string Text(Schema schema)
    {
        var objects = new CanonicalObjects(this);
        return Object(
            ("aggregates", Of(ObjectKind.Aggregate)),
            ("collations", Of(ObjectKind.Collation)),
            ("comment", Optional(schema.Comment)),
            ("composites", Of(ObjectKind.Composite)),
            ("domains", Of(ObjectKind.Domain)),
            ("enums", Objects(schema.Enums, e => e.Name, Text)),
            ("functions", Of(ObjectKind.Function)),
            ("materialized", Of(ObjectKind.Materialized)),
            ("name", schema.Name == bound ? null : CanonicalJson.Text(schema.Name)),
            ("policies", Of(ObjectKind.Policy)),
            ("procedures", Of(ObjectKind.Procedure)),
            ("ranges", Of(ObjectKind.Range)),
            ("sequences", Of(ObjectKind.Sequence)),
            ("tables", Objects(schema.Tables, t => t.Name, Text)),
            ("triggers", Of(ObjectKind.Trigger)),
            ("views", Of(ObjectKind.View)));

        string? Of(ObjectKind kind) =>
            Objects(schema.Objects.Where(o => o.Kind == kind).ToSeq(), o => o.Name, objects.Text);
    }

    /// <summary>Returns the objects that lie in no schema.</summary>
    public string Objects(Seq<RealmObject> items)
    {
        var objects = new CanonicalObjects(this);
        return Object(
            ("extensions", Objects(items.Where(o => o.Kind == ObjectKind.Extension).ToSeq(), o => o.Name, objects.Text)));
    }

    private static string Text(EnumType type) => Object(
        ("comment", Optional(type.Comment)),
        ("name", CanonicalJson.Text(type.Name)),
        ("values", Texts(type.Values)));

    private string Text(Table table) => Object(
        ("access_method", Optional(table.Options.AccessMethod)),
        ("checks", Objects(table.Checks, c => c.Name ?? "", Text)),
        ("columns", Objects(table.Columns, c => c.Name, Text)),
        ("comment", Optional(table.Comment)),
        ("foreign_keys", Objects(table.ForeignKeys, k => k.Name, Text)),
        ("indexes", Objects(table.Indexes, i => i.Name, Text)),
        ("inherits", table.Options.Inherits.IsEmpty
            ? null
            : CanonicalJson.Array(table.Options.Inherits.Select(Text))),
        ("name", CanonicalJson.Text(table.Name)),
        ("partition", table.Partition is { } partition ? Text(partition) : null),
        ("partitioned", table.Partitioning is { } spread
            ? Object(("by", CanonicalJson.Array(spread.Parts.Select(Text))), ("method", CanonicalJson.Text(spread.Method)))
            : null),
        ("primary_key", table.PrimaryKey is { } key ? Text(key) : null),
        ("replica_identity", Optional(table.Options.ReplicaIdentity)),
        ("replica_index", Optional(table.Options.ReplicaIndex)),
        ("row_security", If(table.Options.IsRowSecured)),
        ("row_security_forced", If(table.Options.IsRowSecurityForced)),
        ("storage_params", Text(table.Options.Parameters)),
        ("strict", If(table.IsStrict)),
        ("unlogged", If(table.Options.IsUnlogged)),
        ("without_rowid", If(table.IsWithoutRowId)));

    /// <summary>Returns storage parameters in their order; null for none.</summary>
    public static string? Text(Seq<StorageParameter> parameters) => parameters.IsEmpty
        ? null
        : CanonicalJson.Array(parameters.OrderBy(p => p.Name, ByCodePoint.Instance)
            .Select(p => CanonicalJson.Texts([p.Name, p.Value])));

    private string Text(Partition partition) => Object(
        ("hash", partition.Rows is HashRows h ? CanonicalJson.Texts([$"{h.Modulus}", $"{h.Remainder}"]) : null),
        ("list", partition.Rows is ListRows l ? CanonicalJson.Texts(l.Values) : null),
        ("of", Text(partition.Parent)),
        ("range", partition.Rows is RangeRows r
            ? CanonicalJson.Array([CanonicalJson.Texts(r.From), CanonicalJson.Texts(r.To)])
            : null));

    private string Text(Column column) => Object(
        ("auto_increment", If(column.IsAutoIncrement)),
        ("collation", Optional(column.Collation)),
        ("comment", Optional(column.Comment)),
        ("compression", Optional(column.Compression)),
        ("default", column.Default is { } value ? Text(value) : null),
        ("generated", column.Generated is { } g
            ? Object(("sql", CanonicalJson.Text(g.Expression)), ("stored", If(g.IsStored)))
            : null),
        ("identity", column.Identity is { } identity ? Text(identity) : null),
        ("name", CanonicalJson.Text(column.Name)),
        ("null", If(column.IsNullable)),
        ("statistics", Optional((long?)column.StatisticsTarget)),
        ("storage", Optional(column.Storage)),
        ("type", Text(column.Type)));

    public string Text(ColumnType type) => type switch
    {
        BuiltInType t => Object(("arguments", Numbers(t.Arguments)), ("word", CanonicalJson.Text(t.Word))),
        EnumReference t => Object(("enum", Text(t.Name))),
        TypeReference t => Object((t.Kind.Word(), Text(t.Name))),
        ArrayType t => Object(("array", Text(t.Element))),
        RawType t => Object(("sql", CanonicalJson.Text(t.Sql))),
        _ => throw new UnreachableException($"{type.GetType().Name} has no canonical text."),
    };

    public static string Text(SqlExpression expression) => expression switch
    {
        StringLiteral e => Object(("string", CanonicalJson.Text(e.Value))),
        NumberLiteral e => Object(("number", CanonicalJson.Text(e.Text))),
        BoolLiteral e => Object(("bool", e.Value ? "true" : "false")),
        RawSql e => Object(("sql", CanonicalJson.Text(e.Sql))),
        _ => throw new UnreachableException($"{expression.GetType().Name} has no canonical text."),
    };

    private static string Text(Identity identity) => Object(
        ("always", If(identity.IsAlways)),
        ("cache", Optional(identity.Cache)),
        ("cycle", If(identity.IsCycle)),
        ("increment", Optional(identity.Increment)),
        ("maximum", Optional(identity.Maximum)),
        ("minimum", Optional(identity.Minimum)),
        ("start", Optional(identity.Start)));

    private static string Text(PrimaryKey key) => Object(
        ("columns", Texts(key.Columns)),
        ("comment", Optional(key.Comment)),
        ("deferrable", Optional(key.Deferrable)),
        ("include", Names(key.Include)),
        ("name", Optional(key.Name)),
        ("storage_params", Text(key.Parameters)));

    public static string Text(Index index) => Object(
        ("comment", Optional(index.Comment)),
        ("constraint", If(index.IsConstraint)),
        ("deferrable", Optional(index.Deferrable)),
        ("include", Names(index.Include)),
        ("method", Optional(index.Method)),
        ("name", CanonicalJson.Text(index.Name)),
        ("nulls_equal", If(!index.NullsDistinct)),
        ("parts", CanonicalJson.Array(index.Parts.Select(Text))),
        ("predicate", Optional(index.Predicate)),
        ("storage_params", Text(index.Parameters)),
        ("unique", If(index.IsUnique)));

    private static string Text(IndexPart part) => Object(
        ("collation", Optional(part.Collation)),
        ("column", Optional(part.Column)),
        ("descending", If(part.IsDescending)),
        ("nulls_first", part.NullsFirst is { } first ? first ? "true" : "false" : null),
        ("operator", Optional(part.Operator)),
        ("operator_class", Optional(part.OperatorClass)),
        ("sql", Optional(part.Expression)));

    private string Text(ForeignKey key) => Object(
        ("columns", Texts(key.Columns)),
        ("comment", Optional(key.Comment)),
        ("deferrable", Optional(key.Deferrable)),
        ("match_full", If(key.IsMatchFull)),
        ("name", CanonicalJson.Text(key.Name)),
        ("not_valid", If(key.IsNotValid)),
        ("on_delete", Text(key.OnDelete)),
        ("on_delete_columns", Names(key.OnDeleteColumns)),
        ("on_update", Text(key.OnUpdate)),
        ("referenced_columns", Texts(key.ReferencedColumns)),
        ("references", Text(key.References)));

    private static string? Text(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => null,
        ReferentialAction.Restrict => "\"RESTRICT\"",
        ReferentialAction.Cascade => "\"CASCADE\"",
        ReferentialAction.SetNull => "\"SET_NULL\"",
        ReferentialAction.SetDefault => "\"SET_DEFAULT\"",
        _ => throw new UnreachableException($"{action} has no canonical text."),
    };

    public static string Text(Check check) => Object(
        ("comment", Optional(check.Comment)),
        ("name", Optional(check.Name)),
        ("no_inherit", If(check.IsNoInherit)),
        ("not_valid", If(check.IsNotValid)),
        ("sql", CanonicalJson.Text(check.Expression)));

    public string Text(ObjectName name) => Object(
        ("name", CanonicalJson.Text(name.Name)),
        ("schema", name.Schema == bound ? null : CanonicalJson.Text(name.Schema)));

    public static string? Objects<T>(Seq<T> items, Func<T, string> name, Func<T, string> text) => items.IsEmpty
        ? null
        : CanonicalJson.Array(items.Select(i => (Name: name(i), Text: text(i)))
            .OrderBy(i => i.Name, ByCodePoint.Instance).ThenBy(i => i.Text, ByCodePoint.Instance)
            .Select(i => i.Text));

    private static string? Numbers(Seq<int> numbers) =>
        numbers.IsEmpty ? null : CanonicalJson.Array(numbers.Select(Number));

    private static string? Names(Seq<string> names) => names.IsEmpty ? null : Texts(names);

    public static string? Optional(string? text) => text is null ? null : CanonicalJson.Text(text);

    public static string? Optional(long? number) =>
        number is { } n ? CanonicalJson.Text(n.ToString(CultureInfo.InvariantCulture)) : null;

    public static string? If(bool fact) => fact ? "true" : null;
}

/// <summary>Compares texts by code point, which is by their bytes in UTF-8; ordinal comparison goes by
/// UTF-16.</summary>
internal sealed class ByCodePoint : IComparer<string>
{
    public static readonly ByCodePoint Instance = new();

    public int Compare(string? x, string? y) =>
        Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
