using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Takes out of a realm what no longer fits after an edit.</summary>
public static class Repair
{
    public static Realm Realm(Realm realm, Features features)
    {
        realm = Each(realm, (_, t) => Own(realm, t, features));
        return RealmObjects.Repaired(Each(realm, (_, t) => t with { ForeignKeys = t.ForeignKeys.Where(k => Fits(realm, t, k)).ToSeq() }));
    }

    private static Realm Each(Realm realm, Func<string, Table, Table> edit) => realm with
    {
        Schemas = realm.Schemas.Select(s => s with { Tables = s.Tables.Select(t => edit(s.Name, t)).ToSeq() }).ToSeq(),
    };

    private static Table Own(Realm realm, Table table, Features features)
    {
        var fallback = features.Types[0].Type;
        var columns = table.Columns.Select(c => Integrity.Element(c.Type) is EnumReference type && realm.Enum(type.Name) is null
            ? c with { Type = fallback, Default = null }
            : c).ToList();
        var numbers = columns.Where(c => c.Generated is null && features.Types.Any(t => t.Type == c.Type && t.IsNumber)).ToList();
        var conditions = numbers.SelectMany(c => features.Conditions(c.Name)).ToHashSet();
        var computations = numbers.SelectMany(c => features.Computations(c.Name).Select(e => (e, c.Type))).ToHashSet();
        columns = [.. columns.Select(c => c.Generated is { } g && !computations.Contains((g.Expression, c.Type)) ? c with { Generated = null } : c)];
        columns = [.. columns.Select(c => c.Default is StringLiteral text && c.Type is EnumReference type && !realm.Enum(type.Name)!.Values.Contains(text.Value) ? c with { Default = null } : c)];

        var keys = columns.Where(c => c.Generated is null && features.Types.Any(t => t.Type == c.Type && t.IsKey)).Select(c => c.Name).ToHashSet();
        var primary = table.PrimaryKey is { } key && key.Columns.Concat(key.Include).All(keys.Contains) ? key : null;
        columns = [.. columns.Select(c => primary is not null && primary.Columns.Contains(c.Name) ? c with { IsNullable = false, Default = c.Default is RawSql ? null : c.Default } : c)];
        var isLone = features.AutoIncrement && primary is { Columns.Count: 1 } && !table.IsWithoutRowId;
        columns = [.. columns.Select(c => c.IsAutoIncrement && !(isLone && primary!.Columns[0] == c.Name && c.Type == fallback) ? c with { IsAutoIncrement = false } : c)];

        return table with
        {
            Columns = [.. columns],
            PrimaryKey = primary,
            IsWithoutRowId = table.IsWithoutRowId && primary is not null,
            Indexes = table.Indexes.Where(i => i.Parts.All(p => p.Column is { } c ? keys.Contains(c) : computations.Any(x => x.e == p.Expression))
                && i.Include.All(keys.Contains) && (i.Predicate is null || conditions.Contains(i.Predicate))).ToSeq(),
            Checks = [.. table.Checks.Where(c => conditions.Contains(c.Expression)).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Expression, StringComparer.Ordinal)],
        };
    }

    private static bool Fits(Realm realm, Table table, ForeignKey key) =>
        realm.Table(key.References) is { } target
        && Integrity.HasKey(target, key.ReferencedColumns)
        && key.Columns.Zip(key.ReferencedColumns).All(pair =>
            table.Column(pair.First) is { Generated: null } from && target.Column(pair.Second) is { } to
            && from.Type == to.Type && from.Collation == to.Collation);
}
