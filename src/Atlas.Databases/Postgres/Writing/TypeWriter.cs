using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes statements about domains, composite types and range types.</summary>
internal static class TypeWriter
{
    public static string Create(string name, Domain domain, Names names) =>
        $"CREATE DOMAIN {name} AS {names.Type(domain.Type)}{Collation(domain.Collation)}"
        + (domain.Default is { } value ? $" DEFAULT {Defaults.Write(value)}" : "")
        + (domain.IsNullable ? "" : " NOT NULL")
        + string.Concat(domain.Checks.Select(c => $" {ConstraintWriter.Check(c)}"));

    public static string Create(string name, Composite composite, Names names) =>
        $"CREATE TYPE {name} AS ({string.Join(", ", composite.Fields.Select(f => Field(f, names)))})";

    public static string Create(string name, RangeType range, Names names)
    {
        List<string> options = [$"SUBTYPE = {names.Type(range.Subtype)}"];
        if (range.OperatorClass is { } operators) options.Add($"SUBTYPE_OPCLASS = {operators}");
        if (range.Collation is { } collation) options.Add($"COLLATION = {Names.Collation(collation)}");
        if (range.Canonical is { } canonical) options.Add($"CANONICAL = {canonical}");
        if (range.Difference is { } difference) options.Add($"SUBTYPE_DIFF = {difference}");
        if (range.Multirange is { } multirange) options.Add($"MULTIRANGE_TYPE_NAME = {Quoting.Name(multirange)}");
        return $"CREATE TYPE {name} AS RANGE ({string.Join(", ", options)})";
    }

    public static string Create(string name, Collation collation)
    {
        List<string> options = [$"provider = {collation.Provider}"];
        if (collation.Locale is { } locale) options.Add($"locale = {Quoting.Text(locale)}");
        if (collation.Order is { } order) options.Add($"lc_collate = {Quoting.Text(order)}");
        if (collation.Classes is { } classes) options.Add($"lc_ctype = {Quoting.Text(classes)}");
        if (collation.Rules is { } rules) options.Add($"rules = {Quoting.Text(rules)}");
        if (collation.IsNondeterministic) options.Add("deterministic = false");
        return $"CREATE COLLATION {name} ({string.Join(", ", options)})";
    }

    /// <summary>Returns the name that the server gives to the multirange of a range (CREATE TYPE).</summary>
    public static string Multirange(string range)
    {
        var at = range.IndexOf("range", StringComparison.Ordinal);
        return at < 0 ? $"{range}_multirange" : $"{range[..at]}multi{range[at..]}";
    }

    public static IEnumerable<string> Alter(string name, Domain from, Domain to)
    {
        foreach (var check in from.Checks.Where(c => !IsIn(c, to)))
            yield return $"ALTER DOMAIN {name} DROP CONSTRAINT {Quoting.Name(check.Name ?? "")}";
        if (from.Default != to.Default)
        {
            yield return $"ALTER DOMAIN {name} "
                + (to.Default is { } value ? $"SET DEFAULT {Defaults.Write(value)}" : "DROP DEFAULT");
        }

        if (from.IsNullable != to.IsNullable)
            yield return $"ALTER DOMAIN {name} {(to.IsNullable ? "DROP" : "SET")} NOT NULL";
        foreach (var check in to.Checks.Where(c => !IsIn(c, from)))
            yield return $"ALTER DOMAIN {name} ADD {ConstraintWriter.Check(check)}";

        static bool IsIn(Check check, Domain domain) =>
            domain.Checks.Any(c => c.Name == check.Name && c.Expression == check.Expression);
    }

    public static IEnumerable<string> Alter(string name, Composite from, Composite to, Names names)
    {
        List<string> clauses =
        [
            .. from.Fields.Where(f => to.Fields.All(t => t.Name != f.Name))
                .Select(f => $"DROP ATTRIBUTE {Quoting.Name(f.Name)}"),
            .. to.Fields.Where(t => from.Fields.Any(f => f.Name == t.Name && f != t))
                .Select(t => $"ALTER ATTRIBUTE {Quoting.Name(t.Name)} TYPE {names.Type(t.Type)}{Collation(t.Collation)}"),
            .. to.Fields.Where(t => from.Fields.All(f => f.Name != t.Name)).Select(t => $"ADD ATTRIBUTE {Field(t, names)}"),
        ];
        return clauses.Count == 0 ? [] : [$"ALTER TYPE {name} {string.Join(", ", clauses)}"];
    }

    private static string Field(Field field, Names names) =>
        $"{Quoting.Name(field.Name)} {names.Type(field.Type)}{Collation(field.Collation)}";

    private static string Collation(string? name) => name is null ? "" : $" COLLATE {Names.Collation(name)}";
}
