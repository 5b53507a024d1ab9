using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Filters;

/// <summary>Which part of a realm is managed: what the include patterns name, if there are any, minus what is
/// excluded.</summary>
/// <remarks>
/// At the scope of a whole database patterns are <c>schema</c>, <c>schema.table</c> and <c>schema.table.part</c>; at
/// the scope of one
/// schema they begin with the table. A part is a column, index, foreign key or check. <c>[type=…]</c> at the end
/// restricts kinds.
/// </remarks>
public sealed class Filter
{
    private static readonly string[] ManagedKinds =
    [
        "schema", "enum", "table", "column", "index", "unique", "primary_key", "foreign_key", "check", "view",
        "materialized", "function", "procedure", "aggregate", "trigger", "sequence", "domain", "composite", "range",
        "policy", "collation",
    ];

    private readonly List<Pattern> include;
    private readonly List<Pattern> exclude;
    private readonly bool isSchemaScope;

    /// <summary>Reads the patterns.</summary>
    /// <param name="include">What is managed; empty for everything.</param>
    /// <param name="exclude">What isn't, even when it is included.</param>
    /// <param name="isSchemaScope">Whether the URL is bound to one schema.</param>
    /// <exception cref="FailureException">A pattern is malformed or too deep.</exception>
    public Filter(Seq<string> include, Seq<string> exclude, bool isSchemaScope)
    {
        this.isSchemaScope = isSchemaScope;
        this.include = [.. include.Select(p => Pattern.Parse(p, isSchemaScope))];
        this.exclude = [.. exclude.Select(p => Pattern.Parse(p, isSchemaScope))];
        Patterns = [.. include.Select(p => $"+{p}").Concat(exclude.Select(p => $"-{p}")).Distinct()
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The filter that leaves nothing out.</summary>
    public static Filter None { get; } = new([], [], false);

    /// <summary>Gets the patterns as fingerprints and manifests hold them: sorted, with <c>+</c> or <c>-</c> before
    /// them.</summary>
    public Seq<string> Patterns { get; }

    /// <summary>Gets whether nothing is left out.</summary>
    public bool IsEmpty => Patterns.IsEmpty;

    /// <summary>Returns what is managed of a realm; with a column go the indexes and keys over it.</summary>
    public Realm Apply(Realm realm) => IsEmpty
        ? realm
        : realm with { Schemas = realm.Schemas.Where(KeepsSchema).Select(Apply).ToSeq() };

    /// <summary>Returns the patterns that mean nothing in any of the realms, which usually are of the wrong
    /// depth.</summary>
    public Seq<string> Unmatched(params ReadOnlySpan<Realm> realms)
    {
        var unmatched = new List<string>();
        // Of kinds that aren't managed there is nothing in a realm to match.
        foreach (var pattern in include.Concat(exclude)
            .Where(p => p.Kinds.Count == 0 || p.Kinds.Overlaps(ManagedKinds)))
        {
            var isMatched = false;
            foreach (var realm in realms) isMatched |= Objects(realm).Any(o => pattern.Matches(o.Kind, o.Names));
            if (!isMatched) unmatched.Add(pattern.Text);
        }

        return [.. unmatched];
    }

    /// <summary>Returns a warning for each pattern that means nothing in any of the realms.</summary>
    public Seq<string> Warnings(params ReadOnlySpan<Realm> realms) =>
    [
        .. Unmatched(realms).Select(p =>
            $"Warning: the pattern \"{p}\" matches nothing. " + (isSchemaScope
                ? "The URL is bound to one schema, so patterns begin with the table: users, users.email."
                : "The URL is of a whole database, so patterns begin with the schema: public, public.users, " +
                    "*.users.email.")),
    ];

    private Schema Apply(Schema schema) => schema with
    {
        Enums = schema.Enums.Where(e => Keeps("enum", schema.Name, e.Name)).ToSeq(),
        Tables = schema.Tables.Where(t => KeepsTable(schema.Name, t.Name)).Select(t => Apply(schema.Name, t)).ToSeq(),
        Objects = schema.Objects.Where(o => KeepsObject(schema, o)).ToSeq(),
    };

    // A trigger or policy goes with its table, and is a part of it.
    private bool KeepsObject(Schema schema, RealmObject item) => item.Relation is { } relation
        ? (schema.Table(relation) is null
            ? Keeps("view", schema.Name, relation)
            : KeepsTable(schema.Name, relation))
            && KeepsPart(item.Kind.Word(), schema.Name, relation, item.Name)
        : Keeps(item.Kind.Word(), schema.Name, item.Name);

    private Table Apply(string schema, Table table)
    {
        // The columns of a partition are its parent's.
        var hasColumns = table.Partition is null;
        var columns = table.Columns.Where(c => KeepsPart("column", schema, table.Name, c.Name)).ToSeq();
        var kept = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return table with
        {
            Columns = columns,
            PrimaryKey = table.PrimaryKey is { } key && KeepsPart("primary_key", schema, table.Name, key.Name ?? "")
                ? hasColumns ? Over(kept, key) : key
                : null,
            Indexes = table.Indexes.Where(i =>
                KeepsPart(i.IsConstraint ? "unique" : "index", schema, table.Name, i.Name)
                && (!hasColumns || IsOver(kept, i))).ToSeq(),
            ForeignKeys = table.ForeignKeys.Where(k =>
                KeepsPart("foreign_key", schema, table.Name, k.Name)
                && (!hasColumns || kept.IsSupersetOf(k.Columns))).ToSeq(),
            Checks = table.Checks.Where(c => KeepsPart("check", schema, table.Name, c.Name ?? "")).ToSeq(),
        };
    }

    private static PrimaryKey? Over(HashSet<string> kept, PrimaryKey key)
    {
        var rest = key.Columns.Where(kept.Contains).ToSeq();
        return rest.IsEmpty ? null : key with { Columns = rest, Include = key.Include.Where(kept.Contains).ToSeq() };
    }

    private static bool IsOver(HashSet<string> kept, Index index) =>
        index.Parts.All(p => p.Column is null || kept.Contains(p.Column)) && kept.IsSupersetOf(index.Include);

    // The schema that the URL is bound to is never left out itself.
    private bool KeepsSchema(Schema schema) => isSchemaScope
        || ((include.Count == 0 || include.Exists(p => Reaches(p, schema.Name)))
            && !exclude.Exists(p => p.Matches("schema", schema.Name)));

    private static bool Reaches(Pattern pattern, string schema) =>
        pattern.Depth > 1 ? pattern.MatchesBelow(schema) : pattern.Matches("schema", schema);

    private bool Keeps(string kind, string schema, string name) =>
        (include.Count == 0 || include.Exists(p => p.Matches("schema", schema) || p.Matches(kind, schema, name)))
        && !exclude.Exists(p => p.Matches(kind, schema, name));

    private bool KeepsTable(string schema, string table) =>
        (Keeps("table", schema, table) || include.Exists(p => p.Depth == 3 && p.MatchesBelow(schema, table)))
        && !exclude.Exists(p => p.Matches("table", schema, table));

    private bool KeepsPart(string kind, string schema, string table, string name)
    {
        // A primary key comes with its columns.
        var isIncluded = include.Count == 0 || kind == "primary_key" || include.Exists(p =>
            p.Matches("schema", schema) || p.Matches("table", schema, table) || Matches(p, kind, schema, table, name));
        return isIncluded && !exclude.Exists(p => Matches(p, kind, schema, table, name));
    }

    // A unique constraint is an index too; a primary key goes only with its columns or by its own kind.
    private static bool Matches(Pattern pattern, string kind, string schema, string table, string name) => kind switch
    {
        "unique" =>
            pattern.Matches("unique", schema, table, name) || pattern.Matches("index", schema, table, name),
        "primary_key" => pattern.Kinds.Contains("primary_key") && pattern.Matches(kind, schema, table, name),
        _ => pattern.Matches(kind, schema, table, name),
    };

    private static IEnumerable<(string Kind, string[] Names)> Objects(Realm realm)
    {
        foreach (var schema in realm.Schemas)
        {
            yield return ("schema", [schema.Name]);
            foreach (var type in schema.Enums) yield return ("enum", [schema.Name, type.Name]);
            foreach (var item in schema.Objects)
            {
                yield return (item.Kind.Word(), item.Relation is { } relation
                    ? [schema.Name, relation, item.Name]
                    : [schema.Name, item.Name]);
            }

            foreach (var table in schema.Tables)
            {
                yield return ("table", [schema.Name, table.Name]);
                foreach (var (kind, name) in Parts(table)) yield return (kind, [schema.Name, table.Name, name]);
            }
        }
    }

    private static IEnumerable<(string Kind, string Name)> Parts(Table table) =>
    [
        .. table.Columns.Select(c => ("column", c.Name)),
        .. table.Indexes.Select(i => ("index", i.Name)),
        .. table.Indexes.Where(i => i.IsConstraint).Select(i => ("unique", i.Name)),
        .. table.ForeignKeys.Select(k => ("foreign_key", k.Name)),
        .. table.Checks.Select(c => ("check", c.Name ?? "")),
        .. table.PrimaryKey is { } key ? [("primary_key", key.Name ?? "")] : Array.Empty<(string, string)>(),
    ];
}
